package io.github.wincred.win32;

import io.github.wincred.contract.Feature;
import io.github.wincred.settings.Settings;
import java.util.Optional;

/** The Windows that the tests run on: a real one, or Wine, whose store lacks much. */
public final class ThisWindows {

    private ThisWindows() {}

    /** Whether it is Wine. */
    public static boolean isWine() {
        return Bindings.get().find("ntdll", "wine_get_version", ">P").isPresent();
    }

    /** What this process calls it by. */
    public static String binding() {
        return Bindings.get().description();
    }

    /** Its store. */
    static WindowsCredentialStore store(WindowsStoreOptions options) {
        return new WindowsCredentialStore(
                WindowsBackend.load(Settings.ofSystem().binding()), options);
    }

    /** Why its store cannot show a feature; empty if it can. */
    static Optional<String> cannotShow(Feature feature) {
        return Optional.ofNullable(isWine() ? missingInWine(feature) : openOnWindows(feature));
    }

    private static String missingInWine(Feature feature) {
        return switch (feature) {
            case ATTRIBUTES -> "Wine drops attributes";
            case LONG_NAMES -> "Wine refuses names of more than 247 units";
            case BACKSLASH_IN_NAMES -> "Wine stores a backslash as an underscore";
            case CLEARING_BY_OVERWRITE -> "Wine keeps the old member when the new one is NULL";
            case PRESERVE_NEEDS_EXISTING -> "Wine creates the credential";
            case EVERY_TYPE -> "Wine stores types 1 and 2";
            case ALL_NAMESPACES -> "Wine does not know the flag";
            case INFERRED_RULES -> "Wine does not enforce them";
        };
    }

    private static String openOnWindows(Feature feature) {
        return switch (feature) {
            case INFERRED_RULES -> "they are inferred, so Windows may differ";
            case EVERY_TYPE -> "a certificate credential needs a real certificate";
            default -> null;
        };
    }
}
