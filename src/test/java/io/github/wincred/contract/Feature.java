package io.github.wincred.contract;

/** What a system beneath a backend must be able to do for a contract test to mean anything there. */
public enum Feature {
    /** Attributes are stored. */
    ATTRIBUTES,
    /** Names may be as long as Windows allows. */
    LONG_NAMES,
    /** A backslash in a TargetName is kept apart from an underscore. */
    BACKSLASH_IN_NAMES,
    /** Overwriting with an absent comment, alias or user name removes the old one. */
    CLEARING_BY_OVERWRITE,
    /** Keeping the blob of a credential that does not exist is error 1168. */
    PRESERVE_NEEDS_EXISTING,
    /** Types other than generic and domain password can be stored. */
    EVERY_TYPE,
    /** {@code CRED_ENUMERATE_ALL_CREDENTIALS} is known. */
    ALL_NAMESPACES,
    /** Rules that are only inferred (tag I) are enforced. */
    INFERRED_RULES
}
