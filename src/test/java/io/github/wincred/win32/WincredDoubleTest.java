package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.Secret;
import io.github.wincred.win32.WincredDouble.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The double notices each mistake that the accounts of the suite exclude; otherwise zeros would prove nothing. */
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class WincredDoubleTest {

    private final WincredDouble api = new WincredDouble();
    private final WipedMemory result = WipedMemory.ofPointer();

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

    private long read() {
        try (WipedMemory name = WipedMemory.of("n")) {
            assertThat(api.credRead(name.address(), 1, 0, result.address())).isNotZero();
        }
        return result.result();
    }

    @Test
    void blockNotFreed_isCounted() {
        long block = read();

        assertThat(WincredDouble.count(Counter.OUTSTANDING_BLOCKS)).isEqualTo(1);
        api.credFree(block);
    }

    @Test
    void blockFreedTwice_isCounted() {
        long block = read();
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
        WipedMemory memory = WipedMemory.ofBytes(image.size());
        image.writeTo(memory.bytes(), 0, memory.address());
        assertThat(api.credWrite(memory.address(), 0)).isNotZero();

        assertThat(WincredDouble.count(Counter.UNWIPED_INPUTS)).isEqualTo(1);
        memory.close();
    }

    @Test
    void overlappingCalls_areCounted() throws InterruptedException {
        WincredDouble.delay(200);
        Thread other = new Thread(() -> api.credDelete(0, 1, 0));
        other.start();
        api.credDelete(0, 1, 0);
        other.join();

        assertThat(WincredDouble.count(Counter.OVERLAPS)).isPositive();
    }
}
