package io.github.wincred.credential;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known about a store without using it, for choosing a store and for the diagnostics. Holds no secret.
 *
 * @param name the store's display name, such as {@code Windows Credential Manager}
 * @param place where it keeps credentials
 * @param usable whether it can be used here and now
 * @param reason why it cannot be used, or an empty string
 * @param facts further facts by name, in display order
 */
public record BackendStatus(String name, String place, boolean usable, String reason, Map<String, String> facts) {

    /** Makes a status; the facts are copied and keep their order. */
    public BackendStatus {
        requireNonNull(name, "name");
        requireNonNull(place, "place");
        requireNonNull(reason, "reason");
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
