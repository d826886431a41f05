package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.testing.Build;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Where the user's mutex lies, and what others can do to it. Wine has no private namespaces; {@code namespacedouble.c} stands in for the
 * functions there.
 */
@EnabledOnOs(OS.WINDOWS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UserMutexWindowsIT {

    private static final CredentialKey KEY = CredentialKey.generic("mutex/name");
    private static final String KERNEL32 = "kernel32";
    private static final String NAMESPACES =
            ThisWindows.isWine() ? Build.nativeLibrary("namespacedouble").toString() : KERNEL32;
    private static final int ANYBODY_ELSE = 1;

    private String name;
    private String globalName;

    @BeforeEach
    void nameOfThisTest(TestInfo test) throws NativeFailure {
        name = "wincred-test-" + ProcessHandle.current().pid()
                + test.getTestMethod().orElseThrow().getName().hashCode();
        globalName = "Global\\" + name + "-" + AccountSids.ofProcess();
    }

    /** Takes and gives back, as a write without a waiting time does; whether it could. */
    private static boolean canBeTaken(UserMutex mutex) {
        synchronized (JvmLock.MONITOR) {
            try {
                mutex.acquire(System.nanoTime(), "test", KEY);
            } catch (CredentialException e) {
                assertThat(e.reason()).isEqualTo(Reason.BUSY);
                return false;
            }
            mutex.release();
            return true;
        }
    }

    /** Another program's mutex under the global name, which it holds until the end of the process. */
    private void squat(String securityDescriptor) {
        CompletableFuture<Long> handle = new CompletableFuture<>();
        Thread squatter = new Thread(() -> {
            handle.complete(createMutex(securityDescriptor));
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // The test is over.
            }
        });
        squatter.setDaemon(true);
        squatter.start();
        assertThat(handle.join()).isNotZero();
    }

    private long createMutex(String securityDescriptor) {
        try (WipedMemory text = WipedMemory.of(securityDescriptor);
                WipedMemory name = WipedMemory.of(globalName);
                WipedMemory descriptor = WipedMemory.ofPointer()) {
            SystemFunction.CONVERT_STRING_SECURITY_DESCRIPTOR.check(text.address(), 1, descriptor.address(), 0L);
            try (WipedMemory attributes = NamedMutex.securityAttributes(descriptor.result())) {
                return SystemFunction.CREATE_MUTEX.check(attributes.address(), ANYBODY_ELSE, name.address());
            }
        } catch (NativeFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private static long call(String library, String function, String shape, Object... arguments) {
        return Bindings.get().find(library, function, shape).orElseThrow().call(arguments);
    }

    /** An object of another kind than a mutex. */
    private static void createEvent(String name) {
        try (WipedMemory text = WipedMemory.of(name)) {
            assertThat(call(KERNEL32, "CreateEventW", "PIIP>P", 0L, 0, 0, text.address()))
                    .isNotZero();
        }
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void mutexOfAnotherUser_isNotWaitedForAndNamed() {
        squat("O:BAD:(A;;GA;;;WD)");

        UserMutex mutex = UserMutex.open(name, KERNEL32);

        assertThat(canBeTaken(mutex)).isTrue();
        assertThat(mutex.description())
                .startsWith("none, other processes are not waited for: ")
                .endsWith(globalName + " belongs to S-1-5-32-544");
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void mutexOfTheSameUser_isWaitedFor() throws Exception {
        squat("O:" + AccountSids.ofProcess() + "D:(A;;GA;;;WD)");

        assertThat(canBeTaken(UserMutex.open(name, KERNEL32))).isFalse();
    }

    /** An object of another kind under the name makes the system refuse the mutex, as a sandbox would. */
    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void refusedName_leavesNoMutexAndSaysWhy() {
        createEvent(globalName);

        UserMutex mutex = UserMutex.open(name, KERNEL32);

        assertThat(mutex.description()).startsWith("none").contains("CreateMutex of " + globalName);
        assertThat(canBeTaken(mutex)).isTrue();
    }

    @Test
    void systemWithPrivateNamespaces_isOpenToNoSquatter() throws Exception {
        squat("O:BAD:(A;;GA;;;WD)");

        UserMutex mutex = UserMutex.open(name, NAMESPACES);

        assertThat(mutex.description())
                .isEqualTo(name + "\\store in the private namespace of " + AccountSids.ofProcess());
        assertThat(canBeTaken(mutex)).isTrue();
    }

    @Test
    void privateNamespace_isSharedWithOtherProcesses() throws Exception {
        try (ChildJvm holder = new ChildJvm(MutexHolder.class, "hold", name, NAMESPACES)) {
            holder.expect("held");
            UserMutex mutex = UserMutex.open(name, NAMESPACES);
            assertThat(canBeTaken(mutex)).isFalse();
            holder.proceed();
            holder.expect("released");
            assertThat(canBeTaken(mutex)).isTrue();
        }
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void namespaceWhoseOnlyProcessJustEnded_isTriedAgain() {
        UserMutex first = UserMutex.open(name, NAMESPACES);
        call(NAMESPACES, "DoubleFailNextOpen", ">V");

        UserMutex second = UserMutex.open(name, NAMESPACES);

        assertThat(second.description()).isEqualTo(first.description()).startsWith(name);
    }

    /** Which of the two ways is taken depends on the functions alone: two processes that choose differently exclude nobody. */
    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void namespaceThatFails_leavesNoMutexInsteadOfAGlobalOne() {
        createEvent(name);

        UserMutex mutex = UserMutex.open(name, NAMESPACES);

        assertThat(mutex.description())
                .startsWith("none")
                .contains("CreatePrivateNamespace failed with Windows error ");
        assertThat(canBeTaken(mutex)).isTrue();
    }

    @Test
    @EnabledIf("io.github.wincred.win32.ThisWindows#isWine")
    void mutex_belongsToTheUserAndAdmitsTheUserAndTheSystem() throws Exception {
        assertThat(UserMutex.open(name, KERNEL32).description()).isEqualTo(globalName + ", whose owner is this user");
        int ownerAndDacl = 5;
        String sddl;
        try (WipedMemory path = WipedMemory.of(globalName);
                WipedMemory descriptor = WipedMemory.ofBytes(1024);
                WipedMemory needed = WipedMemory.ofBytes(4);
                WipedMemory text = WipedMemory.ofPointer()) {
            long handle = call(KERNEL32, "OpenMutexW", "IIP>P", 0x0002_0000 | 0x0010_0000, 0, path.address());
            SystemFunction.GET_KERNEL_OBJECT_SECURITY.check(
                    handle, ownerAndDacl, descriptor.address(), 1024, needed.address());
            assertThat(call(
                            "advapi32",
                            "ConvertSecurityDescriptorToStringSecurityDescriptorW",
                            "PIIPP>I",
                            descriptor.address(),
                            1,
                            ownerAndDacl,
                            text.address(),
                            0L))
                    .isNotZero();
            sddl = NativeMemory.ofProcess().getString(text.result());
            SystemFunction.LOCAL_FREE.call(text.result());
            SystemFunction.CLOSE_HANDLE.call(handle);
        }
        String sid = AccountSids.ofProcess();
        assertThat(sddl).matches("O:\\Q" + sid + "\\ED:P?\\(A;;[^;]*;;;\\Q" + sid + "\\E\\)\\(A;;[^;]*;;;SY\\)");
    }
}
