package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.Persistence;
import io.github.wincred.testing.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@code wincreddouble.dll} in the place of {@code advapi32.dll}, and its switches and counters; see {@code wincreddouble.c}. */
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

    private static final NativeLibrary LIBRARY =
            NativeLibrary.getInstance(Build.nativeLibrary("wincreddouble").toString(), Advapi32.CONVENTION);

    private static long clockOffset;

    static {
        Native.register(WincredDouble.class, LIBRARY);
    }

    /** A store on the double. */
    static WindowsCredentialStore store(WindowsStoreOptions options) {
        return new WindowsCredentialStore(new WincredDouble(), options);
    }

    /** Domain credentials on the double, and in its store. */
    static DomainCredentials domainCredentials(WindowsStoreOptions options) {
        return new WindowsDomainCredentials(
                new OptionalCalls(function -> Optional.of(LIBRARY.getFunction(function.exportName()))), store(options));
    }

    static int count(Counter counter) {
        return DoubleCounter(counter.number);
    }

    /** How often a function was called in this test. */
    static int calls(Call call) {
        return DoubleCalls(call.number);
    }

    /** The n-th call from now fails. */
    static void fail(Call call, int n, int code) {
        DoubleFail(call.number, n, code);
    }

    /** So many writes or deletes report success and change nothing. */
    static void pretend(Call call, int times) {
        DoublePretend(call.number, times);
    }

    /** Right after the next write or delete, or before the next read, another program stores this secret, its LastWritten so far from now. */
    static void foreignWrite(Call call, byte secret, long offset) {
        DoubleForeignWrite(call.number, secret, offset);
    }

    /** From now LastWritten is so far from the system time. */
    static void stampOffset(long offset) {
        DoubleStampOffset(offset);
    }

    /** From now the system time, and LastWritten with it, is so far from the real one. */
    static void clock(long offset) {
        clockOffset = offset;
        DoubleStampOffset(offset);
    }

    /** The next reads find what was there before the last write or delete. */
    static void showLate(int reads) {
        DoubleShowLate(reads);
    }

    /** In the next result the credential at this position cannot be copied. */
    static void damage(int element) {
        DoubleDamage(element);
    }

    /** Each call takes so long. */
    static void delay(int millis) {
        DoubleDelay(millis);
    }

    /** The session allows this persistence and none longer, and a write beyond it is error 1312. */
    static void limit(Persistence longest) {
        DoublePersistLimit(longest.code());
    }

    /** From now a credential that is overwritten keeps the spelling of its name. */
    static void keepSpelling() {
        DoubleKeepSpelling();
    }

    static void reset() {
        clockOffset = 0;
        DoubleReset();
    }

    static void forgetCounters() {
        DoubleForgetCounters();
    }

    /** {@code NAME SIZE OFFSET} of every struct and field, as the C compiler has them. */
    static List<String> layout() {
        List<String> facts = new ArrayList<>();
        byte[] line = new byte[256];
        for (int i = 0; DoubleLayoutFact(i, line, line.length) != 0; i++) {
            facts.add(Native.toString(line, "US-ASCII"));
        }
        return facts;
    }

    private static native int CredReadW(Pointer targetName, int type, int flags, Pointer credential);

    private static native int CredWriteW(Pointer credential, int flags);

    private static native int CredDeleteW(Pointer targetName, int type, int flags);

    private static native int CredEnumerateW(Pointer filter, int flags, Pointer count, Pointer credentials);

    private static native int CredGetSessionTypes(int maximumPersistCount, Pointer maximumPersist);

    private static native void CredFree(Pointer buffer);

    private static native void DoubleReset();

    private static native void DoubleForgetCounters();

    private static native int DoubleCounter(int counter);

    private static native int DoubleCalls(int function);

    private static native void DoubleFail(int function, int n, int code);

    private static native void DoublePretend(int function, int times);

    private static native void DoubleForeignWrite(int function, byte secret, long offset);

    private static native void DoubleStampOffset(long offset);

    private static native void DoubleShowLate(int reads);

    private static native void DoubleDamage(int element);

    private static native void DoubleDelay(int millis);

    private static native void DoublePersistLimit(int limit);

    private static native void DoubleKeepSpelling();

    private static native int DoubleLayoutFact(int position, byte[] line, int size);

    @Override
    public int credRead(Pointer targetName, int type, int flags, Pointer credential) {
        return CredReadW(targetName, type, flags, credential);
    }

    @Override
    public int credWrite(Pointer credential, int flags) {
        return CredWriteW(credential, flags);
    }

    @Override
    public int credDelete(Pointer targetName, int type, int flags) {
        return CredDeleteW(targetName, type, flags);
    }

    @Override
    public int credEnumerate(Pointer filter, int flags, Pointer count, Pointer credentials) {
        return CredEnumerateW(filter, flags, count, credentials);
    }

    @Override
    public int credGetSessionTypes(int maximumPersistCount, Pointer maximumPersist) {
        return CredGetSessionTypes(maximumPersistCount, maximumPersist);
    }

    @Override
    public void credFree(Pointer buffer) {
        CredFree(buffer);
    }

    @Override
    public void systemTime(Pointer fileTime) {
        Kernel32.GetSystemTimeAsFileTime(fileTime);
        fileTime.setLong(0, fileTime.getLong(0) + clockOffset);
    }

    @Override
    public int lastError() {
        return Native.getLastError();
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

        private static void assertBalanced() {
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
