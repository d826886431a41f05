package io.github.wincred.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wincred.keystore.CredentialEntryAttribute;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = {
            "Writes a secret to standard output: into a pipe or file exactly, as UTF-8; on a terminal with a line break.",
            "What is not text (a key, as its bytes; a private key in PKCS#8; a certificate in DER) needs --base64, --hex or --output."
        },
        footer = {"", "Example: PGPASSWORD=$(wincred get app/db) psql"})
final class GetCommand extends StoreCommand {

    @Parameters(paramLabel = "NAME", description = "The name, as list shows it.")
    private String name = "";

    @ArgGroup
    private Form form = new Form();

    @Option(names = "--force", description = "Replaces the file of --output if there is one.")
    private boolean force;

    GetCommand(Streams streams) {
        super(streams);
    }

    /** What is written, and where. */
    static final class Form {
        @Option(names = "--user", description = "Writes the user name instead of the secret.")
        private boolean user;

        @Option(names = "--base64", description = "Writes the secret in base64.")
        private boolean base64;

        @Option(names = "--hex", description = "Writes the secret in hexadecimal digits.")
        private boolean hex;

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "Writes the secret to a new file that only its owner can read.")
        private @Nullable Path output;
    }

    @Override
    int run(Entries entries) throws Exception {
        KeyStore.Entry entry = entries.get(name);
        if (form.user) {
            Content.destroy(entry);
            String user = CredentialEntryAttribute.USER_NAME
                    .in(entry.getAttributes())
                    .orElseThrow(() -> new Failure(Failure.NOT_FOUND, "'" + name + "' has no user name"));
            write(Content.text(user.toCharArray()));
            return 0;
        }
        try (Content content = Content.of(name, entry)) {
            if (form.output != null) {
                OwnerFile.write(form.output, content.bytes(), force);
            } else if (form.base64) {
                writeEncoded(Base64.getEncoder().encode(content.bytes()));
            } else if (form.hex) {
                writeEncoded(hex(content.bytes()));
            } else if (content.isText()) {
                write(content);
            } else {
                throw new Failure(
                        Failure.FAILED,
                        "'" + name + "' is no text but " + content.bytes().length
                                + " bytes: use --base64, --hex or --output FILE");
            }
        }
        return 0;
    }

    /** Wipes the text too. */
    private void write(Content text) throws IOException, Failure {
        try (text) {
            if (!streams.toTerminal()) {
                streams.out().write(text.bytes());
                streams.out().flush();
                return;
            }
            char[] letters = text.text();
            try {
                writeEncoded(shown(CharBuffer.wrap(letters)));
            } finally {
                Arrays.fill(letters, '\0');
            }
        }
    }

    /** The bytes that a terminal shows as this text. */
    private byte[] shown(CharBuffer text) throws Failure {
        boolean obeyed = text.chars().anyMatch(unit -> Character.isISOControl(unit) && unit != '\n' && unit != '\t');
        CharsetEncoder encoder = streams.charset().newEncoder();
        if (!obeyed && encoder.canEncode(text)) {
            ByteBuffer encoded = ByteBuffer.allocate((int) (text.length() * (double) encoder.maxBytesPerChar()) + 1);
            encoder.encode(text, encoded, true);
            encoder.flush(encoded);
            byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
            Arrays.fill(encoded.array(), (byte) 0);
            return bytes;
        }
        throw new Failure(
                Failure.FAILED,
                "this terminal cannot show the secret of '" + name + "' as it is, in " + streams.charset()
                        + ": use --output FILE, --base64 or a pipe");
    }

    /** Writes bytes, with a line break on a terminal, and wipes them. */
    private void writeEncoded(byte[] bytes) throws IOException {
        try {
            streams.out().write(bytes);
            if (streams.toTerminal()) {
                streams.out().write(System.lineSeparator().getBytes(US_ASCII));
            }
            streams.out().flush();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] hex(byte[] bytes) {
        byte[] digits = new byte[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            digits[2 * i] = (byte) Character.forDigit(bytes[i] >> 4 & 0xF, 16);
            digits[2 * i + 1] = (byte) Character.forDigit(bytes[i] & 0xF, 16);
        }
        return digits;
    }
}
