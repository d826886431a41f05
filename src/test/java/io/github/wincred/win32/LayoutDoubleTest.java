package io.github.wincred.win32;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The computed layouts against those that a C compiler makes of {@code wincred.h}. */
@EnabledIf("io.github.wincred.testing.ElfLibrary#isPossible")
class LayoutDoubleTest {

    @Test
    void everyStructAndField_liesWhereTheCompilerPutsIt() {
        // NAME SIZE OFFSET; of a struct the size counts, of a field the offset
        List<String> compiled = WincredDouble.layout().stream()
                .map(fact -> fact.split(" ", -1))
                .map(parts -> parts[0] + " " + (parts[0].contains(".") ? parts[2] : parts[1]))
                .toList();

        assertThat(HeaderLayouts.lines(Bindings.get().pointerSize())).isEqualTo(compiled);
    }
}
