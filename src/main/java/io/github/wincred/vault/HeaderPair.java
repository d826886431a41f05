package io.github.wincred.vault;

import io.github.wincred.credential.Reason;
import io.github.wincred.vault.crypto.VaultHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Both copies of the header as they are on disk. One sound copy is enough; if both are, the one of the higher generation counts, since a crash may
 * have kept the other from being replaced.
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
     * @throws VaultFailure if there are copies, but none that this library can use; or if there is none and credentials are there
     */
    static HeaderPair read(VaultFiles files) {
        HeaderPair headers = readOnce(files);
        if (headers.current().isPresent() || files.entries().isEmpty()) {
            return headers;
        }
        // Another process may have created the vault between the two looks.
        headers = readOnce(files);
        if (headers.current().isEmpty()) {
            throw new VaultFailure(
                    Reason.DAMAGED,
                    WHAT + " " + files.header() + " and its copy are missing, but there are credentials");
        }
        return headers;
    }

    private static HeaderPair readOnce(VaultFiles files) {
        List<Path> places = List.of(files.header(), files.secondHeader());
        List<VaultFailure> failures = new ArrayList<>();
        List<Path> stale = new ArrayList<>();
        @Nullable VaultHeader best = null;
        for (Path place : places) {
            Optional<byte[]> content = files.guarded().readStart(place, VaultHeader.MOST_BYTES);
            switch (content.map(VaultHeader::kindOf).orElse(VaultHeader.Kind.DAMAGED)) {
                case NEWER -> throw VaultFailure.newer(place, WHAT);
                case DAMAGED -> {
                    if (content.isPresent()) {
                        failures.add(VaultFailure.damaged(place, WHAT));
                    }
                    stale.add(place);
                }
                case KNOWN -> {
                    VaultHeader header = content.flatMap(VaultHeader::parse).orElseThrow();
                    if (best != null && header.generation() <= best.generation()) {
                        if (!best.hasBytes(header.toBytes())) {
                            stale.add(place);
                        }
                    } else {
                        if (best != null) {
                            stale.add(files.header());
                        }
                        best = header;
                    }
                }
            }
        }
        if (best == null && !failures.isEmpty()) {
            throw failures.get(0);
        }
        return new HeaderPair(Optional.ofNullable(best), stale, failures);
    }
}
