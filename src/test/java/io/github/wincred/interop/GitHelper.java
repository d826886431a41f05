package io.github.wincred.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** git's credential helper, spoken to as git does: a process for each action, which reads attributes and prints attributes. */
final class GitHelper implements ForeignProgram {

    private static final String PASSWORD = "password=";

    private final Path program;

    GitHelper(Path program) {
        this.program = program;
    }

    @Override
    public void write(String service, String user, String secret) throws IOException {
        run("store", service, user, PASSWORD + secret + "\n");
    }

    @Override
    public Optional<String> read(String service, String user) throws IOException {
        return run("get", service, user, "")
                .lines()
                .filter(line -> line.startsWith(PASSWORD))
                .map(line -> line.substring(PASSWORD.length()))
                .findFirst();
    }

    @Override
    public void delete(String service, String user) throws IOException {
        run("erase", service, user, "");
    }

    private String run(String action, String service, String user, String more) throws IOException {
        String[] protocolAndRest = service.split("://", 2);
        String[] hostAndPath = protocolAndRest[1].split("/", 2);
        String attributes = "protocol=" + protocolAndRest[0] + "\nhost=" + hostAndPath[0]
                + (hostAndPath.length == 2 ? "\npath=" + hostAndPath[1] : "") + "\nusername=" + user + "\n" + more;

        Process process = new ProcessBuilder(program.toString(), action)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(attributes.getBytes(UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isZero();
        return output;
    }

    @Override
    public void close() {}
}
