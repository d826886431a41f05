package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A real store whose calls are noted, and of which one may be made to fail as a system fails. */
final class ProbedStore {

    private final CredentialStore real;
    private final List<String> calls = new ArrayList<>();
    private String failing = "";
    private int countdown;
    private Reason reason = Reason.OTHER;

    ProbedStore(CredentialStore real) {
        this.real = real;
    }

    CredentialStore store() {
        return (CredentialStore) Proxy.newProxyInstance(
                ProbedStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    note(method.getName());
                    try {
                        // The same store is used after a key store has closed it.
                        return method.getName().equals("close") ? null : method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private synchronized void note(String name) {
        calls.add(name);
        if (name.equals(failing) && --countdown == 0) {
            throw new CredentialException(reason, name, null, "made to fail");
        }
    }

    /** The calls so far, by method name. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized void forget() {
        calls.clear();
    }

    /** Lets the n-th call of a method from now on fail, and no other. */
    synchronized void failAt(String method, int nth, Reason why) {
        failing = method;
        countdown = nth;
        reason = why;
    }
}
