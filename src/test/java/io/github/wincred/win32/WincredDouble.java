package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Persistence;
import io.github.wincred.testing.Build;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@code wincreddouble.c} in the place of {@code advapi32.dll}, and its switches and counters; see {@code wincreddouble.c}. */
final class WincredDouble implements CredApi {

    /** Functions, numbered as in C. */
    enum Call {
        ANY(0),
        READ(1),
        WRITE(2),
        DELETE(3),
        ENUMERATE(4),
        SESSION_TYPES(5);

        private final int number;

        Call(int number) {
            this.number = number;
        }
    }

    /** Counters, numbered as in C. */
    enum Counter {
        OUTSTANDING_BLOCKS(0),
        BAD_FREES(1),
        UNWIPED_BLOCKS(2),
        UNWIPED_INPUTS(3),
        OVERLAPS(4),
        CALLS(5);

        private final int number;

        Counter(int number) {
            this.number = number;
        }
    }

    /** 100 nanoseconds, the unit of LastWritten, in a second. */
    static final long SECOND = 10_000_000L;

    static final String LIBRARY = Build.nativeLibrary("wincreddouble").toString();

    private static final CredApi FUNCTIONS = functions();

    private static long clockOffset;

    /** As the product binds them; but JNA binds a class to one library, and in a test on Windows that is the system's. */
    private static CredApi functions() {
        return WindowsBackend.isWindows() && Bindings.get() instanceof JnaBinding
                ? new FoundApi(LIBRARY)
                : Bindings.get().credApi(LIBRARY);
    }

    /** A store on the double. */
    static WindowsCredentialStore store(WindowsStoreOptions options) {
        return new WindowsCredentialStore(new WincredDouble(), options);
    }

    /** Domain credentials on the double, and in its store. */
    static DomainCredentials domainCredentials(WindowsStoreOptions options) {
        return new WindowsDomainCredentials(
                new OptionalCalls(function -> Bindings.get().find(LIBRARY, function.exportName(), function.shape())),
                store(options));
    }

    static int count(Counter counter) {
        return call("DoubleCounter", "I>I", counter.number);
    }

    /** How often a function was called in this test. */
    static int calls(Call call) {
        return call("DoubleCalls", "I>I", call.number);
    }

    /** The n-th call from now fails. */
    static void fail(Call call, int n, int code) {
        call("DoubleFail", "III>V", call.number, n, code);
    }

    /** So many writes or deletes report success and change nothing. */
    static void pretend(Call call, int times) {
        call("DoublePretend", "II>V", call.number, times);
    }

    /** Right after the next write or delete, or before the next read, another program stores this secret, its LastWritten so far from now. */
    static void foreignWrite(Call call, byte secret, long offset) {
        call("DoubleForeignWrite", "IIP>V", call.number, (int) secret, offset);
    }

    /** From now LastWritten is so far from the system time. */
    static void stampOffset(long offset) {
        call("DoubleStampOffset", "P>V", offset);
    }

    /** From now the system time, and LastWritten with it, is so far from the real one. */
    static void clock(long offset) {
        clockOffset = offset;
        call("DoubleStampOffset", "P>V", offset);
    }

    /** The next reads find what was there before the last write or delete. */
    static void showLate(int reads) {
        call("DoubleShowLate", "I>V", reads);
    }

    /** In the next result the credential at this position cannot be copied. */
    static void damage(int element) {
        call("DoubleDamage", "I>V", element);
    }

    /** Each call takes so long. */
    static void delay(int millis) {
        call("DoubleDelay", "I>V", millis);
    }

    /** The session allows this persistence and none longer, and a write beyond it is error 1312. */
    static void limit(Persistence longest) {
        call("DoublePersistLimit", "I>V", longest.code());
    }

    /** From now a credential that is overwritten keeps the spelling of its name. */
    static void keepSpelling() {
        call("DoubleKeepSpelling", ">V");
    }

    static void reset() {
        clockOffset = 0;
        call("DoubleReset", ">V");
    }

    static void forgetCounters() {
        call("DoubleForgetCounters", ">V");
    }

    /** {@code NAME SIZE OFFSET} of every struct and field, as the C compiler has them. */
    static List<String> layout() {
        List<String> facts = new ArrayList<>();
        try (WipedMemory line = WipedMemory.ofBytes(256)) {
            for (int i = 0; call("DoubleLayoutFact", "IPI>I", i, line.address(), 256) != 0; i++) {
                String text = new String(line.getBytes(256), StandardCharsets.US_ASCII);
                facts.add(text.substring(0, text.indexOf('\0')));
            }
        }
        return facts;
    }

    private static int call(String function, String shape, Object... arguments) {
        return (int) Bindings.get().find(LIBRARY, function, shape).orElseThrow().call(arguments);
    }

    @Override
    public int credRead(long targetName, int type, int flags, long credential) {
        return FUNCTIONS.credRead(targetName, type, flags, credential);
    }

    @Override
    public int credWrite(long credential, int flags) {
        return FUNCTIONS.credWrite(credential, flags);
    }

    @Override
    public int credDelete(long targetName, int type, int flags) {
        return FUNCTIONS.credDelete(targetName, type, flags);
    }

    @Override
    public int credEnumerate(long filter, int flags, long count, long credentials) {
        return FUNCTIONS.credEnumerate(filter, flags, count, credentials);
    }

    @Override
    public int credGetSessionTypes(int maximumPersistCount, long maximumPersist) {
        return FUNCTIONS.credGetSessionTypes(maximumPersistCount, maximumPersist);
    }

    @Override
    public void credFree(long buffer) {
        FUNCTIONS.credFree(buffer);
    }

    @Override
    public void systemTime(long fileTime) {
        call("DoubleSystemTime", "P>V", fileTime);
        ByteBuffer time = Bindings.get().view(fileTime, 8);
        time.putLong(0, time.getLong(0) + clockOffset);
    }

    @Override
    public int lastError() {
        return FUNCTIONS.lastError();
    }

    /**
     * For every test class that uses the double: each test finds it empty, and must have made no mistake with memory. The counters are of the
     * whole JVM and are never reset in between, so a mistake anywhere in the suite shows.
     */
    static final class Accounts implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            reset();
        }

        @Override
        public void afterEach(ExtensionContext context) {
            assertBalanced();
        }

        @Override
        public void afterAll(ExtensionContext context) {
            assertBalanced();
        }

        static void assertBalanced() {
            assertThat(count(Counter.OUTSTANDING_BLOCKS)).as("blocks not freed").isZero();
            assertThat(count(Counter.BAD_FREES)).as("frees of what is no block").isZero();
            assertThat(count(Counter.UNWIPED_BLOCKS))
                    .as("blocks freed with a secret in them")
                    .isZero();
            assertThat(count(Counter.UNWIPED_INPUTS))
                    .as("secrets left in memory after a write")
                    .isZero();
            assertThat(count(Counter.OVERLAPS)).as("calls that overlapped").isZero();
        }
    }
}
