package io.github.wincred.vault;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.vault.crypto.VaultHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Describes a vault in files, and whether its configuration opens it. */
final class VaultStatus {

    private static final String NAME = "WinCred vault";

    private VaultStatus() {}

    static BackendStatus inMemory() {
        return new BackendStatus(
                NAME + " in memory",
                "this process",
                true,
                "",
                Map.of("key protection", "none; nothing is written to a file"));
    }

    static BackendStatus of(VaultConfiguration configuration, VaultAccess access) {
        Path folder = access.files().folder();
        Path keyFile = access.keyFile();
        Map<String, String> facts = new LinkedHashMap<>();
        String reason = "";
        try {
            Optional<VaultHeader> current = access.headers().current();
            facts.put(
                    "key protection",
                    current.map(header -> protection(header, keyFile))
                            .orElseGet(() -> "not created yet; the first write creates it with "
                                    + (access.hasPassword() ? "a password" : "the key file " + keyFile)));
            facts.put(
                    "locked",
                    access.isLocked() ? "yes, it needs its password: vault.password-file or vault.password" : "no");
            access.checkOpens(current);
            if (current.isEmpty()) {
                reason = whyNotCreatable(folder);
            }
        } catch (VaultFailure e) {
            reason = String.valueOf(e.of("status", null).getMessage());
        } catch (CredentialException e) {
            // From the program that supplies the password.
            reason = String.valueOf(e.getMessage());
        }
        facts.put(
                "permissions",
                configuration.checksPermissions()
                        ? "checked: only the current user may read and change the files"
                        : "NOT CHECKED, as the setting vault.permissions=unchecked asks");
        return new BackendStatus(NAME, folder.toString(), reason.isEmpty(), reason, facts);
    }

    private static String whyNotCreatable(Path folder) {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing == null || Files.isWritable(existing)
                ? ""
                : "there is no vault yet, and " + existing + " is not writable; set vault.folder and vault.key-file";
    }

    private static String protection(VaultHeader header, Path keyFile) {
        return switch (header.protection()) {
            case KEY_FILE -> "key file " + keyFile;
            case PASSWORD -> "password (PBKDF2-HMAC-SHA256, " + header.iterations() + " iterations)";
        };
    }
}
