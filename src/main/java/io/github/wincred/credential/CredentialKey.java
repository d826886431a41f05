package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

/**
 * The identity of a credential: type and TargetName together (R1).
 *
 * <p>Two keys are equal when their types are equal and their names differ at most in case, as Windows compares them (R2, see
 * {@link CaseFolding}). The spelling of the name is kept. A name is a sequence of UTF-16 units and need not be well-formed Unicode.
 *
 * @param type the kind of credential
 * @param targetName the TargetName, exactly as written; checked by {@link CredentialLimits} when the credential is written
 */
public record CredentialKey(CredentialType type, String targetName) {

    /** Makes a key; neither part may be null. */
    public CredentialKey {
        requireNonNull(type, "type");
        requireNonNull(targetName, "targetName");
    }

    /** The key of the generic credential with this TargetName. */
    public static CredentialKey generic(String targetName) {
        return new CredentialKey(CredentialType.GENERIC, targetName);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialKey that
                && type.code() == that.type.code()
                && CaseFolding.equal(targetName, that.targetName);
    }

    @Override
    public int hashCode() {
        return 31 * CaseFolding.hash(targetName) + type.code();
    }

    /**
     * The type's label and the name, for messages: {@code generic 'git:https://host'}. Control characters are written as a backslash, a {@code u}
     * and four digits, so that a name cannot forge a line of a log.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type.label()).append(" '");
        for (int i = 0; i < targetName.length(); i++) {
            char unit = targetName.charAt(i);
            if (Character.isISOControl(unit)) {
                text.append(String.format("\\u%04X", (int) unit));
            } else {
                text.append(unit);
            }
        }
        return text.append('\'').toString();
    }
}
