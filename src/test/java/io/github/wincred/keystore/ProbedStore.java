package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Reason;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real store whose calls are noted, and of which one may be made to fail as a system fails. */
final class ProbedStore {

    private final CredentialStore real;
    private final List<String> calls = new ArrayList<>();
    private String failing = "";
    private int countdown;
    private boolean afterwards;
    private @Nullable Runnable next;
    private Throwable failure = new IllegalStateException();

    ProbedStore(CredentialStore real) {
        this.real = real;
    }

    CredentialStore store() {
        return (CredentialStore) Proxy.newProxyInstance(
                ProbedStore.class.getClassLoader(),
                new Class<?>[] {CredentialStore.class},
                (proxy, method, arguments) -> {
                    boolean fails = note(method.getName());
                    if (fails && !afterwards) {
                        throw failure;
                    }
                    try {
                        // The same store is used after a key store has closed it.
                        Object result = method.getName().equals("close") ? null : method.invoke(real, arguments);
                        if (fails) {
                            Throwable thrown = failure;
                            armNext();
                            throw thrown;
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private synchronized boolean note(String name) {
        calls.add(name);
        return (failing.isEmpty() || name.equals(failing)) && --countdown == 0;
    }

    /** Arms the failure that follows the one that has just happened. */
    private synchronized void armNext() {
        Runnable armed = next;
        next = null;
        if (armed != null) {
            armed.run();
        }
    }

    /** Lets the first call of another method fail once the failure that is set has happened. */
    synchronized void thenFail(String method, Reason why) {
        next = () -> failAt(method, 1, why);
    }

    /** The calls so far, by method name. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized void forget() {
        calls.clear();
    }

    /** Lets the n-th call of a method from now on fail before it does anything, and no other. */
    void failAt(String method, int nth, Reason why) {
        fail(method, nth, false, new CredentialException(why, method, null, "made to fail"));
    }

    /** Lets the n-th call of whatever method from now on fail before it does anything, and no other; none for 0. */
    void failAt(int nth, Throwable why) {
        fail("", nth, false, why);
    }

    /** Lets the n-th call of a method fail after it did its work. */
    void failAfterwards(String method, int nth, Throwable why) {
        fail(method, nth, true, why);
    }

    private synchronized void fail(String method, int nth, boolean after, Throwable why) {
        failing = method;
        countdown = nth;
        afterwards = after;
        failure = why;
    }
}
