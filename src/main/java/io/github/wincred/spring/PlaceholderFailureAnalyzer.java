package io.github.wincred.spring;

import io.github.wincred.placeholder.PlaceholderException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports a failed start with one line that says which credential is missing and what asked for it, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class PlaceholderFailureAnalyzer extends AbstractFailureAnalyzer<PlaceholderException> {

    /** For Spring. */
    public PlaceholderFailureAnalyzer() {}

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PlaceholderException cause) {
        return new FailureAnalysis(cause.getMessage() + askedForBy(rootFailure), null, cause);
    }

    /** The property that was being bound, or else the bean that was being created, if Spring says. */
    private static String askedForBy(Throwable failure) {
        BindException bound = find(failure, BindException.class);
        if (bound != null) {
            return " (asked for by the property " + bound.getName() + ")";
        }
        BeanCreationException made = find(failure, BeanCreationException.class);
        return made == null || made.getBeanName() == null ? "" : " (asked for by the bean " + made.getBeanName() + ")";
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        T innermost = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = type.isInstance(cause) ? type.cast(cause) : innermost;
        }
        return innermost;
    }
}
