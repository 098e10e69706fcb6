package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Standing;
import dev.belay.tui.Toolkit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The verbs of the command line as methods. Each does exactly what {@code belay VERB} does in the place where the session
 * stands, with its questions, and takes the words that would be typed after the verb. Whatever does not end with exit code
 * 0 throws.
 */
public final class Belay {
    Belay() {}

    /** Prints which migrations are applied, pending or in trouble. */
    public void status(String... words) {
        run("status", words);
    }

    /** Prints what {@link #up} would do. */
    public void plan(String... words) {
        run("plan", words);
    }

    /** Applies pending migrations. */
    public void up(String... words) {
        run("up", words);
    }

    /** Reverts the last migration, or what the words say. */
    public void down(String... words) {
        run("down", words);
    }

    /** Down and up again. */
    public void redo(String... words) {
        run("redo", words);
    }

    /** Tests the pending migrations on a temporary database. */
    public void rehearse(String... words) {
        run("rehearse", words);
    }

    /** Looks for what is wrong in the files. */
    public void validate(String... words) {
        run("validate", words);
    }

    /** Makes a backup. */
    public void backup(String... words) {
        run("backup", words);
    }

    /** Restores a backup. */
    public void restore(String... words) {
        run("restore", words);
    }

    /** Restores a backup into a temporary database and compares. */
    public void drill(String... words) {
        run("drill", words);
    }

    /** Lists the backups. */
    public void backups(String... words) {
        run("backups", words);
    }

    /** Prints what was run, when and by whom. */
    public void history(String... words) {
        run("history", words);
    }

    /** Prints what the standard checks find. */
    public void health(String... words) {
        run("health", words);
    }

    /** Holds the database against the spec, and prints it. */
    public void verify(String... words) {
        run("verify", words);
    }

    /** Prints how the database differs from its snapshot. */
    public void drift(String... words) {
        run("drift", words);
    }

    /** Tries the connection step by step. */
    public void doctor(String... words) {
        run("doctor", words);
    }

    /** Any verb: {@code belay.run("schema", "--table=author")}. */
    public void run(String verb, String... words) {
        List<String> all = new ArrayList<>(List.of(verb));
        all.addAll(Arrays.asList(words));
        int exit = Session.bench().verb(all);
        if (exit != 0) {
            throw new BelayException(kind(exit), "belay " + verb + " ended with exit code " + exit, "");
        }
    }

    /** How every migration stands, as values. */
    public Standing standing() {
        return Session.bench().toolkit().standing();
    }

    /** The same operations that take values and return values; where {@code sql} only reads, they only read too. */
    public Toolkit toolkit() {
        Toolkit toolkit = Session.bench().toolkit();
        return Session.bench().tools().readOnly().getAsBoolean() ? toolkit.reading() : toolkit;
    }

    private static Kind kind(int exit) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.exitCode() == exit)
                .findFirst()
                .orElse(Kind.INTERNAL);
    }

    @Override
    public String toString() {
        return "belay in " + Session.bench().toolkit().where().line();
    }
}
