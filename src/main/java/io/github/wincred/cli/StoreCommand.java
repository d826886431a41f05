package io.github.wincred.cli;

import io.github.wincred.settings.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that works on the store of the settings. */
abstract class StoreCommand implements Callable<Integer> {

    final Streams streams;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "The store to use: auto, windows, vault or memory; instead of the setting store.")
    private @Nullable String store;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "Names are the rest behind this; instead of the setting prefix.")
    private @Nullable String prefix;

    @Option(names = "--debug", description = "Shows the stack trace of an error.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    StoreCommand(Streams streams) {
        this.streams = streams;
    }

    /** Does the work; the entries stay open until it ends. */
    abstract int run(Entries entries) throws Exception;

    @Override
    public Integer call() throws Exception {
        try (Entries entries = Entries.open(settings())) {
            return run(entries);
        }
    }

    /** The settings that the options give, by key. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        set(settings, Setting.STORE, store);
        set(settings, Setting.PREFIX, prefix);
        return settings;
    }

    static void set(Map<String, String> settings, Setting setting, @Nullable String value) {
        if (value != null) {
            settings.put(setting.key(), value);
        }
    }

    /** The exit status of an error that has none of its own. */
    int failed() {
        return Failure.FAILED;
    }

    /** The exit status of wrong use. */
    int wrongUse() {
        return Failure.WRONG_USE;
    }

    boolean debug() {
        return debug;
    }
}
