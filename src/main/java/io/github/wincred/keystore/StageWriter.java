package io.github.wincred.keystore;

import io.github.wincred.credential.CredentialException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out what waits in a stage: writes first, then deletes, so that a rename never loses the secret.
 *
 * <p>Each change leaves the stage as soon as it is carried out, unless another one has taken its place meanwhile. The first one that fails ends the run; it and all later ones stay, for the next
 * attempt.
 */
final class StageWriter {

    private static final int SHOWN = 10;

    private StageWriter() {}

    /**
     * Carries out everything.
     *
     * @throws IOException with the {@link CredentialException} as cause; the message says what was done and what still waits
     */
    static void writeAll(Stage stage, EntryWriter writer, AliasScheme scheme) throws IOException {
        List<StagedChange> changes = new ArrayList<>(stage.writes());
        changes.addAll(stage.deletes());
        for (int done = 0; done < changes.size(); done++) {
            try {
                StagedChange change = changes.get(done);
                writer.carryOut(change, () -> stage.copy(change), () -> stage.remove(change));
            } catch (CredentialException e) {
                throw new IOException(message(changes, done, scheme, e), e);
            }
        }
    }

    private static String message(
            List<StagedChange> changes, int done, AliasScheme scheme, CredentialException failure) {
        List<String> waiting = new ArrayList<>();
        for (StagedChange change : changes.subList(done, Math.min(changes.size(), done + SHOWN))) {
            waiting.add(
                    (change instanceof StagedChange.Write ? "set '" : "delete '") + scheme.alias(change.key()) + "'");
        }
        int more = changes.size() - done - waiting.size();
        return done + " of " + changes.size() + " changes were made, still waiting: " + String.join(", ", waiting)
                + (more > 0 ? " and " + more + " more" : "") + ". " + failure.getMessage();
    }
}
