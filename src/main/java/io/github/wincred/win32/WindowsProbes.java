package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What the self-test asks Windows, for the rest of this library. Names of the user's own credentials are in no answer, and nothing but what a run
 * has written itself is changed.
 */
public final class WindowsProbes {

    private static final int OSVERSIONINFOW_BYTES = 276;

    private final ProbeStore store;
    private final OptionalCalls calls;

    WindowsProbes(CredApi api, OptionalCalls calls) {
        store = new ProbeStore(api);
        this.calls = calls;
    }

    /**
     * The probes of this system, in the binding that the settings of this process ask for.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} if there are no functions to ask
     */
    public static WindowsProbes ofSystem() {
        return new WindowsProbes(
                WindowsBackend.load(Settings.ofSystem().binding()), new OptionalCalls(OptionalFunction::find));
    }

    /** What is asked, without the names of accounts and of the machine. */
    public Map<String, String> environment() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Windows", version());
        SystemFunction.WINE_GET_VERSION.find().ifPresent(wine -> facts.put("Wine", ascii(wine.call())));
        facts.put("Binding", Bindings.get().description());
        try {
            facts.put("Account", classOf(AccountSids.ofProcess()) + (AccountSids.isElevated() ? ", elevated" : ""));
        } catch (NativeFailure e) {
            facts.put("Account", "not known: " + e.getMessage());
        }
        return facts;
    }

    private static String version() {
        try (WipedMemory information = WipedMemory.ofBytes(OSVERSIONINFOW_BYTES)) {
            information.setInt(0, OSVERSIONINFOW_BYTES);
            SystemFunction.RTL_GET_VERSION.find().ifPresent(function -> function.call(information.address()));
            return information.getInt(4) + "." + information.getInt(8) + "." + information.getInt(12);
        }
    }

    private static String ascii(long address) {
        String text = new String(NativeMemory.ofProcess().getBytes(address, 16), StandardCharsets.US_ASCII);
        return text.split("\0", 2)[0];
    }

    /** {@code S-1-5-21} of {@code S-1-5-21-...}: the kind of account, and not which. */
    private static String classOf(String sid) {
        String[] parts = sid.split("-", 5);
        return String.join("-", parts[0], parts[1], parts[2], parts[3]);
    }

    /**
     * How many credentials the user has.
     *
     * @throws CredentialException {@link Reason#NO_LOGON_SESSION} if this session has no store
     */
    public int stored() {
        return store.stored();
    }

    /**
     * Asks everything, and removes what that stores: after each question, at the end, and when the process is told to end meanwhile.
     *
     * @param domain whether to write domain passwords too
     * @param answers takes the number of each question and its answer
     * @return how many credentials of this run could not be removed
     * @throws CredentialException {@link Reason#NO_LOGON_SESSION} if nothing can be stored in this session
     */
    public int run(boolean domain, BiConsumer<String, String> answers) {
        Thread atExit = new Thread(store::end);
        Runtime.getRuntime().addShutdownHook(atExit);
        int left;
        try {
            store.write(store.generic("trial"));
            questions(domain).forEach((number, question) -> {
                answers.accept(number, Probes.answer(question));
                store.removeWritten();
            });
        } finally {
            left = store.end();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        return left;
    }

    private Map<String, Supplier<String>> questions(boolean domain) {
        Probes probes = new Probes();
        new FunctionProbes(store, calls).addTo(probes);
        new NameProbes(store).addTo(probes);
        new ContentProbes(store).addTo(probes);
        new ListingProbes(store).addTo(probes);
        DomainProbes domains = new DomainProbes(store);
        domains.addTo(probes);
        if (domain) {
            domains.addMoreTo(probes);
        }
        return probes.questions();
    }

    /**
     * Removes what earlier runs have left, which end with a kill.
     *
     * @return how many credentials could not be removed
     */
    public int clean() {
        return store.sweep();
    }
}
