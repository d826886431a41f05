package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import io.github.wincred.vault.crypto.VaultHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Both copies of the header as they are on disk. One intact copy is enough; if both are, the one of the higher generation counts, since a crash may
 * have prevented the other from being replaced.
 *
 * @param current the header that counts; empty if the vault does not exist
 * @param stale the copies that are missing, damaged or older, to be replaced by the next writer
 * @param failures one for each copy that is damaged
 */
record HeaderPair(Optional<VaultHeader> current, List<Path> stale, List<VaultFailure> failures) {

    private static final String WHAT = "vault header";

    /** Of a vault that does not exist. */
    static final HeaderPair ABSENT = new HeaderPair(Optional.empty(), List.of(), List.of());

    /**
     * Reads both copies.
     *
     * @throws VaultFailure if there are copies, but none that this library can use, or one that a newer library wrote; or if there is no copy but there are credentials
     */
    static HeaderPair read(VaultFiles files) {
        HeaderPair headers = readOnce(files);
        if (headers.current().isPresent() || files.entries().isEmpty()) {
            return headers;
        }
        // Another process may have created the vault between the two reads.
        headers = readOnce(files);
        if (headers.current().isEmpty()) {
            throw new VaultFailure(
                    Reason.DAMAGED,
                    WHAT + " " + files.header()
                            + " and its copy are missing, but there are credentials; restore one of them from a backup");
        }
        return headers;
    }

    private static HeaderPair readOnce(VaultFiles files) {
        List<VaultFailure> failures = new ArrayList<>();
        Map<Path, VaultHeader> sound = new LinkedHashMap<>();
        List<Path> stale = new ArrayList<>(List.of(files.header(), files.secondHeader()));
        for (Path place : stale) {
            files.guarded().readStart(place, VaultHeader.MOST_BYTES).ifPresent(content -> {
                if (VaultHeader.isNewer(content)) {
                    throw VaultFailure.newer(place, WHAT);
                }
                VaultHeader.parse(content)
                        .ifPresentOrElse(
                                header -> sound.put(place, header),
                                () -> failures.add(VaultFailure.damaged(place, WHAT)));
            });
        }
        Optional<VaultHeader> best = sound.values().stream()
                .reduce((first, second) -> second.generation() > first.generation() ? second : first);
        if (best.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        best.ifPresent(header -> sound.forEach((place, copy) -> {
            if (header.hasBytes(copy.toBytes())) {
                stale.remove(place);
            }
        }));
        return new HeaderPair(best, stale, failures);
    }
}
