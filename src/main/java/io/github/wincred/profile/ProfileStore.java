package io.github.wincred.profile;

import static java.util.Objects.requireNonNull;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Reason;
import io.github.wincred.credential.Secret;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads and writes credentials of a store as another program does.
 *
 * <p>A credential is named by a service and a user, as the program uses these terms; {@link Profile} says how they are stored. Case is ignored where
 * they are part of a TargetName, and matters where only the UserName names the user.
 *
 * <p>Overwriting a credential changes its secret and user name and keeps everything else: attributes, comment, alias, persistence and the spelling
 * of its name; what the program needs to find it is added. If a user has a credential under two names, as is possible with git, both are rewritten.
 * Only git's attribute for the expiry of the old password is removed with that password.
 *
 * <p>One credential holds the secret, at most 2560 bytes. Entries that a {@code WinCred} key store has split into parts are not assembled here:
 * parts are not listed, and reading the text of such an entry, overwriting it or deleting it fails with {@link Reason#NOT_SUPPORTED}. Failures are
 * those of {@link CredentialStore}. May be used by several threads; a write or delete is one compound operation of the store.
 */
public final class ProfileStore {

    private final CredentialStore store;
    private final Profile profile;
    private final Naming naming;
    private final Function<Credential, Optional<String>> refusal;

    /**
     * A view of this store, which stays the caller's.
     *
     * @param refusal says why a credential, given with its secret where that is available, is not complete by itself; empty if it is
     */
    public ProfileStore(CredentialStore store, Profile profile, Function<Credential, Optional<String>> refusal) {
        this.store = requireNonNull(store, "store");
        this.profile = requireNonNull(profile, "profile");
        this.refusal = requireNonNull(refusal, "refusal");
        naming = profile.naming();
    }

    /** The profile. */
    public Profile profile() {
        return profile;
    }

    /**
     * The text of a user's secret, decoded in the profile's encoding, or in the other of UTF-16LE and UTF-8 if it is not valid in that. For git,
     * only the first line. The caller wipes it.
     *
     * @return empty if there is no such credential
     * @throws CredentialException {@link Reason#DAMAGED} if the secret is not text; {@link Reason#INVALID_PARAMETER} for a service that the program
     *     cannot name
     */
    public Optional<char[]> read(String service, String user) {
        return text(find(service, user));
    }

    /** As {@link #read(String, String)}, for the credential that {@link #find(String)} returns. */
    public Optional<char[]> read(String service) {
        return text(find(service));
    }

    private Optional<char[]> text(Optional<Credential> found) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Credential credential = found.get();
                Secret none = Secret.empty()) {
            requireAloneWithSecret(credential);
            return Optional.of(ProfileText.decode(
                    profile, credential.key(), credential.secret().orElse(none)));
        }
    }

    /**
     * A user's credential, with its secret as the bytes that are stored; the caller closes it. Only the name matters, so for Docker a credential
     * without the label is found too. Another spelling of a registry's URL, as Docker's helper accepts it, finds only one with the label.
     */
    public Optional<Credential> find(String service, String user) {
        check(service);
        for (CredentialKey key : keys(service, user)) {
            Optional<Credential> found = store.find(key);
            if (found.isPresent()) {
                if (isOf(found.get(), service, user)) {
                    return found;
                }
                found.get().close();
            }
        }
        return findAlike(service, credential -> credential.userName().equals(Optional.of(user)));
    }

    private Optional<Credential> findAlike(String service, Predicate<Credential> wanted) {
        for (BiPredicate<String, String> resemblance : naming.resemblances()) {
            for (ProfileEntry entry : list()) {
                if (wanted.test(entry.credential()) && resemblance.test(service, entry.service())) {
                    return store.find(entry.credential().key());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The credential of a service, whoever its user is; the caller closes it. If the program has a name for the service alone, the credential of
     * that name, if there is one; otherwise that of the only user.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} if several users have one
     */
    public Optional<Credential> find(String service) {
        check(service);
        Optional<Credential> shared =
                naming.shared(service).map(CredentialKey::generic).flatMap(store::find);
        if (shared.isPresent()) {
            return shared;
        }
        List<ProfileEntry> entries = list(service);
        if (entries.size() > 1) {
            throw new CredentialException(
                    Reason.INVALID_PARAMETER,
                    "Profile.find",
                    null,
                    "'" + service + "' has several users, name one: "
                            + String.join(
                                    ", ",
                                    entries.stream()
                                            .map(entry -> entry.user().orElse(""))
                                            .toList()));
        }
        return entries.stream()
                .findFirst()
                .flatMap(entry -> store.find(entry.credential().key()))
                .or(() -> findAlike(service, credential -> true));
    }

    /**
     * Stores a text as a user's secret. The caller keeps, and wipes, its array.
     *
     * @throws CredentialException {@link Reason#INVALID_PARAMETER} for a service that the program cannot name, or a text that it could not read
     *     back; {@link Reason#TOO_LARGE} for a text of more than 2560 bytes
     */
    public void write(String service, String user, char[] text) {
        check(service);
        try (Secret secret = ProfileText.encode(profile, CredentialKey.generic(naming.target(service, user)), text)) {
            write(service, user, secret);
        }
    }

    /** As {@link #write(String, String, char[])}, with bytes that are stored as they are. The secret stays the caller's. */
    public void write(String service, String user, Secret secret) {
        check(service);
        store.exclusively(() -> {
            List<Credential> existing = describe(service, user);
            if (existing.isEmpty()) {
                CredentialKey key = freshKey(service, user);
                Optional<Credential> taken = store.describe(key);
                taken.ifPresent(this::requireAlone);
                write(taken.map(this::rewritten).orElseGet(() -> profile.newCredential(key)), user, secret);
            }
            existing.forEach(this::requireAlone);
            existing.forEach(credential -> write(rewritten(credential), user, secret));
            return existing;
        });
    }

    private void write(Credential.Builder builder, String user, Secret secret) {
        try (Credential credential =
                builder.userName(user).secret(secret.copy()).build()) {
            store.write(credential);
        }
    }

    private CredentialKey freshKey(String service, String user) {
        boolean isTaken = naming.shared(service)
                .map(CredentialKey::generic)
                .flatMap(store::describe)
                .isPresent();
        return CredentialKey.generic(naming.fresh(service, user, isTaken));
    }

    private Credential.Builder rewritten(Credential existing) {
        Credential.Builder builder = existing.toBuilder()
                .attributes(profile.markedAttributes(existing.attributes()))
                // What a store reports may hold bits and levels that cannot be written back (R14, R17).
                .flags(new CredentialFlags(existing.flags().bits() & CredentialFlags.VALID_INPUT_BITS));
        return existing.persistence().isWritable() ? builder : builder.persistence(profile.persistence());
    }

    /**
     * Removes a user's credential, under each name that the program would find it by.
     *
     * @return whether there was one
     */
    public boolean delete(String service, String user) {
        check(service);
        return store.exclusively(() -> {
            List<Credential> existing = describe(service, user);
            existing.forEach(this::requireAlone);
            existing.forEach(credential -> store.delete(credential.key()));
            return !existing.isEmpty();
        });
    }

    private void requireAlone(Credential described) {
        store.find(described.key()).ifPresent(found -> {
            try (found) {
                requireAloneWithSecret(found);
            }
        });
    }

    private void requireAloneWithSecret(Credential found) {
        refusal.apply(found).ifPresent(reason -> {
            throw new CredentialException(Reason.NOT_SUPPORTED, "Profile", found.key(), reason);
        });
    }

    /**
     * The credentials that are named and marked as the program does it, without their secrets. Programs that do not mark theirs cannot be told
     * apart: a {@code SERVICE/USER} of any program counts as one of keytar's.
     */
    public List<ProfileEntry> list() {
        List<ProfileEntry> entries = new ArrayList<>();
        for (Credential credential : store.list(CredentialFilter.startingWith(naming.prefix()))) {
            if (credential.type().equals(CredentialType.GENERIC)
                    && profile.recognises(credential)
                    && refusal.apply(credential).isEmpty()) {
                naming.service(credential.targetName(), credential.userName())
                        .ifPresent(
                                service -> entries.add(new ProfileEntry(service, credential.userName(), credential)));
            }
        }
        return List.copyOf(entries);
    }

    /** As {@link #list()}, for one service. */
    public List<ProfileEntry> list(String service) {
        check(service);
        return list().stream()
                .filter(entry -> CaseFolding.equal(entry.service(), service))
                .toList();
    }

    /** The user's credentials under any name, without the secrets. */
    private List<Credential> describe(String service, String user) {
        List<Credential> existing = new ArrayList<>();
        for (CredentialKey key : keys(service, user)) {
            store.describe(key)
                    .filter(credential -> isOf(credential, service, user))
                    .ifPresent(existing::add);
        }
        return existing;
    }

    /** The names that a user's credential may have, in the order in which the program asks for them. */
    private Set<CredentialKey> keys(String service, String user) {
        Set<CredentialKey> keys = new LinkedHashSet<>();
        CredentialKey own = CredentialKey.generic(naming.target(service, user));
        if (!naming.prefersShared()) {
            keys.add(own);
        }
        naming.shared(service).map(CredentialKey::generic).ifPresent(keys::add);
        keys.add(own);
        return keys;
    }

    /** A name that contains no user belongs to the user in the UserName. */
    private boolean isOf(Credential credential, String service, String user) {
        return naming.shared(service)
                        .filter(shared -> CaseFolding.equal(shared, credential.targetName()))
                        .isEmpty()
                || credential.userName().equals(Optional.of(user));
    }

    private void check(String service) {
        naming.objection(service).ifPresent(objection -> {
            throw new CredentialException(Reason.INVALID_PARAMETER, "Profile", null, "service " + objection);
        });
    }
}
