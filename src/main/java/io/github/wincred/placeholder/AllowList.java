package io.github.wincred.placeholder;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import java.util.ArrayList;
import java.util.List;

/**
 * The credentials that configurations may name: the value of {@link io.github.wincred.settings.Setting#PLACEHOLDER_ALLOW}. Immutable.
 *
 * <p>Elements are separated by semicolons; space around them is ignored. An element that ends in one of {@code / \ : | . - _ @} allows every
 * credential whose TargetName begins with it; any other is the whole TargetName of one credential, so that {@code app} does not allow
 * {@code application/x}. An element means generic credentials unless it begins with another type, {@code domain-visible-password:NAME}. Case is
 * ignored, as in the store. An empty list allows everything.
 *
 * <p>The type and whole TargetName of the credential that was found are checked, not the name that was written.
 */
final class AllowList {

    private static final String DELIMITERS = "/\\:|.-_@";
    private static final List<String> PRINTED = List.of("LegacyGeneric:", "Domain:", "WindowsLive:");

    private record Element(CredentialKey key, boolean beginning) {

        boolean covers(CredentialKey other) {
            return key.type().equals(other.type())
                    && (beginning
                            ? CaseFolding.startsWith(other.targetName(), key.targetName())
                            : CaseFolding.equal(other.targetName(), key.targetName()));
        }
    }

    private final List<Element> elements;

    private AllowList(List<Element> elements) {
        this.elements = elements;
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException naming an element that is not valid, or the whole list if it has no element
     */
    static AllowList parse(String text) {
        List<Element> elements = new ArrayList<>();
        for (String element : text.split(";", -1)) {
            if (!element.isBlank()) {
                elements.add(element(element.strip()));
            }
        }
        if (elements.isEmpty() && !text.isBlank()) {
            throw new IllegalArgumentException("the list of allowed credentials '" + text + "' names none");
        }
        return new AllowList(List.copyOf(elements));
    }

    private static Element element(String text) {
        for (String printed : PRINTED) {
            if (CaseFolding.startsWith(text, printed)) {
                throw new IllegalArgumentException(
                        "'" + text + "' in the list of allowed credentials: write the TargetName alone");
            }
        }
        if (text.endsWith("*")) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' in the list of allowed credentials: write the beginning of the names up to a delimiter, as in app/");
        }
        CredentialKey key = keyOf("", text);
        if (key.targetName().isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' in the list of allowed credentials has no name");
        }
        return new Element(key, DELIMITERS.indexOf(text.charAt(text.length() - 1)) >= 0);
    }

    /** The credential that a name stands for: a generic one, unless the name begins with a type. */
    static CredentialKey keyOf(String prefix, String name) {
        for (CredentialType defined : CredentialType.defined()) {
            if (CaseFolding.startsWith(name, defined.label() + ":")) {
                return new CredentialKey(
                        defined, prefix + name.substring(defined.label().length() + 1));
            }
        }
        return CredentialKey.generic(prefix + name);
    }

    /** Whether a configuration may name this credential. */
    boolean permits(CredentialKey key) {
        return elements.isEmpty() || elements.stream().anyMatch(element -> element.covers(key));
    }
}
