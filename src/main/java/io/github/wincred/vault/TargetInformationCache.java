package io.github.wincred.vault;

import io.github.wincred.credential.CaseFolding;
import io.github.wincred.credential.TargetInformation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembered targets, the newest first. Lives as long as its object; nothing is written to a file. Holds at most {@value #CAPACITY}, then drops the
 * oldest; Windows documents no number. Safe for use by several threads.
 */
public final class TargetInformationCache {

    private static final int CAPACITY = 256;

    private final Deque<TargetInformation> targets = new ArrayDeque<>();

    /** An empty cache. */
    public TargetInformationCache() {}

    /** Remembers a target, replacing what was known under the same names. */
    synchronized void remember(TargetInformation target) {
        targets.removeIf(known -> names(known).toList().equals(names(target).toList()));
        targets.addFirst(target);
        if (targets.size() > CAPACITY) {
            targets.removeLast();
        }
    }

    /** The newest target with this name: its TargetName or the DNS or NetBIOS name of its server. */
    synchronized Optional<TargetInformation> find(String name) {
        return targets.stream()
                .filter(target -> names(target).anyMatch(known -> CaseFolding.equal(known, name)))
                .findFirst();
    }

    private static Stream<String> names(TargetInformation target) {
        return Stream.of(target.targetName(), target.dnsServerName(), target.netbiosServerName())
                .flatMap(Optional::stream)
                .map(CaseFolding::fold);
    }
}
