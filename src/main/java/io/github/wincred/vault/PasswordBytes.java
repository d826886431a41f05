package io.github.wincred.vault;

/** A password as the bytes from which a key is derived. */
final class PasswordBytes {

    private PasswordBytes() {}

    /**
     * UTF-16, so that no two passwords give the same bytes; and a last byte that is not zero, since HMAC takes a key and the same key with zeros
     * behind it for one. A new array, which the caller wipes.
     *
     * @throws IllegalArgumentException if the password is empty
     */
    static byte[] of(char[] password) {
        if (password.length == 0) {
            throw new IllegalArgumentException("the password is empty");
        }
        byte[] bytes = new byte[2 * password.length + 1];
        for (int i = 0; i < password.length; i++) {
            bytes[2 * i] = (byte) (password[i] >>> 8);
            bytes[2 * i + 1] = (byte) password[i];
        }
        bytes[2 * password.length] = 1;
        return bytes;
    }
}
