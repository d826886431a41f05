package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.Secret;
import io.github.wincred.win32.WincredDouble.Counter;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The double notices each mistake that the accounts of the suite exclude; otherwise zeros would prove nothing. */
@EnabledOnOs(OS.WINDOWS)
class WincredDoubleWindowsIT {

    private final WincredDouble api = new WincredDouble();
    private final Memory result = new Memory(8);

    @BeforeEach
    void storeOne() {
        WincredDouble.reset();
        WincredDouble.store(new WindowsStoreOptions(false, false))
                .write(Credential.generic("n")
                        .secret(Secret.copyOf(new byte[] {1, 2, 3}))
                        .build());
    }

    @AfterEach
    void forget() {
        WincredDouble.reset();
        WincredDouble.forgetCounters();
    }

    private Pointer read() {
        Memory name = new Memory(4);
        name.setWideString(0, "n");
        assertThat(api.credRead(name, 1, 0, result)).isNotZero();
        return result.getPointer(0);
    }

    @Test
    void blockNotFreed_isCounted() {
        Pointer block = read();

        assertThat(WincredDouble.count(Counter.OUTSTANDING_BLOCKS)).isEqualTo(1);
        api.credFree(block);
    }

    @Test
    void blockFreedTwice_isCounted() {
        Pointer block = read();
        api.credFree(block);
        api.credFree(block);

        assertThat(WincredDouble.count(Counter.BAD_FREES)).isEqualTo(1);
    }

    @Test
    void blockFreedWithItsSecret_isCounted() {
        api.credFree(read());

        assertThat(WincredDouble.count(Counter.UNWIPED_BLOCKS)).isEqualTo(1);
    }

    @Test
    void secretLeftInTheArgument_isCounted() {
        CredentialLayout layout = new CredentialLayout(8);
        CredentialImage image = new CredentialImage(
                layout,
                Credential.generic("n")
                        .secret(Secret.copyOf(new byte[] {1, 2, 3}))
                        .build());
        Memory memory = new Memory(image.size());
        image.writeTo(
                memory.getByteBuffer(0, image.size()).order(ByteOrder.nativeOrder()), 0, Pointer.nativeValue(memory));
        assertThat(api.credWrite(memory, 0)).isNotZero();

        assertThat(WincredDouble.count(Counter.UNWIPED_INPUTS)).isEqualTo(1);
    }

    @Test
    void overlappingCalls_areCounted() throws InterruptedException {
        WincredDouble.delay(200);
        Thread other = new Thread(() -> api.credDelete(null, 1, 0));
        other.start();
        api.credDelete(null, 1, 0);
        other.join();

        assertThat(WincredDouble.count(Counter.OVERLAPS)).isPositive();
    }
}
