package io.github.wincred.spring;

import io.github.wincred.placeholder.PlaceholderException;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who asks a property source for a secret. Spring passes only the name; only the stack says more.
 *
 * <p>After resolving the placeholders of {@code @Value}, of a bean definition or of a text of an {@code EmbeddedValueResolverAware} bean, Spring
 * evaluates everything in the text that looks like an expression, whoever wrote it. There a secret is not handed out. An expression that asks for it
 * takes its place, so that neither the text that Spring evaluates nor Spring's messages about that text contain any part of the secret.
 */
final class Question {

    private static final StackWalker STACK = StackWalker.getInstance();

    private static final String PLACEHOLDERS = "org.springframework.util.PropertyPlaceholderHelper";

    /** Methods that resolve the placeholders in a text that is evaluated afterwards. */
    private static final Set<String> RESOLVING = Set.of(
            "org.springframework.beans.factory.support.AbstractBeanFactory.resolveEmbeddedValue",
            "org.springframework.beans.factory.config.BeanDefinitionVisitor.resolveStringValue",
            "org.springframework.boot.autoconfigure.condition.OnExpressionCondition.getMatchOutcome");

    /** Code that runs within an expression gets secrets, as a program does. */
    private static final String EVALUATING =
            "org.springframework.context.expression.StandardBeanExpressionResolver.evaluate";

    private static final String EXPRESSION =
            "#{@environment.getRequiredProperty({'a placeholder for a credential cannot stand within an expression',"
                    + "\"ask for the secret in the program\",'";

    private Question() {}

    /** Whether a placeholder of the configuration asks, and not code that may have the name from anywhere. */
    static boolean isOfAPlaceholder() {
        return STACK.walk(
                frames -> frames.anyMatch(frame -> frame.getClassName().equals(PLACEHOLDERS)));
    }

    /** Whether the answer becomes a part of a text that is evaluated. */
    static boolean isForEvaluation() {
        Optional<String> nearest =
                STACK.walk(frames -> frames.map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .filter(method -> method.equals(EVALUATING) || RESOLVING.contains(method))
                        .findFirst());
        return nearest.isPresent() && RESOLVING.contains(nearest.get());
    }

    /**
     * An expression whose value is that of a property. It contains both kinds of quotation marks: within a literal of another expression, or within
     * an expression itself, it makes that expression invalid, and the message about it says why.
     */
    static String expression(String property) {
        return EXPRESSION + property.replace("'", "''") + "'}[2])}";
    }

    /**
     * Refuses a name that contains such an expression, which has no value yet.
     *
     * @throws PlaceholderException if the name contains one
     */
    static void refuseWithin(String name) {
        if (name.contains(EXPRESSION)) {
            throw new PlaceholderException(
                    "a credential, or a property imported from one, cannot be a part of the name in another"
                            + " placeholder where the text is evaluated, as in @Value: bind the text to @ConfigurationProperties,"
                            + " or ask the Environment for it");
        }
    }
}
