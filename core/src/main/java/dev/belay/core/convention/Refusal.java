package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.migration.Migration;

/** The ways in which every convention says no. */
final class Refusal {
    private Refusal() {}

    static BelayException of(String message, String hint) {
        return new BelayException(Kind.USAGE, message, hint);
    }

    static BelayException name(String file, String wanted) {
        return of("\"" + file + "\" is not named " + wanted, "rename it, or move it to another folder");
    }

    static BelayException duplicate(String version, String one, String other) {
        return of(
                "two files have the version " + version + ": \"" + one + "\" and \"" + other + "\"",
                "give one of them another version");
    }

    static BelayException noDown(Migration migration) {
        return of(
                "migration " + migration.label() + " has no down part",
                "write one, or come back by restoring a backup");
    }
}
