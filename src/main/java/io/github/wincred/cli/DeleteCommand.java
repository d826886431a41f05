package io.github.wincred.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Deletes entries, secrets in parts, keys and certificates too. Asks for each on a terminal.",
        footer = {"", "Example: wincred delete --yes app/db app/queue"})
final class DeleteCommand extends StoreCommand {

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The names, as list shows them.")
    private List<String> names = List.of();

    @Option(
            names = {"-y", "--yes"},
            description = "Deletes without asking; needed where there is no terminal.")
    private boolean yes;

    DeleteCommand(Streams streams) {
        super(streams);
    }

    @Override
    int run(Entries entries) throws Exception {
        if (!yes && streams.questions().isEmpty()) {
            throw new Failure(Failure.WRONG_USE, "there is no terminal to ask on: give --yes to delete");
        }
        int status = 0;
        for (String name : names) {
            if (!entries.keyStore().containsAlias(name)) {
                streams.complain(String.valueOf(entries.notFound(name).getMessage()));
                status = Failure.NOT_FOUND;
            } else if (yes || isConfirmed(name)) {
                entries.keyStore().deleteEntry(name);
            } else if (status == 0) {
                status = Failure.FAILED;
            }
        }
        return status;
    }

    private boolean isConfirmed(String name) {
        String answer = streams.questions()
                .orElseThrow()
                .line("Delete '" + Printable.text(name, streams.charset()) + "'? [y/N] ");
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
