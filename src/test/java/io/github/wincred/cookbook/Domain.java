package io.github.wincred.cookbook;

import java.io.File;
import java.security.DomainLoadStoreParameter;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Map;

public class Domain {
    public static void main(String[] arguments) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("DKS");
        keyStore.load(new DomainLoadStoreParameter(new File("cookbook.dks").toURI(), Map.of()));
        for (String alias : Collections.list(keyStore.aliases())) {
            System.out.println(alias + ": " + keyStore.getKey(alias, null).getAlgorithm());
        }
    }
}
