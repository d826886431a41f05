package io.github.wincred.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How a command line of Windows finds its program, and what it cannot carry. */
final class WindowsProgram {

    private static final String EXTENSIONS = ".COM;.EXE;.BAT;.CMD";

    /** What cmd takes for something else, within quotation marks or without. */
    private static final String READ_BY_CMD = "&|<>^%!(),;=`";

    private WindowsProgram() {}

    /** The file of a program: in its folder, or in those of the variable PATH, with the endings of PATHEXT; its name as given if there is none. */
    static String find(String name, Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        variables.putAll(environment);
        boolean inPath = name.indexOf('\\') < 0 && name.indexOf('/') < 0;
        List<String> folders =
                inPath ? List.of(variables.getOrDefault("PATH", "").split(";")) : List.of("");
        List<String> endings = Stream.concat(
                        hasEnding(name) ? Stream.of("") : Stream.empty(),
                        Stream.of(variables.getOrDefault("PATHEXT", EXTENSIONS).split(";")))
                .toList();
        for (String folder : folders) {
            for (String ending : endings) {
                String file = folder.isEmpty() ? name + ending : folder + "\\" + name + ending;
                if ((!inPath || !folder.isEmpty()) && isFile(file)) {
                    return file;
                }
            }
        }
        return name;
    }

    private static boolean hasEnding(String name) {
        return name.lastIndexOf('.') > Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/'));
    }

    private static boolean isReadByCmd(int unit) {
        return Character.isISOControl(unit) || READ_BY_CMD.indexOf(unit) >= 0;
    }

    private static boolean isFile(String file) {
        try {
            return Files.isRegularFile(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * That each argument reaches the program as it is.
     *
     * @throws Failure if Java's command line would change one, or cmd, which runs the program, would
     */
    static void check(List<String> command) throws Failure {
        String program = command.get(0).toLowerCase(Locale.ROOT);
        boolean byCmd = program.endsWith(".cmd") || program.endsWith(".bat");
        for (String argument : command.subList(1, command.size())) {
            if (argument.indexOf('"') >= 0 || (byCmd && argument.chars().anyMatch(WindowsProgram::isReadByCmd))) {
                throw new Failure(
                        125,
                        "an argument of '" + command.get(0) + "' cannot be passed exactly: "
                                + (byCmd
                                        ? "cmd, which runs it, would read \" and " + READ_BY_CMD + " otherwise"
                                        : "it holds \""));
            }
        }
    }
}
