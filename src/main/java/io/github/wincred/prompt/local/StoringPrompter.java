package io.github.wincred.prompt.local;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.Reason;
import io.github.wincred.prompt.CredentialPrompter;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.PromptResult;
import io.github.wincred.prompt.PromptRules;
import io.github.wincred.rules.DomainMatching;
import java.util.Optional;

/**
 * A prompter for systems without one: checks the request, answers from the store where it may, asks on a surface until the answer is acceptable, and
 * stores it as Windows does (R55 to R57): a generic credential or a domain password, the password as UTF-16LE, with persistence ENTERPRISE.
 *
 * <p>A stored credential is the answer only for a generic request without {@link PromptFlag#ALWAYS_SHOW_UI} and, in a dialog, without
 * {@link PromptFlag#INCORRECT_PASSWORD}, if it holds text and has the requested user name, if any. If the store cannot be read, only a request
 * without {@link PromptFlag#DO_NOT_PERSIST} fails. Certificates and smart cards cannot be chosen here: {@link Reason#NOT_AVAILABLE}. A prompt creates
 * no wildcard credential (R48): such a target is {@link Reason#INVALID_PARAMETER}.
 */
public final class StoringPrompter implements CredentialPrompter {

    private static final String PROMPT = "CredUIPromptForCredentials";
    private static final String CONFIRM = "CredUIConfirmCredentials";

    private final CredentialStore store;
    private final PromptSurface surface;
    private final PendingConfirmations pending;

    /**
     * A prompter over a store, which stays the caller's. What this prompter saves or confirms goes there.
     *
     * @param pending the credentials that wait to be confirmed; prompters that share it can confirm each other's
     */
    public StoringPrompter(CredentialStore store, PromptSurface surface, PendingConfirmations pending) {
        this.store = requireNonNull(store, "store");
        this.surface = requireNonNull(surface, "surface");
        this.pending = requireNonNull(pending, "pending");
    }

    @Override
    public PromptResult prompt(PromptRequest request) {
        try {
            check(request);
            Optional<PromptResult> stored = stored(request);
            return stored.isPresent() ? stored.get() : ask(request);
        } finally {
            request.password().ifPresent(password -> password.close());
        }
    }

    private void check(PromptRequest request) {
        if (surface.isCommandLine()) {
            PromptRules.checkCommandLine(request);
        } else {
            PromptRules.checkDialog(request);
        }
        if (request.has(PromptFlag.REQUIRE_CERTIFICATE) || request.has(PromptFlag.REQUIRE_SMARTCARD)) {
            throw new CredentialException(
                    Reason.NOT_AVAILABLE,
                    PROMPT,
                    null,
                    "certificates and smart cards cannot be chosen on this system; ask for a password");
        }
        boolean storedUnderTarget = !request.has(PromptFlag.GENERIC_CREDENTIALS)
                && !request.has(PromptFlag.USERNAME_TARGET_CREDENTIALS)
                && !request.has(PromptFlag.DO_NOT_PERSIST);
        if (storedUnderTarget
                && request.targetName().filter(DomainMatching::isWildcard).isPresent()) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    PROMPT,
                    null,
                    "TargetName is a wildcard, and a prompt stores no wildcard credential; name one target, or give DO_NOT_PERSIST");
        }
    }

    private Optional<PromptResult> stored(PromptRequest request) {
        if (!request.has(PromptFlag.GENERIC_CREDENTIALS)
                || request.has(PromptFlag.ALWAYS_SHOW_UI)
                || (request.has(PromptFlag.INCORRECT_PASSWORD) && !surface.isCommandLine())
                || request.targetName().isEmpty()) {
            return Optional.empty();
        }
        Optional<Credential> found = find(request, request.targetName().get());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Credential credential = found.get()) {
            String user = credential.userName().orElse("");
            String wanted = request.userName().orElse("");
            return wanted.isEmpty() || wanted.equals(user)
                    ? credential
                            .secret()
                            .filter(secret -> secret.length() % 2 == 0)
                            .map(secret -> new PromptResult.Entered(user, secret.copy(), request.save()))
                    : Optional.empty();
        }
    }

    private Optional<Credential> find(PromptRequest request, String target) {
        try {
            return store.find(CredentialKey.generic(target));
        } catch (CredentialException e) {
            if (request.has(PromptFlag.DO_NOT_PERSIST)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PromptResult ask(PromptRequest request) {
        PromptForm form = PromptForm.of(request, surface.isCommandLine());
        while (true) {
            PromptResult result = surface.show(form);
            if (!(result instanceof PromptResult.Entered entered)) {
                return result;
            }
            Optional<String> problem = EnteredName.problem(request, entered);
            if (problem.isEmpty()) {
                return finished(request, EnteredName.completed(request, entered));
            }
            entered.close();
            form = form.again(problem.get(), entered);
        }
    }

    private PromptResult finished(PromptRequest request, PromptResult.Entered entered) {
        if (EnteredName.isStored(request, entered)) {
            try {
                store(request, entered);
            } catch (RuntimeException | Error e) {
                entered.close();
                throw e;
            }
        }
        return entered;
    }

    private void store(PromptRequest request, PromptResult.Entered entered) {
        String target = request.targetName().orElseThrow();
        Credential credential = credential(request, target, entered);
        if (request.has(PromptFlag.EXPECT_CONFIRMATION)) {
            pending.add(target, credential);
            return;
        }
        try (credential) {
            store.write(credential);
        }
    }

    private static Credential credential(PromptRequest request, String target, PromptResult.Entered entered) {
        boolean userNameTarget = request.has(PromptFlag.USERNAME_TARGET_CREDENTIALS);
        CredentialType type =
                request.has(PromptFlag.GENERIC_CREDENTIALS) ? CredentialType.GENERIC : CredentialType.DOMAIN_PASSWORD;
        return Credential.builder(new CredentialKey(type, userNameTarget ? entered.userName() : target))
                .flags(userNameTarget ? CredentialFlags.USERNAME_TARGET : CredentialFlags.NONE)
                .userName(entered.userName())
                .persistence(Persistence.ENTERPRISE)
                .secret(entered.password().copy())
                .build();
    }

    @Override
    public void confirm(String targetName, boolean valid) {
        Optional<Credential> waiting = pending.take(targetName);
        if (waiting.isEmpty()) {
            throw new CredentialException(
                    Reason.NOT_FOUND,
                    CONFIRM,
                    null,
                    "no credential for this target waits to be confirmed; ask with EXPECT_CONFIRMATION");
        }
        try (Credential credential = waiting.get()) {
            if (valid) {
                store.write(credential);
            }
        }
    }
}
