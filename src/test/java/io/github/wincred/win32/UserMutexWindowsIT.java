package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.PointerByReference;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.Reason;
import io.github.wincred.testing.Build;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Where the user's mutex lies, and what others can do to it. Wine has no private namespaces; {@code namespacedouble.c} stands in for the
 * functions.
 */
@EnabledOnOs(OS.WINDOWS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UserMutexWindowsIT {

    private static final CredentialKey KEY = CredentialKey.generic("mutex/name");
    private static final NativeLibrary KERNEL32 = NativeLibrary.getInstance("kernel32", Advapi32.CONVENTION);
    private static final NativeLibrary NAMESPACES =
            NativeLibrary.getInstance(Build.nativeLibrary("namespacedouble").toString(), Advapi32.CONVENTION);
    private static final int ANYBODY_ELSE = 1;

    private String name;
    private String globalName;

    @BeforeEach
    void nameOfThisTest(TestInfo test) throws NativeFailure {
        name = "wincred-test-" + ProcessHandle.current().pid()
                + test.getTestMethod().orElseThrow().getName().hashCode();
        globalName = "Global\\" + name + "-" + CurrentUser.sid();
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
        CompletableFuture<Pointer> handle = new CompletableFuture<>();
        Thread squatter = new Thread(() -> {
            handle.complete(Kernel32.CreateMutexW(attributes(securityDescriptor), ANYBODY_ELSE, wide(globalName)));
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // The test is over.
            }
        });
        squatter.setDaemon(true);
        squatter.start();
        assertThat(handle.join()).isNotNull();
    }

    private static Memory attributes(String securityDescriptor) {
        PointerByReference descriptor = new PointerByReference();
        assertThat(Advapi32Security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                        wide(securityDescriptor), 1, descriptor.getPointer(), null))
                .isNotZero();
        StructLayout layout = NamedMutex.securityAttributes(com.sun.jna.Native.POINTER_SIZE);
        Memory attributes = new Memory(layout.size());
        attributes.clear();
        attributes.setInt(layout.offset("nLength"), layout.size());
        attributes.setPointer(layout.offset("lpSecurityDescriptor"), descriptor.getValue());
        return attributes;
    }

    private static Memory wide(String text) {
        Memory memory = new Memory(2L * text.length() + 2);
        memory.setWideString(0, text);
        return memory;
    }

    @Test
    void mutexOfAnotherUser_isNotWaitedForAndNamed() {
        squat("O:BAD:(A;;GA;;;WD)");

        UserMutex mutex = UserMutex.open(name, KERNEL32);

        assertThat(canBeTaken(mutex)).isTrue();
        assertThat(mutex.description())
                .startsWith("none, other processes are not waited for: ")
                .endsWith(globalName + " belongs to S-1-5-32-544");
    }

    @Test
    void mutexOfTheSameUser_isWaitedFor() throws Exception {
        squat("O:" + CurrentUser.sid() + "D:(A;;GA;;;WD)");

        assertThat(canBeTaken(UserMutex.open(name, KERNEL32))).isFalse();
    }

    /** An object of another kind under the name makes the system refuse the mutex, as a sandbox would. */
    @Test
    void refusedName_leavesNoMutexAndSaysWhy() {
        Pointer event =
                KERNEL32.getFunction("CreateEventW").invokePointer(new Object[] {null, 0, 0, new WString(globalName)});
        assertThat(event).isNotNull();

        UserMutex mutex = UserMutex.open(name, KERNEL32);

        assertThat(mutex.description()).startsWith("none").contains("CreateMutex of " + globalName);
        assertThat(canBeTaken(mutex)).isTrue();
    }

    @Test
    void systemWithPrivateNamespaces_isOpenToNoSquatter() throws Exception {
        squat("O:BAD:(A;;GA;;;WD)");

        UserMutex mutex = UserMutex.open(name, NAMESPACES);

        assertThat(mutex.description()).isEqualTo(name + "\\store in the private namespace of " + CurrentUser.sid());
        assertThat(canBeTaken(mutex)).isTrue();
    }

    @Test
    void privateNamespace_isSharedWithOtherProcesses() throws Exception {
        try (ChildJvm holder = new ChildJvm(MutexHolder.class, "hold", name, NAMESPACES.getName())) {
            holder.expect("held");
            UserMutex mutex = UserMutex.open(name, NAMESPACES);
            assertThat(canBeTaken(mutex)).isFalse();
            holder.proceed();
            holder.expect("released");
            assertThat(canBeTaken(mutex)).isTrue();
        }
    }

    @Test
    void namespaceWhoseOnlyProcessJustEnded_isTriedAgain() {
        UserMutex first = UserMutex.open(name, NAMESPACES);
        NAMESPACES.getFunction("DoubleFailNextOpen").invokeVoid(new Object[0]);

        UserMutex second = UserMutex.open(name, NAMESPACES);

        assertThat(second.description()).isEqualTo(first.description()).startsWith(name);
    }

    /** Which of the two ways is taken depends on the functions alone: two processes that choose differently exclude nobody. */
    @Test
    void namespaceThatFails_leavesNoMutexInsteadOfAGlobalOne() {
        Pointer event =
                KERNEL32.getFunction("CreateEventW").invokePointer(new Object[] {null, 0, 0, new WString(name)});
        assertThat(event).isNotNull();

        UserMutex mutex = UserMutex.open(name, NAMESPACES);

        assertThat(mutex.description())
                .startsWith("none")
                .contains("CreatePrivateNamespace failed with Windows error ");
        assertThat(canBeTaken(mutex)).isTrue();
    }

    @Test
    void mutex_belongsToTheUserAndAdmitsTheUserAndTheSystem() throws Exception {
        assertThat(UserMutex.open(name, KERNEL32).description()).isEqualTo(globalName + ", whose owner is this user");
        Pointer handle = KERNEL32.getFunction("OpenMutexW")
                .invokePointer(new Object[] {0x0002_0000 | 0x0010_0000, 0, new WString(globalName)});
        NativeLibrary advapi32 = NativeLibrary.getInstance("advapi32");
        Memory descriptor = new Memory(1024);
        Memory needed = new Memory(4);
        int ownerAndDacl = 5;
        assertThat(advapi32.getFunction("GetKernelObjectSecurity")
                        .invokeInt(new Object[] {handle, ownerAndDacl, descriptor, 1024, needed}))
                .isNotZero();
        PointerByReference text = new PointerByReference();
        assertThat(advapi32.getFunction("ConvertSecurityDescriptorToStringSecurityDescriptorW")
                        .invokeInt(new Object[] {descriptor, 1, ownerAndDacl, text, null}))
                .isNotZero();

        String sddl = text.getValue().getWideString(0);
        Kernel32.LocalFree(text.getValue());
        Kernel32.CloseHandle(handle);
        String sid = CurrentUser.sid();
        assertThat(sddl).matches("O:\\Q" + sid + "\\ED:P?\\(A;;[^;]*;;;\\Q" + sid + "\\E\\)\\(A;;[^;]*;;;SY\\)");
    }
}
