package io.github.wincred.keystore;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of a credential that the attributes of an entry set; absent for those they do not mention. */
record MetadataChange(
        Optional<String> userName,
        Optional<String> comment,
        Optional<String> targetAlias,
        Optional<Persistence> persistence,
        Optional<CredentialType> type) {

    private static final List<Persistence> PERSISTENCES =
            List.of(Persistence.SESSION, Persistence.LOCAL_MACHINE, Persistence.ENTERPRISE);

    static final MetadataChange NONE = new MetadataChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Reads the attributes of an entry that is set.
     *
     * @throws KeyStoreException naming an attribute whose value is not allowed
     */
    static MetadataChange of(Set<KeyStore.Entry.Attribute> attributes) throws KeyStoreException {
        return new MetadataChange(
                CredentialEntryAttribute.USER_NAME.in(attributes),
                CredentialEntryAttribute.COMMENT.in(attributes),
                CredentialEntryAttribute.TARGET_ALIAS.in(attributes),
                choice(CredentialEntryAttribute.PERSISTENCE, attributes, PERSISTENCES),
                choice(CredentialEntryAttribute.TYPE, attributes, CredentialType.defined()));
    }

    /** The allowed value whose text form is the attribute's value. */
    private static <T> Optional<T> choice(
            CredentialEntryAttribute attribute, Set<KeyStore.Entry.Attribute> attributes, List<T> allowed)
            throws KeyStoreException {
        Optional<String> label = attribute.in(attributes);
        if (label.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> choice = allowed.stream()
                .filter(value -> value.toString().equals(label.get()))
                .findFirst();
        if (choice.isEmpty()) {
            throw new KeyStoreException(
                    "attribute " + attribute.label() + " cannot be '" + label.get() + "', allowed are " + allowed);
        }
        return choice;
    }

    /** The fields that this sets, and otherwise those that the earlier change sets. */
    MetadataChange over(MetadataChange earlier) {
        return new MetadataChange(
                userName.or(earlier::userName),
                comment.or(earlier::comment),
                targetAlias.or(earlier::targetAlias),
                persistence.or(earlier::persistence),
                type.or(earlier::type));
    }

    void applyTo(Credential.Builder builder) {
        userName.ifPresent(builder::userName);
        comment.ifPresent(builder::comment);
        targetAlias.ifPresent(builder::targetAlias);
        persistence.ifPresent(builder::persistence);
    }

    /** The attributes of an entry for this credential. */
    static Set<KeyStore.Entry.Attribute> attributesOf(Credential credential) {
        Set<KeyStore.Entry.Attribute> attributes = new LinkedHashSet<>();
        credential.userName().map(CredentialEntryAttribute.USER_NAME::of).ifPresent(attributes::add);
        credential.comment().map(CredentialEntryAttribute.COMMENT::of).ifPresent(attributes::add);
        credential.targetAlias().map(CredentialEntryAttribute.TARGET_ALIAS::of).ifPresent(attributes::add);
        attributes.add(
                CredentialEntryAttribute.PERSISTENCE.of(credential.persistence().label()));
        attributes.add(CredentialEntryAttribute.TYPE.of(credential.type().label()));
        attributes.add(CredentialEntryAttribute.TARGET_NAME.of(credential.targetName()));
        credential
                .lastWritten()
                .map(time -> CredentialEntryAttribute.LAST_WRITTEN.of(time.toString()))
                .ifPresent(attributes::add);
        return Set.copyOf(attributes);
    }
}
