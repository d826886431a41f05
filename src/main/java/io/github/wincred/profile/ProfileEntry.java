package io.github.wincred.profile;

import io.github.wincred.credential.Credential;
import java.util.Optional;

/**
 * A credential that a {@link ProfileStore} listed.
 *
 * @param service the service, as the program names it
 * @param user the user, if the credential has one
 * @param credential the whole credential, without its secret
 */
public record ProfileEntry(String service, Optional<String> user, Credential credential) {}
