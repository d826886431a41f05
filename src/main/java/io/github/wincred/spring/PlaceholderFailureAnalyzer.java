package io.github.wincred.spring;

import io.github.wincred.placeholder.PlaceholderException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Ends a failed start with the one line that says which credential is missing, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class PlaceholderFailureAnalyzer extends AbstractFailureAnalyzer<PlaceholderException> {

    /** For Spring. */
    public PlaceholderFailureAnalyzer() {}

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PlaceholderException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
