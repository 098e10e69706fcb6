package dev.belay.tui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.View;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be done is done once, on a small, a usual and a big terminal; what is new has to come in here. */
@ServerTest
final class EveryActionTest {
    private static final int[][] SIZES = {{80, 24}, {120, 40}, {200, 60}};

    @TempDir
    private Path folder;

    /**
     * One thing that is done.
     *
     * @param first a key that selects what it is done with, or nothing
     * @param seen what is then on the screen
     */
    private record Deed(String screen, String label, String first, String seen) {
        static Deed of(String screen, String label, String seen) {
            return new Deed(screen, label, "", seen);
        }
    }

    private static final List<Deed> DEEDS = List.of(
            Deed.of("Overview", "doctor", "─ Doctor ─"),
            Deed.of("Overview", "configuration", "─ Configuration ─"),
            Deed.of("Overview", "validate", "─ Validate ─"),
            Deed.of("Overview", "refresh", "connections"),
            Deed.of("Migrations", "plan", "What up would do"),
            Deed.of("Migrations", "rehearse", "Rehearse what is pending"),
            Deed.of("Migrations", "up", "Apply what is pending (1 migration)"),
            new Deed("Migrations", "up to here", "end", "Apply up to 003_tag"),
            Deed.of("Migrations", "down", "Undo the last migration (1 migration)"),
            new Deed("Migrations", "down to here", "home", "Undo what came after 001_author (1 migration)"),
            new Deed("Migrations", "redo", "home", "Undo and apply again from 001_author (2 migrations)"),
            new Deed("Migrations", "resolve", "end", "What is true of 003_tag?"),
            Deed.of("Migrations", "new", "A new migration"),
            new Deed("Migrations", "edit", "home", "001_author"),
            Deed.of("Migrations", "refresh", "003_tag"),
            Deed.of("Migrations", "seed", "Run the seed files"),
            new Deed("Migrations", "baseline", "end", "baseline: it begins a history, and 2 migrations are applied"),
            Deed.of("Run", "cancel", "cancel: nothing is going on"),
            Deed.of("Run", "earlier", "belay up --env dev"),
            Deed.of("Run", "later", "belay backup --env dev"),
            Deed.of("Backups", "back up", "Back up "),
            Deed.of("Backups", "drill", "compared row by row"),
            Deed.of("Backups", "restore", "into a new database on the same server"),
            Deed.of("Backups", "place", "Another place"),
            Deed.of("Backups", "prune", "the rules keep everything"),
            Deed.of("Backups", "refresh", "Backups in backups (1)"),
            Deed.of("Verify", "verify", "Spec ("),
            Deed.of("Verify", "health", "Health ("),
            Deed.of("Verify", "drift", "Drift from"),
            Deed.of("Verify", "tables", "public.author"),
            Deed.of("Verify", "indexes", "public.author_pkey"),
            Deed.of("Verify", "write snapshot", "Write the schema down"),
            Deed.of("Verify", "refresh", "public.author_pkey"),
            Deed.of("Activity", "cancel query", "Cancel the query of "),
            Deed.of("Activity", "end session", "End session "),
            Deed.of("Activity", "idle too", "idle ones too"),
            Deed.of("Activity", "idle too", "Sessions at work"),
            Deed.of("Activity", "refresh", "idle in transaction"),
            Deed.of("History", "text", "what was run"),
            Deed.of("History", "refresh", "2 steps applied"),
            Deed.of("", "help", "History: read what was done"),
            Deed.of("", "everything", "Everything that can be done"),
            Deed.of("", "filter", "enter keeps it"),
            Deed.of("", "sort", "sorted: "),
            Deed.of("", "reverse", "sorted: "),
            Deed.of("", "copy", "copied: "),
            Deed.of("", "write CSV", "wrote 1 row to"),
            Deed.of("", "details", ">20"),
            Deed.of("", "scroll", "Runs (1)"),
            Deed.of("", "pause", "PAUSED"),
            Deed.of("", "draw anew", "Runs (1)"),
            Deed.of("", "suspend", "Runs (1)"),
            Deed.of("", "environment", "Go to another environment"));

