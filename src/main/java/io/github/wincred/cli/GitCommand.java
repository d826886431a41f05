package io.github.wincred.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.Secret;
import io.github.wincred.profile.Profile;
import io.github.wincred.profile.ProfileStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "git",
        description = {
            "git's credential helper: reads what git writes to it, and answers as git expects.",
            "Call it !wincred git, since Git for Windows has a helper of its own with the name wincred."
        },
        footer = {"", "Example: git config --global credential.helper \"!wincred git\""})
final class GitCommand extends StoreCommand {

    @Parameters(paramLabel = "OPERATION", description = "get, store or erase; any other does nothing, as git asks for.")
    private String operation = "";

    GitCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(Entries entries) throws Exception {
        try (Request request = Request.read(streams)) {
            if (request.service().isEmpty()) {
                return 0;
            }
            ProfileStore git = WinCred.profile(entries.store(), Profile.GIT);
            switch (operation) {
                case "get" -> get(git, request);
                case "store" -> store(git, request);
                case "erase" -> erase(git, request);
                default -> {}
            }
            return 0;
        }
    }

    private void get(ProfileStore git, Request request) throws Failure, IOException {
        String service = request.service().orElseThrow();
        Optional<String> user = request.user();
        if (user.isEmpty()) {
            Optional<Credential> found = git.find(service);
            user = found.flatMap(Credential::userName);
            found.ifPresent(Credential::close);
        }
        if (user.isEmpty()) {
            return;
        }
        Optional<char[]> password = git.read(service, user.get());
        if (password.isPresent()) {
            answer(user.get(), password.get());
        }
    }

    /** A line break in a value would begin another line of the protocol; the password is one line already. */
    private void answer(String user, char[] password) throws Failure, IOException {
        try (Content text = Content.text(password)) {
            if (user.indexOf('\n') >= 0 || user.indexOf('\0') >= 0) {
                throw new Failure(Failure.FAILED, "the user name holds a line break, which git cannot be given");
            }
            streams.out().write(("username=" + user + "\npassword=").getBytes(UTF_8));
            streams.out().write(text.bytes());
            streams.out().write('\n');
            streams.out().flush();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static void store(ProfileStore git, Request request) {
        if (request.user().isPresent() && request.password().isPresent()) {
            git.write(
                    request.service().orElseThrow(),
                    request.user().get(),
                    request.password().get());
        }
    }

    /** A password that was stored since git asked is not the one that git means. */
    private static void erase(ProfileStore git, Request request) {
        String service = request.service().orElseThrow();
        Optional<String> user = request.user();
        if (user.isEmpty()) {
            return;
        }
        Optional<char[]> stored = request.password().isPresent() ? git.read(service, user.get()) : Optional.empty();
        boolean other = stored.isPresent()
                && !Arrays.equals(stored.get(), request.password().get());
        stored.ifPresent(password -> Arrays.fill(password, '\0'));
        if (!other) {
            git.delete(service, user.get());
        }
    }

    /** What git writes: lines {@code KEY=VALUE} up to an empty one. Closing it wipes the password. */
    private record Request(Map<String, String> values, Optional<char[]> password) implements AutoCloseable {

        private static final String PASSWORD = "password=";
        private static final int MAX_BYTES = 1 << 16;

        static Request read(Streams streams) throws Failure, IOException {
            byte[] input = new byte[MAX_BYTES + 1];
            try {
                int length = streams.in().readNBytes(input, 0, input.length);
                if (length > MAX_BYTES) {
                    throw new Failure(Failure.FAILED, "git's request has more than " + MAX_BYTES + " bytes");
                }
                Map<String, String> values = new LinkedHashMap<>();
                Optional<char[]> password = Optional.empty();
                int start = 0;
                for (int i = 0; i <= length; i++) {
                    if (i == length || input[i] == '\n') {
                        byte[] line = Arrays.copyOfRange(input, start, i > start && input[i - 1] == '\r' ? i - 1 : i);
                        start = i + 1;
                        if (line.length == 0) {
                            break;
                        }
                        if (Arrays.equals(
                                line,
                                0,
                                Math.min(line.length, PASSWORD.length()),
                                PASSWORD.getBytes(UTF_8),
                                0,
                                PASSWORD.length())) {
                            password = Optional.of(secret(line));
                        } else {
                            put(values, new String(line, UTF_8));
                        }
                    }
                }
                return new Request(values, password);
            } finally {
                Arrays.fill(input, (byte) 0);
            }
        }

        private static char[] secret(byte[] line) throws Failure {
            byte[] bytes = Arrays.copyOfRange(line, PASSWORD.length(), line.length);
            Arrays.fill(line, (byte) 0);
            try (Secret utf8 = Secret.takeOver(bytes)) {
                return utf8.toUtf8Text()
                        .orElseThrow(() -> new Failure(Failure.FAILED, "the password that git gave is not UTF-8"));
            }
        }

        private static void put(Map<String, String> values, String line) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }

        Optional<String> service() {
            String path = values.getOrDefault("path", "");
            return values.containsKey("protocol")
                            && !values.getOrDefault("host", "").isEmpty()
                    ? Optional.of(
                            values.get("protocol") + "://" + values.get("host") + (path.isEmpty() ? "" : "/" + path))
                    : Optional.empty();
        }

        Optional<String> user() {
            return Optional.ofNullable(values.get("username"));
        }

        @Override
        public void close() {
            password.ifPresent(text -> Arrays.fill(text, '\0'));
        }
    }
}
