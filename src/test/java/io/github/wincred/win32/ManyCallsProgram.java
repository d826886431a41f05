package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.win32.WincredDouble.Call;
import io.github.wincred.win32.WincredDouble.Counter;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A main class that calls the double many times, some of the calls failing, and prints what this process holds after a tenth of the calls and
 * after all. The arguments: how many reads, writes and misses.
 */
final class ManyCallsProgram {

    private static final CredentialKey KEY = CredentialKey.generic("many/calls");
    private static final CredentialKey MISSING = CredentialKey.generic("many/missing");
    private static final TargetInformation SERVER =
            TargetInformation.builder().dnsServerName("files").build();

    private final WindowsCredentialStore store = WincredDouble.store(WindowsStoreOptions.ofDefaults());
    private final DomainCredentials domain = WincredDouble.domainCredentials(WindowsStoreOptions.ofDefaults());

    private ManyCallsProgram() {}

    public static void main(String[] arguments) throws Exception {
        int reads = Integer.parseInt(arguments[0]);
        int writes = Integer.parseInt(arguments[1]);
        int misses = Integer.parseInt(arguments[2]);
        System.out.println(Bindings.get().description());
        ManyCallsProgram program = new ManyCallsProgram();
        program.call(reads / 10, writes / 10, misses / 10);
        program.print();
        program.call(reads - reads / 10, writes - writes / 10, misses - misses / 10);
        program.print();
    }

    private void call(int reads, int writes, int misses) {
        for (int i = 0; i < writes; i++) {
            write();
            if (i % 100 == 0) {
                failing(() -> WincredDouble.fail(Call.WRITE, 1, 8), this::write);
                failing(() -> WincredDouble.fail(Call.READ, 1, 5), this::write);
                domain.read(SERVER);
            }
        }
        for (int i = 0; i < reads; i++) {
            read();
            if (i % 100 == 0) {
                failing(() -> WincredDouble.fail(Call.READ, 1, 1312), this::read);
                failing(() -> WincredDouble.damage(0), this::read);
            }
        }
        for (int i = 0; i < misses; i++) {
            if (store.find(MISSING).isPresent()) {
                throw new AssertionError();
            }
        }
    }

    private void write() {
        try (Credential credential = Credential.builder(KEY)
                .userName("bob")
                .secret(Secret.copyOf(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .build()) {
            store.write(credential);
        }
    }

    private void read() {
        store.find(KEY).orElseThrow().close();
    }

    private static void failing(Runnable order, Runnable use) {
        order.run();
        try {
            use.run();
        } catch (RuntimeException e) {
            // The double looks at what a write has left when it is called again, and not when the next write has put
            // the same there.
            WincredDouble.count(Counter.UNWIPED_INPUTS);
            return;
        }
        throw new AssertionError("did not fail");
    }

    private void print() throws Exception {
        long heap = 0;
        // Java gives the memory of a direct buffer back some time after it has found it unreachable.
        for (int i = 0; i < 10; i++) {
            System.gc();
            Thread.sleep(20);
            heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
        System.out.println("heap " + heap);
        System.out.println("resident " + resident());
        System.out.println("buffers " + buffers());
        System.out.println("descriptors " + descriptors());
        System.out.println("threads " + ManagementFactory.getThreadMXBean().getThreadCount());
        for (Counter counter : Counter.values()) {
            System.out.println(counter + " " + WincredDouble.count(counter));
        }
    }

    private static long resident() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long buffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getCount)
                .sum();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
