package io.github.wincred.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.testing.Build;
import io.github.wincred.testing.NeedsNativeHelpers;
import java.util.HexFormat;
import java.util.List;

/** In the Windows Credential Manager, where a C program that knows nothing of Java reads what was written. */
@NeedsNativeHelpers
class ProcessesWindowsIT implements ProcessesContract {

    @Override
    public String[] options() {
        return new String[0];
    }

    @Override
    public void seenFromOutside(String alias, byte[] blob, String userName, String comment) throws Exception {
        List<String> seen = ProductProcess.start(
                        List.of(Build.nativeProgram("readcred").toString(), alias))
                .succeeded()
                .lines();

        assertThat(seen)
                .containsExactly(
                        "blob=" + HexFormat.of().formatHex(blob),
                        "user=" + userName.replace("\\", "\\u005C"),
                        "persist=3",
                        "comment=" + comment);
    }
}
