package io.github.wincred.credential;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every size limit of a credential in {@code wincred.h}, with its unit, and the check that all backends make before they touch the
 * store (R24 to R29).
 *
 * <p>Lengths of names are in UTF-16 units without the terminator. Where the interface definition of Windows may count the terminator too (R26), a
 * value of exactly the limit is accepted and Windows decides.
 */
public final class CredentialLimits {

    /** {@code CRED_MAX_CREDENTIAL_BLOB_SIZE}; more is error 1783 (R24). */
    public static final int MAX_BLOB_BYTES = 2560;

    /** {@code CRED_MAX_GENERIC_TARGET_NAME_LENGTH}; more is error 1734 (R26). */
    public static final int MAX_GENERIC_TARGET_NAME_CHARS = 32767;

    /** {@code CRED_MAX_DOMAIN_TARGET_NAME_LENGTH}, for the types of {@link CredentialType#isDomain()}. */
    public static final int MAX_DOMAIN_TARGET_NAME_CHARS = 337;

    /** {@code CRED_MAX_STRING_LENGTH}, for Comment, TargetAlias and attribute keywords. */
    public static final int MAX_STRING_CHARS = 256;

    /** {@code CRED_MAX_USERNAME_LENGTH}. */
    public static final int MAX_USER_NAME_CHARS = 513;

    /** {@code CRED_MAX_ATTRIBUTES}. */
    public static final int MAX_ATTRIBUTES = 64;

    /** {@code CRED_MAX_VALUE_SIZE}. */
    public static final int MAX_ATTRIBUTE_VALUE_BYTES = 256;

    /** {@code CRED_MAX_TARGETNAME_NAMESPACE_LENGTH}: the namespace of a {@link NamespacedTarget}; not checked here. */
    public static final int MAX_NAMESPACE_CHARS = 256;

    /** {@code CRED_MAX_TARGETNAME_ATTRIBUTE_LENGTH}: the attribute of a {@link NamespacedTarget}; not checked here. */
    public static final int MAX_TARGET_ATTRIBUTE_CHARS = 256;

    static int maxTargetNameChars(CredentialType type) {
        return type.isDomain() ? MAX_DOMAIN_TARGET_NAME_CHARS : MAX_GENERIC_TARGET_NAME_CHARS;
    }

    private static final int INVALID_BOUND = 1734;

    private CredentialLimits() {}

    /**
     * Checks every field of a credential before it is written.
     *
     * @throws CredentialException {@link Reason#TOO_LARGE} naming field, limit and actual size; {@link Reason#INVALID_PARAMETER} for an empty
     *     TargetName (R5) or a U+0000 inside a string, which Windows would take for its end
     */
    public static void check(String operation, Credential credential) {
        CredentialKey key = credential.key();
        checkKey(operation, key);
        checkString(operation, key, "UserName", credential.userName(), MAX_USER_NAME_CHARS);
        checkString(operation, key, "Comment", credential.comment(), MAX_STRING_CHARS);
        checkString(operation, key, "TargetAlias", credential.targetAlias(), MAX_STRING_CHARS);
        int blobBytes = credential.secret().map(Secret::length).orElse(0);
        if (blobBytes > MAX_BLOB_BYTES) {
            throw tooLarge(
                    operation,
                    key,
                    "CredentialBlob",
                    blobBytes,
                    MAX_BLOB_BYTES,
                    "bytes",
                    Reason.TOO_LARGE.windowsCode());
        }
        int count = credential.attributes().size();
        if (count > MAX_ATTRIBUTES) {
            throw tooLarge(
                    operation, key, "Attributes", count, MAX_ATTRIBUTES, "entries", Reason.TOO_LARGE.windowsCode());
        }
        for (CredentialAttribute attribute : credential.attributes()) {
            checkChars(operation, key, "attribute keyword", attribute.keyword(), MAX_STRING_CHARS);
            if (attribute.valueLength() > MAX_ATTRIBUTE_VALUE_BYTES) {
                throw tooLarge(
                        operation,
                        key,
                        "value of attribute '" + attribute.keyword() + "'",
                        attribute.valueLength(),
                        MAX_ATTRIBUTE_VALUE_BYTES,
                        "bytes",
                        Reason.TOO_LARGE.windowsCode());
            }
        }
    }

    /**
     * Checks a key before it is looked up or deleted.
     *
     * @throws CredentialException as {@link #check}
     */
    public static void checkKey(String operation, CredentialKey key) {
        if (key.targetName().isEmpty()) {
            throw new CredentialException(Reason.INVALID_PARAMETER, operation, key, "TargetName is empty");
        }
        checkChars(operation, key, "TargetName", key.targetName(), maxTargetNameChars(key.type()));
    }

    private static void checkString(
            String operation, CredentialKey key, String field, Optional<String> value, int limitChars) {
        if (value.isPresent()) {
            checkChars(operation, key, field, value.get(), limitChars);
        }
    }

    private static void checkChars(String operation, CredentialKey key, String field, String value, int limitChars) {
        if (value.length() > limitChars) {
            throw tooLarge(operation, shown(key), field, value.length(), limitChars, "UTF-16 units", INVALID_BOUND);
        }
        // Java searches a string far faster than a loop does, and each call checks its name.
        if (value.indexOf('\0') >= 0) {
            checkText(operation, key, field, value);
        }
    }

    /**
     * Checks that a text does not end early in Windows.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} for U+0000
     */
    public static void checkText(String operation, @Nullable CredentialKey key, String field, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0) {
                throw new CredentialException(
                        Reason.INVALID_PARAMETER,
                        operation,
                        key,
                        field + " holds U+0000 at index " + i + " of " + text.length()
                                + "; Windows would take it for the end");
            }
        }
    }

    /** Shortens an oversized name, which would make the message useless. */
    private static CredentialKey shown(CredentialKey key) {
        String name = key.targetName();
        return name.length() <= MAX_DOMAIN_TARGET_NAME_CHARS
                ? key
                : new CredentialKey(key.type(), name.substring(0, 40) + "\u2026");
    }

    private static CredentialException tooLarge(
            String operation, CredentialKey key, String field, int actual, int limit, String unit, int code) {
        return new CredentialException(
                Reason.TOO_LARGE,
                code,
                operation,
                key,
                field + " has " + actual + " " + unit + ", the limit is " + limit,
                null);
    }
}
