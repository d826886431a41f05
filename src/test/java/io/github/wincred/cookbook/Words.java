package io.github.wincred.cookbook;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Secret;

public class Words {
    public static void main(String[] arguments) {
        char[] words = "p\u00e4ssw\u00f6rd \ud83d\udd11".toCharArray();
        try (CredentialStore store = WinCred.open();
                Credential unusual = Credential.generic("cookbook/app/words")
                        .userName("ann")
                        .comment("for the old server")
                        .secret(Secret.ofUtf16Le(words))
                        .build();
                Credential empty = Credential.generic("cookbook/app/empty")
                        .secret(Secret.ofUtf16Le(new char[0]))
                        .build()) {
            store.write(unusual);
            store.write(empty);
        }
    }
}
