package dev.belay.core.apply;

import dev.belay.core.convention.Convention;
import dev.belay.core.convention.ConventionSettings;
import dev.belay.core.convention.Conventions;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.LockPolicy;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Surroundings;
import dev.belay.core.history.Journal;
import dev.belay.core.migration.Version;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small project, in the plain convention unless said otherwise, and a database, with everything that was heard of the runs on it. */
final class Project {
    private final Path folder;
    private final TestDatabase database;
    final List<RunEvent> heard = new CopyOnWriteArrayList<>();
    Hooks hooks = Hooks.NONE;
    LockPolicy policy = LockPolicy.DEFAULT;
    Cancellation cancellation = new Cancellation();
    Optional<String> role = Optional.empty();
    Optional<Duration> connectTimeout = Optional.empty();
    String convention = "plain";

    Project(Path folder, TestDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    /** A migration that cannot be undone. */
    Project with(String name, String up) {
        return write(name + ".sql", up);
    }

    Project with(String name, String up, String down) {
        return write(name + ".sql", up).write("rollback_" + name + ".sql", down);
    }

    Project write(String file, String text) {
        try {
            Path written = folder.resolve(file);
            Files.createDirectories(written.getParent());
            Files.writeString(written, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project without(String file) {
        try {
            Files.delete(folder.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    TestDatabase database() {
        return database;
    }

    Workplace place() {
        Convention found = Conventions.of(
                convention,
                new ConventionSettings(
                        folder, Map.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
        Journal journal = new Journal(
                new QualifiedName("belay", "journal"), found.history().table());
        return new Workplace(
                connectTo(database.url()),
                found,
                journal,
                policy,
                hooks,
                new Workplace.Settings(false, () -> Map.of("user", "operator"), Mask.NONE));
    }

    private Database connectTo(String url) {
        var settings = ConnectionUrl.parse(url).settings(new Surroundings(Map.of(), folder)).toBuilder();
        role.ifPresent(settings::role);
        connectTimeout.ifPresent(settings::connectTimeout);
        return new Database(settings.build());
    }

    Migrator migrator() {
        return new Migrator(place(), heard::add, cancellation);
    }

    Bookkeeper bookkeeper() {
        return new Bookkeeper(place(), heard::add, cancellation);
    }

    RunResult up() {
        return migrator().run(List.of(PlanRequest.up()), Approval.anything());
    }

    RunResult down() {
        return migrator().run(List.of(PlanRequest.down(1)), Approval.anything());
    }

    RunResult run(PlanRequest... requests) {
        return migrator().run(List.of(requests), Approval.anything());
    }

    List<String> states() {
        return migrator().standing().entries().stream()
                .map(entry -> entry.version() + " " + entry.state())
                .toList();
    }

    static List<String> outcomes(RunResult result) {
        return result.steps().stream()
                .map(step -> step.version() + " " + step.outcome())
                .toList();
    }

    <T extends RunEvent> List<T> heard(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static Version version(String text) {
        return new Version(text);
    }

    static LockPolicy impatient() {
        return new LockPolicy(Duration.ofMillis(300), List.of(Duration.ofMillis(100)), 2);
    }
}
