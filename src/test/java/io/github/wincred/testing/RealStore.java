package io.github.wincred.testing;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.win32.ThisWindows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tests may do to the Credential Manager of whoever runs them: everything below one prefix, and nothing elsewhere. The parts of a larger secret have
 * names of their own; a test that counts or sweeps them does so on {@link #own}.
 */
public final class RealStore {

    /** How the name of every credential begins that a test writes. */
    public static final String PREFIX = "wincred-test";

    private RealStore() {}

    /** Whether tests may also do what cannot be kept below the prefix: the store is the build's own, of a throw-away machine, or given to them. */
    public static boolean isGivenToTests() {
        return ThisWindows.isWine()
                || System.getenv("CI") != null
                || "yes".equals(System.getProperty("wincred.real-store"));
    }

    /** A store that lists nothing of what was there when this was called. */
    public static CredentialStore own(CredentialStore store) {
        Set<CredentialKey> others =
                store.list(CredentialFilter.all()).stream().map(Credential::key).collect(Collectors.toSet());
        return (CredentialStore) Proxy.newProxyInstance(
                CredentialStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(store, arguments);
                        return method.getName().startsWith("list") ? without(others, (List<?>) result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<Credential> without(Set<CredentialKey> others, List<?> listed) {
        return listed.stream()
                .map(Credential.class::cast)
                .filter(credential -> {
                    boolean own = !others.contains(credential.key());
                    if (!own) {
                        credential.close();
                    }
                    return own;
                })
                .toList();
    }
}
