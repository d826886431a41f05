/**
 * The vault's cryptography and file formats, which the page {@code docs/vault-format.md} describes field by field. Nothing here opens a file.
 *
 * <p>To be read in this order: the primitives {@code Hmac}, {@code Sealing} and
 * {@link io.github.wincred.vault.crypto.Pbkdf2}; the keys, {@link io.github.wincred.vault.crypto.DerivedKeys}; what lies on the disk,
 * {@link io.github.wincred.vault.crypto.KeyFile}, {@link io.github.wincred.vault.crypto.VaultHeader} and
 * {@link io.github.wincred.vault.crypto.CredentialFile} with {@code MetadataCodec}; and what stays in memory,
 * {@link io.github.wincred.vault.crypto.MasterKeyCache}.
 */
@NullMarked
package io.github.wincred.vault.crypto;

import org.jspecify.annotations.NullMarked;