    /** Adds to what [ and ] go through. */
    private static final Deed LAST = Deed.of("Backups", "check", "every byte is right");

    private Rig ready(TestDatabase database) {
        Rig rig = Rig.of(folder, database)
                .file("belay.yaml", """
                    project: shop
                    convention: plain
                    seed: [seed.sql]
                    environments:
                      dev: {url: "${DATABASE_URL}", backup: {to: backups, keep: {last: 1}}}
                      prod: {url: "${DATABASE_URL}", protected: true, backup: {to: backups}}
                    default_environment: dev
                    """)
                .file("seed.sql", "SELECT 1;\n")
                .file("verify.yaml", "version: 1\ntables:\n  author: {columns: {id: {type: integer}}}\n")
                .migration("001_author", "CREATE TABLE author (id int PRIMARY KEY);", "DROP TABLE author;")
                .migration("002_book", "CREATE TABLE book (id int PRIMARY KEY);", "DROP TABLE book;")
                .open();
        rig.press("2").until("pending").press("u").until("Apply").press("y").until("2 migrations in");
        rig.migration("003_tag", "CREATE TABLE tag (id int PRIMARY KEY);", "DROP TABLE tag;");
        rig.press("4").until("no backups here").press("b").until("Back up ").press("y");
        rig.until("Backup of").until("done");
        return rig;
    }

    @Test
    void everythingIsDoneOnEverySize(TestDatabase database) throws Exception {
        try (Rig rig = ready(database);
                Connection somebody = database.connect();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("SELECT 1");
            for (int[] size : SIZES) {
                rig.sheet().resize(size[0], size[1]);
                for (Deed deed : DEEDS) {
                    done(rig, deed);
                }
                assertThat(rig.screen().lines()).allMatch(line -> line.length() <= size[0]);
            }
            done(rig, LAST);
            assertThat(rig.edited).hasSize(SIZES.length);
            rig.press("1", "q");
            assertThat(rig.left).isTrue();
        }
    }

    @Test
    void nothingIsForgotten() {
        Set<String> known = new HashSet<>(Set.of(": quit", "Backups: check"));
        DEEDS.forEach(deed -> known.add(deed.screen() + ": " + deed.label()));
        try (Rig rig = Rig.of(folder, "postgresql://nobody@127.0.0.1:9/none").open()) {
            for (View view : rig.cockpit().views()) {
                view.actions().forEach(action -> assertThat(known).contains(view.name() + ": " + action.label()));
                known.add(": " + view.name());
            }
            rig.cockpit().everywhere().forEach(action -> assertThat(known).contains(": " + action.label()));
        }
    }

    private static void done(Rig rig, Deed deed) {
        String name = deed.screen().isEmpty() ? "History" : deed.screen();
        List<View> views = rig.cockpit().views();
        View view = views.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        Action action = (deed.screen().isEmpty() ? rig.cockpit().everywhere() : view.actions())
                .stream()
                        .filter(one -> one.label().equals(deed.label()))
                        .findFirst()
                        .orElseThrow();
        rig.press(String.valueOf(views.indexOf(view) + 1));
        known(rig, name);
        if (!deed.first().isEmpty()) {
            rig.press(deed.first());
        }
        if (action.key().isEmpty()) {
            rig.press(":").type(action.label()).press("enter");
        } else {
            rig.press(action.key());
        }
        rig.until(deed.seen());
        rig.press(action.key().equals("space") ? "space" : "esc");
    }

    /** What is done with something is done when that is there. */
    private static void known(Rig rig, String screen) {
        switch (screen) {
            case "Migrations" -> rig.until("003_tag");
            case "Backups" -> rig.until("Backups in backups (1)");
            case "Activity" -> rig.until("idle in transaction");
            case "History" -> rig.until("2 steps applied");
            default -> {}
        }
    }
}
