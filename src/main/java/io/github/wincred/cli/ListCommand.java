package io.github.wincred.cli;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialType;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = {
            "Lists names, types, users, persistence and times of the last write. Reads no secret.",
            "What a terminal would obey or cannot show is written as \\uXXXX."
        },
        footer = {"", "Example: wincred list app/ --json"})
final class ListCommand extends StoreCommand {

    private static final Pattern UNNAMED_TYPE = Pattern.compile("(?i)type-[0-9]+");

    @Parameters(
            arity = "0..1",
            paramLabel = "FILTER",
            description = "How the names begin, in any case; all if it is absent. A * at the end changes nothing.")
    private String filter = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Lists this type only, such as domain-password.")
    private @Nullable String type;

    @Option(names = "--json", description = "Prints JSON in UTF-8: an array with an object for each line.")
    private boolean json;

    @Option(
            names = "--check",
            description = "Reads each secret too, says what it is (password, key, private key, certificate), and names"
                    + " what is damaged; then the exit status is 1.")
    private boolean check;

    ListCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(Entries entries) throws Exception {
        if (type != null) {
            checkType(type);
        }
        List<Map<String, String>> rows = new ArrayList<>();
        boolean damaged = false;
        String beginning = filter.endsWith("*") ? filter.substring(0, filter.length() - 1) : filter;
        for (Map.Entry<String, Credential> listed : entries.list(beginning).entrySet()) {
            Credential credential = listed.getValue();
            if (type != null && !credential.type().label().equalsIgnoreCase(type)) {
                continue;
            }
            Map<String, String> row = row(listed.getKey(), credential);
            if (check) {
                damaged |= !addKind(entries, listed.getKey(), row);
            }
            rows.add(row);
        }
        if (json) {
            printJson(rows);
        } else {
            printTable(rows);
        }
        if (check) {
            for (CredentialException unreadable : entries.store().unreadable()) {
                streams.complain(String.valueOf(unreadable.getMessage()));
                damaged = true;
            }
        }
        return damaged ? Failure.FAILED : 0;
    }

    private static void checkType(String type) throws Failure {
        List<String> known =
                CredentialType.defined().stream().map(CredentialType::label).toList();
        if (!known.contains(type.toLowerCase(Locale.ROOT))
                && !UNNAMED_TYPE.matcher(type).matches()) {
            throw new Failure(
                    Failure.WRONG_USE,
                    "there is no type '" + type + "'; there are " + String.join(", ", known) + ", and type-NUMBER");
        }
    }

    private static Map<String, String> row(String name, Credential credential) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("type", credential.type().label());
        row.put("user", credential.userName().orElse(""));
        row.put("persistence", credential.persistence().label());
        row.put(
                "written",
                credential
                        .lastWritten()
                        .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse(""));
        return row;
    }

    /** Adds what the entry is; false if it is damaged, which is said too. */
    private boolean addKind(Entries entries, String name, Map<String, String> row) {
        try {
            row.put("kind", kind(entries.keyStore(), name));
            return true;
        } catch (GeneralSecurityException | CredentialException e) {
            row.put("kind", "damaged");
            streams.complain(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** What an entry is, by reading it; its secret is wiped. */
    static String kind(KeyStore keyStore, String name) throws GeneralSecurityException {
        KeyStore.Entry entry = keyStore.getEntry(name, null);
        if (entry instanceof KeyStore.SecretKeyEntry secret) {
            try (Content content = Content.of(secret.getSecretKey())) {
                return content.isText() ? "password" : "key";
            }
        }
        if (entry instanceof KeyStore.PrivateKeyEntry) {
            return "private key";
        }
        return entry instanceof KeyStore.TrustedCertificateEntry ? "certificate" : "not readable";
    }

    private void printJson(List<Map<String, String>> rows) throws Failure {
        PrintWriter out = new PrintWriter(streams.out(), false, StandardCharsets.UTF_8);
        out.print(rows.stream()
                .map(row -> row.entrySet().stream()
                        .map(field -> Printable.json(field.getKey()) + ":" + Printable.json(field.getValue()))
                        .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(",\n ", "[", "]\n")));
        Streams.finish(out);
    }

    private void printTable(List<Map<String, String>> rows) throws Failure {
        Charset charset = streams.charset();
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            row.replaceAll((column, value) -> Printable.text(value, charset));
            row.forEach((column, value) -> widths.merge(column, length(value), Math::max));
        }
        PrintWriter out = streams.printer();
        for (Map<String, String> row : rows) {
            StringBuilder line = new StringBuilder();
            row.forEach((column, value) ->
                    line.append(value).append(" ".repeat(widths.getOrDefault(column, 0) - length(value) + 2)));
            out.println(line.toString().stripTrailing());
        }
        Streams.finish(out);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
