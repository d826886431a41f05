package io.github.wincred.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the cookbook's reader sits: a system with its shell, and the store that its tools find. */
interface CookbookShell {

    /** The variables that make the tools find the store. */
    Map<String, String> environment(Path folder);

    /** The same for a provider in this JVM: settings, each with a {@code ;} behind. */
    String settings(Path folder);

    /** How the page's text has to be changed for this system, as the page says. */
    String adapted(String text);

    /** Whether the tool of a command is there. */
    boolean canRun(String line) throws Exception;

    /** The command that runs a line in the shell. */
    List<String> command(Path folder, String line) throws Exception;
}
