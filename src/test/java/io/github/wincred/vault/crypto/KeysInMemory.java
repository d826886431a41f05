package io.github.wincred.vault.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wincred.credential.CredentialKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that a program which uses a vault has in memory, by a name for each. */
public final class KeysInMemory {

    private final Map<String, byte[]> keys = new LinkedHashMap<>();

    public Map<String, byte[]> byName() {
        return keys;
    }

    /** Adds what is derived from a password; the result is the master key that it unwraps. */
    public byte[] addWrapping(String name, byte[] headerFile, char[] password) {
        VaultHeader header = VaultHeader.parse(headerFile).orElseThrow();
        byte[] derived = Pbkdf2.derive(Pbkdf2.bytesOf(password), header.salt(), header.iterations());
        keys.put(name + ", derived", derived.clone());
        keys.put(name + ", wrapping", Hmac.once(derived, "wincred vault 1 wrap".getBytes(US_ASCII)));
        return header.unwrap(derived).orElseThrow();
    }

    /** Adds the master key and what is derived from it, down to the key of the secret in the file of a credential. */
    public void addDerived(
            String name, byte[] masterKey, byte[] headerFile, CredentialKey credential, byte[] credentialFile) {
        byte[] id = VaultHeader.parse(headerFile).orElseThrow().id();
        keys.put(name + ", master", masterKey.clone());
        for (String label : new String[] {"name", "part"}) {
            keys.put(name + ", " + label, Hmac.once(masterKey, ("wincred vault 1 " + label).getBytes(US_ASCII), id));
        }
        DerivedKeys derived = new DerivedKeys(masterKey, id);
        byte[] identity = derived.fileIdentity(credential);
        int secretStart = 24 + ByteBuffer.wrap(credentialFile).getInt(12);
        byte[] salt = Arrays.copyOfRange(credentialFile, secretStart, secretStart + 32);
        keys.put(name + ", of the secret", derived.partKey((byte) 's', salt, identity));
    }
}
