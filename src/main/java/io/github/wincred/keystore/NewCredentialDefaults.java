package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.profile.Profile;
import io.github.wincred.settings.BlobEncoding;
import io.github.wincred.settings.Settings;
import java.util.Optional;

/**
 * The fields of new credentials, and the encoding of text: those of the settings, and of the program that the setting {@code profile} names.
 *
 * @param profile the program
 * @param encoding the setting {@code encoding}, unless it is {@code auto} and there is a program
 * @param persistence the setting {@code persistence}, unless it is unset and there is a program
 */
record NewCredentialDefaults(Optional<Profile> profile, BlobEncoding encoding, Persistence persistence) {

    /** The defaults for these settings. */
    static NewCredentialDefaults of(Settings settings) {
        if (settings.profile().isEmpty()) {
            // Loads the class Profile only for a program that sets one.
            return new NewCredentialDefaults(Optional.empty(), settings.encoding(), settings.persistence());
        }
        Optional<Profile> profile = settings.profile().flatMap(Profile::ofLabel);
        return new NewCredentialDefaults(
                profile,
                settings.encoding() == BlobEncoding.AUTO ? profile.get().encoding() : settings.encoding(),
                Profile.persistence(settings));
    }

    /** Starts a new credential with the defaults. */
    Credential.Builder begin(CredentialKey key) {
        Credential.Builder builder = profile.isPresent() && key.type().equals(CredentialType.GENERIC)
                ? profile.get()
                        .newCredential(key)
                        .userName(profile.get().userOf(key.targetName()).orElse(null))
                : Credential.builder(key);
        return builder.persistence(persistence);
    }

    /** The length of the password in a text that another program stored. */
    int passwordLength(char[] text) {
        return profile.isPresent() ? profile.get().secretLength(text) : text.length;
    }
}
