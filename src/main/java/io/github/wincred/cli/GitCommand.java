package io.github.wincred.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wincred.WinCred;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.Secret;
import io.github.wincred.profile.Profile;
import io.github.wincred.profile.ProfileStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Without a user, every user's is meant. A password that was stored since git asked is not the one that git means. */
    private static void erase(ProfileStore git, Request request) {
        String service = request.service().orElseThrow();
        List<String> users = request.user()
                .map(List::of)
                .orElseGet(() -> git.list(service).stream()
                        .flatMap(entry -> entry.user().stream())
                        .toList());
        for (String user : users) {
            Optional<char[]> stored = request.password().isPresent() ? git.read(service, user) : Optional.empty();
            boolean other = stored.isPresent()
                    && !Arrays.equals(stored.get(), request.password().get());
            stored.ifPresent(password -> Arrays.fill(password, '\0'));
            if (!other) {
                git.delete(service, user);
            }
        }
    }

    /** What git writes: lines {@code KEY=VALUE} up to an empty one, of which these are kept. Closing it wipes them. */
    private record Request(Map<String, char[]> values) implements AutoCloseable {

        private static final Set<String> KEPT = Set.of("protocol", "host", "path", "username", "password");
        private static final int MAX_BYTES = 1 << 16;

        static Request read(Streams streams) throws Failure, IOException {
            Request request = new Request(new HashMap<>());
            byte[] input = new byte[MAX_BYTES + 1];
            try {
                int length = streams.in().readNBytes(input, 0, input.length);
                if (length > MAX_BYTES) {
                    throw new Failure(Failure.FAILED, "git's request has more than " + MAX_BYTES + " bytes");
                }
                int start = 0;
                for (int i = 0; i <= length; i++) {
                    if (i == length || input[i] == '\n') {
                        int end = i > start && input[i - 1] == '\r' ? i - 1 : i;
                        if (end == start) {
                            break;
                        }
                        request.keep(input, start, end);
                        start = i + 1;
                    }
                }
                return request;
            } catch (Failure | IOException e) {
                request.close();
                throw e;
            } finally {
                Arrays.fill(input, (byte) 0);
            }
        }

        private void keep(byte[] input, int start, int end) throws Failure {
            int equals = start;
            while (equals < end && input[equals] != '=') {
                equals++;
            }
            String key = new String(input, start, equals - start, UTF_8);
            if (equals == end || !KEPT.contains(key)) {
                return;
            }
            try (Secret value = Secret.takeOver(Arrays.copyOfRange(input, equals + 1, end))) {
                char[] text = value.toUtf8Text()
                        .orElseThrow(() -> new Failure(Failure.FAILED, "the " + key + " that git gave is not UTF-8"));
                char[] earlier = values.put(key, text);
                if (earlier != null) {
                    Arrays.fill(earlier, '\0');
                }
            }
        }

        Optional<String> service() {
            String host = text("host").orElse("");
            String path = text("path")
                    .filter(name -> !name.isEmpty())
                    .map("/"::concat)
                    .orElse("");
            return host.isEmpty() ? Optional.empty() : text("protocol").map(name -> name + "://" + host + path);
        }

        Optional<String> user() {
            return text("username");
        }

        private Optional<String> text(String key) {
            return Optional.ofNullable(values.get(key)).map(String::new);
        }

        Optional<char[]> password() {
            return Optional.ofNullable(values.get("password"));
        }

        @Override
        public void close() {
            values.values().forEach(text -> Arrays.fill(text, '\0'));
        }

        @Override
        public String toString() {
            return "Request" + values.keySet();
        }
    }
}
