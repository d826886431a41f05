import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts what processes lose that write, delete and read at the same time (R52):
 *
 * <pre>javac -cp wincred.jar Race.java
 * java -cp .;wincred.jar;jna.jar Race NUMBER</pre>
 *
 * <p>Two processes write NUMBER credentials each, named {@code wincred-race/...}, and delete every second one, while two others read. What is missing
 * or back two seconds later is lost. Run it again with {@code -Dwincred.mutex=false -Dwincred.read-back=false} to see what these two are for.
 */
public class Race {

    private static final String PREFIX = "wincred-race/";

    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            work(arguments[1], number);
            return;
        }
        List<Process> writers = new ArrayList<>();
        List<Process> readers = new ArrayList<>();
        try {
            for (String role : List.of("reader1", "reader2", "writer1", "writer2")) {
                (role.startsWith("reader") ? readers : writers).add(start(arguments[0], role));
            }
            int failed = 0;
            for (Process writer : writers) {
                failed += writer.waitFor() == 0 ? 0 : 1;
            }
            Thread.sleep(2000);
            System.out.println("writers that failed: " + failed);
            count(number);
        } finally {
            readers.forEach(Process::destroy);
        }
    }

    private static Process start(String number, String role) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
            if (property.getKey().toString().startsWith("wincred.")) {
                command.add("-D" + property.getKey() + "=" + property.getValue());
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "Race", number, role));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void work(String role, int number) {
        try (CredentialStore store = WinCred.open()) {
            if (role.startsWith("reader")) {
                for (int i = 0; ; i = (i + 1) % number) {
                    store.find(key("writer1", i)).ifPresent(Credential::close);
                    store.find(key("writer2", i)).ifPresent(Credential::close);
                }
            }
            for (int i = 0; i < number; i++) {
                store.write(Credential.builder(key(role, i))
                        .persistence(Persistence.LOCAL_MACHINE)
                        .secret(Secret.copyOf(new byte[] {(byte) i}))
                        .build());
                if (i % 2 == 1) {
                    store.delete(key(role, i));
                }
            }
        }
    }

    private static CredentialKey key(String role, int i) {
        return CredentialKey.generic(PREFIX + role + "/" + i);
    }

    /** And removes what is there. */
    private static void count(int number) {
        int missing = 0;
        int back = 0;
        try (CredentialStore store = WinCred.open()) {
            for (String role : List.of("writer1", "writer2")) {
                for (int i = 0; i < number; i++) {
                    boolean there = store.delete(key(role, i));
                    missing += i % 2 == 0 && !there ? 1 : 0;
                    back += i % 2 == 1 && there ? 1 : 0;
                }
            }
        }
        System.out.println("writes lost: " + missing + " of " + 2 * ((number + 1) / 2));
        System.out.println("deletions lost: " + back + " of " + 2 * (number / 2));
    }
}
