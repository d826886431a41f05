package io.github.wincred.marshal;

import static java.util.Objects.requireNonNull;

/**
 * A stored credential whose TargetName is its user name: {@code USERNAME_TARGET_CREDENTIAL_INFO}.
 *
 * @param userName the user name, a sequence of UTF-16 units that need not be well-formed Unicode
 */
public record UserNameTarget(String userName) implements MarshaledCredential {

    /** Makes a reference; the name is checked when it is encoded. */
    public UserNameTarget {
        requireNonNull(userName, "userName");
    }

    @Override
    public MarshalType type() {
        return MarshalType.USER_NAME_TARGET;
    }
}
