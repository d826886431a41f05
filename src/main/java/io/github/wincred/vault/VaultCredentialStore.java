package io.github.wincred.vault;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.NamespacedTarget;
import io.github.wincred.credential.PasswordProtectedStore;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.rules.CredentialRules;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The local vault. It follows the rules that Microsoft documents for the Credential Manager, so that a program behaves the same on both.
 *
 * <p>Where the documentation is silent: a lookup with an unknown type is {@link Reason#INVALID_PARAMETER} (R6); a domain-visible-password cannot be
 * written ({@link Reason#NOT_SUPPORTED}), since Windows dropped that type; a name overwritten in different case is returned in its newest spelling
 * (R2); the TargetName alone identifies an extended domain credential, so several users for one target need names of the form {@code NAME|USER}.
 */
public final class VaultCredentialStore implements PasswordProtectedStore {

    private static final String READ = "CredRead";
    private static final String WRITE = "CredWrite";
    private static final String DELETE = "CredDelete";
    private static final String ENUMERATE = "CredEnumerate";

    private final VaultContent content;
    private final AtomicReference<Set<String>> lastReport = new AtomicReference<>(Set.of());
    private volatile boolean closed;

    private VaultCredentialStore(VaultConfiguration configuration) {
        content = new VaultContent(configuration);
    }

    /** Opens a vault. Touches no file: a vault is looked for on use, and created by the first write. */
    public static VaultCredentialStore open(VaultConfiguration configuration) {
        return new VaultCredentialStore(requireNonNull(configuration, "configuration"));
    }

    @Override
    public Optional<Credential> find(CredentialKey key) {
        checkKey(READ, key);
        return answer(READ, key, content -> content.read(key, true)).map(this::presented);
    }

    @Override
    public Optional<Credential> describe(CredentialKey key) {
        checkKey(READ, key);
        return answer(READ, key, content -> content.read(key, false)).map(this::presented);
    }

    @Override
    public void write(Credential credential) {
        write(credential, false);
    }

    @Override
    public void writeKeepingSecret(Credential credential) {
        write(credential, true);
    }

    private void write(Credential credential, boolean keepsSecret) {
        CredentialLimits.check(WRITE, credential);
        CredentialRules.checkDocumented(WRITE, credential, keepsSecret);
        CredentialRules.checkInferred(WRITE, credential);
        if (maximumPersistence(credential.type()).equals(Persistence.NONE)) {
            throw new CredentialException(
                    Reason.NOT_SUPPORTED,
                    WRITE,
                    credential.key(),
                    "Windows has not supported this type since Windows Vista; use another");
        }
        Credential.Builder stored =
                credential.toBuilder().flags(credential.flags().without(CredentialFlags.PROMPT_NOW)); // R12
        if (!isCertificate(credential)) {
            stored.secret(credential.secret().orElse(null));
        }
        // Not closed: the secret is the caller's. The blob of a certificate is the PIN, which no store keeps.
        change(WRITE, credential.key(), content -> content.write(stored.build(), keepsSecret));
    }

    @Override
    public boolean delete(CredentialKey key) {
        checkKey(DELETE, key);
        return answer(DELETE, key, content -> content.remove(key));
    }

    @Override
    public List<Credential> list(CredentialFilter filter) {
        return list(filter, false);
    }

    @Override
    public List<Credential> listWithSecrets(CredentialFilter filter) {
        return list(filter, true);
    }

    private List<Credential> list(CredentialFilter filter, boolean withSecrets) {
        requireNonNull(filter, "filter");
        List<VaultFailure> failures = new ArrayList<>();
        List<Credential> found = answer(ENUMERATE, null, content -> content.list(filter, withSecrets, failures));
        report(failures);
        return found.stream().map(this::presented).toList();
    }

    @Override
    public List<Credential> listAllNamespaces() {
        return list(CredentialFilter.all()).stream()
                .map(VaultCredentialStore::withNamespace)
                .toList();
    }

    /** R38: the namespace follows from the type. */
    private static Credential withNamespace(Credential credential) {
        String namespace = credential.type().isDomain()
                ? NamespacedTarget.DOMAIN_NAMESPACE
                : NamespacedTarget.LEGACY_GENERIC_NAMESPACE;
        NamespacedTarget target = new NamespacedTarget(namespace, NamespacedTarget.TARGET, credential.targetName());
        return credential.toBuilder()
                .key(new CredentialKey(credential.type(), target.toString()))
                .build();
    }

    @Override
    public Map<CredentialType, Persistence> sessionTypes() {
        Map<CredentialType, Persistence> types = new LinkedHashMap<>();
        for (CredentialType type : CredentialType.defined()) {
            types.put(type, maximumPersistence(type));
        }
        return types;
    }

    private static Persistence maximumPersistence(CredentialType type) {
        return type.equals(CredentialType.DOMAIN_VISIBLE_PASSWORD) ? Persistence.NONE : Persistence.ENTERPRISE;
    }

    @Override
    public List<CredentialException> unreadable() {
        return ofListing(answer(ENUMERATE, null, VaultContent::unreadable));
    }

    /**
     * Logs that a listing is incomplete, once for each set of failures: a listing cannot report it otherwise, and must neither fail nor ignore it.
     */
    private void report(List<VaultFailure> failures) {
        Set<String> messages = ofListing(failures).stream()
                .map(CredentialException::getMessage)
                .collect(Collectors.toSet());
        if (!messages.equals(lastReport.getAndSet(messages)) && !messages.isEmpty()) {
            // Only requested here, because a log takes longer to start than a vault does.
            System.getLogger("io.github.wincred.vault")
                    .log(
                            Level.WARNING,
                            messages.size() + " of the files in " + content.location()
                                    + " cannot be read and were left out: " + String.join(" ", messages));
        }
    }

    private static List<CredentialException> ofListing(List<VaultFailure> failures) {
        return failures.stream().map(failure -> failure.of(ENUMERATE, null)).toList();
    }

    @Override
    public boolean exists() {
        return answer("exists", null, VaultContent::exists);
    }

    @Override
    public boolean isLocked() {
        return answer("isLocked", null, VaultContent::isLocked);
    }

    @Override
    public void unlock(char[] password) {
        change("unlock", null, content -> content.unlock(password));
    }

    @Override
    public void changePassword(char[] password) {
        change("changePassword", null, content -> content.changePassword(password));
    }

    @Override
    public <T> T exclusively(Supplier<T> operation) {
        return answer("compound operation", null, content -> content.exclusively(operation));
    }

    @Override
    public BackendStatus status() {
        return content.status();
    }

    /** Wipes the keys. Every later use but {@link #status()} is an {@link IllegalStateException}. */
    @Override
    public void close() {
        closed = true;
        content.close();
    }

    /** Runs an operation on the content. A failure is completed here with the operation and the credential. */
    private <T> T answer(String operation, @Nullable CredentialKey key, Function<VaultContent, T> use) {
        if (closed) {
            throw new IllegalStateException("the vault is closed");
        }
        try {
            return use.apply(content);
        } catch (VaultFailure e) {
            throw e.of(operation, key);
        }
    }

    private void change(String operation, @Nullable CredentialKey key, Consumer<VaultContent> use) {
        answer(operation, key, vault -> {
            use.accept(vault);
            return true;
        });
    }

    /** PROMPT_NOW is computed: the PIN of a certificate is not stored, and this session has not given one (R12). */
    private Credential presented(Credential stored) {
        if (!isCertificate(stored) || content.writtenThisSession(stored.key())) {
            return stored;
        }
        return stored.toBuilder()
                .flags(stored.flags().with(CredentialFlags.PROMPT_NOW))
                .build();
    }

    private static boolean isCertificate(Credential credential) {
        return credential.type().equals(CredentialType.DOMAIN_CERTIFICATE);
    }

    private static void checkKey(String operation, CredentialKey key) {
        if (!key.type().isDefined()) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    operation,
                    key,
                    "Type is " + Integer.toUnsignedString(key.type().code()) + ", allowed are 1 to 6");
        }
        CredentialLimits.checkKey(operation, key);
    }
}
