package io.github.wincred.cli;

import io.github.wincred.keystore.CredentialEntryAttribute;
import io.github.wincred.settings.Setting;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Creates a secret or replaces it in one step. Asks for it twice without echo, or reads it; it is never an argument.",
            "User name, comment, persistence and attributes that are not given stay as they are."
        },
        footer = {"", "Example: wincred set app/db --user ann"})
final class SetCommand extends StoreCommand {

    @Parameters(paramLabel = "NAME", description = "The name, as list shows it.")
    private String name = "";

    @ArgGroup
    private Source source = new Source();

    @Option(names = "--base64", description = "What is typed or read is base64, and its bytes are stored as they are.")
    private boolean base64;

    @Option(
            names = "--exact",
            description = "Keeps a line break at the end of standard input, and allows an empty secret.")
    private boolean exact;

    @Option(names = "--user", paramLabel = "USER", description = "The user name.")
    private @Nullable String user;

    @Option(names = "--comment", paramLabel = "TEXT", description = "The comment.")
    private @Nullable String comment;

    @Option(
            names = "--persistence",
            paramLabel = "LEVEL",
            description = "How long it lives: session, local-machine or enterprise.")
    private @Nullable String persistence;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "The type of a new credential, such as domain-password.")
    private @Nullable String type;

    @Option(
            names = "--profile",
            paramLabel = "PROGRAM",
            description = "The program whose conventions are followed, such as git or docker.")
    private @Nullable String profile;

    @Option(names = "--force", description = "Replaces a private key or certificate too.")
    private boolean force;

    SetCommand(Streams streams) {
        super(streams);
    }

    /** Where the secret comes from; without these, from the person at the terminal. */
    static final class Source {
        @Option(
                names = "--stdin",
                description = "Reads standard input, which is UTF-8; one line break at its end is dropped.")
        private boolean stdin;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Reads a file, exactly; what is not UTF-8 is stored as its bytes.")
        private @Nullable Path file;
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        set(settings, Setting.TYPE, type);
        set(settings, Setting.PERSISTENCE, persistence);
        set(settings, Setting.PROFILE, profile);
        return settings;
    }

    @Override
    int run(Entries entries) throws Exception {
        if (!force && entries.isKeyOrCertificate(name)) {
            throw new Failure(
                    Failure.FAILED, "'" + name + "' is a private key or certificate: give --force to replace it");
        }
        GivenSecret given = new GivenSecret(streams, base64, exact);
        try (Content content = source.stdin
                ? given.ofInput()
                : source.file != null ? given.ofFile(source.file) : given.ofPerson(name)) {
            Set<KeyStore.Entry.Attribute> attributes = new HashSet<>();
            add(attributes, CredentialEntryAttribute.USER_NAME, user);
            add(attributes, CredentialEntryAttribute.COMMENT, comment);
            add(attributes, CredentialEntryAttribute.PERSISTENCE, inSmallLetters(persistence));
            add(attributes, CredentialEntryAttribute.TYPE, inSmallLetters(type));
            entries.keyStore().setEntry(name, new KeyStore.SecretKeyEntry(content.key(), attributes), null);
        }
        return 0;
    }

    /** As attributes have them; that there are such is checked with the settings. */
    private static @Nullable String inSmallLetters(@Nullable String value) {
        return value == null ? null : value.trim().toLowerCase(Locale.ROOT);
    }

    private static void add(
            Set<KeyStore.Entry.Attribute> attributes, CredentialEntryAttribute attribute, @Nullable String value) {
        if (value != null) {
            attributes.add(attribute.of(value));
        }
    }
}
