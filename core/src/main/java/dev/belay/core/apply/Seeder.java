package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fills a database with the project's seed files: each in one transaction, under the lock of the project. */
public final class Seeder {
    private final Workplace place;
    private final RunListener listener;
    private final Cancellation cancellation;

    public Seeder(Workplace place, RunListener listener, Cancellation cancellation) {
        this.place = place;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Runs the files in order; every one is read and understood before the first one runs.
     *
     * @throws BelayException when a file cannot be read, or naming file, line and SQLSTATE of the statement that fails
     */
    public void seed(List<Path> files) {
        List<Script> scripts = new ArrayList<>();
        for (Path file : files) {
            scripts.add(read(file));
        }
        Locked.session(place, listener, cancellation, session -> {
            for (Script script : scripts) {
                listener.on(new RunEvent.HookStarted("seed", script.name()));
                session.inTransaction(() -> statements(session, script));
                session.reset();
            }
            return scripts.size();
        });
    }

    private void statements(Session session, Script script) throws SQLException {
        KeptObjects kept = new KeptObjects(
                session,
                listener,
                place.journal().table().schema(),
                place.settings().mask());
        try (Watch watch = new Watch(session, listener, cancellation)) {
            StatementRunner runner = new StatementRunner(
                    session,
                    listener,
                    watch,
                    cancellation,
                    kept,
                    place.settings().mask());
            List<Statement> all = OneTransaction.of(script);
            for (Statement statement : all) {
                runner.run(new dev.belay.core.migration.Version("seed"), script, statement, all.size());
            }
        } catch (StatementException e) {
            throw new BelayException(
                    cancellation.requested() ? cancellation.reason() : Kind.MIGRATION,
                    e.statement().location() + ": " + dev.belay.core.db.SqlError.of(e.said()),
                    dev.belay.core.db.SqlTrouble.hint(dev.belay.core.db.SqlError.of(e.said())),
                    e);
        }
    }

    private static Script read(Path file) {
        try {
            Script script = Script.parse(file.getFileName().toString(), Files.readString(file));
            OneTransaction.of(script);
            return script;
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "the seed file \"" + file + "\" cannot be read: " + e.getMessage(),
                    "seed: in belay.yaml names it",
                    e);
        }
    }
}
