package dev.belay.core.apply;

import dev.belay.core.apply.Hooks.Hook;
import dev.belay.core.apply.Hooks.Point;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Hooks in a folder of their own, and a project that tells in a log what was done, so that the order can be seen. */
final class HookedProject {
    final Map<Point, List<Hook>> hooks = new EnumMap<>(Point.class);
    private final Path folder;
    private final Project project;

    HookedProject(Path base, TestDatabase database) {
        this.folder = base.resolve("hooks");
        this.project = new Project(base.resolve("migrations"), database)
                .with("add_1", "INSERT INTO log (said) VALUES ('1');", "INSERT INTO log (said) VALUES ('not 1');")
                .with("add_2", "INSERT INTO log (said) VALUES ('2'); VACUUM log;");
        database.execute("CREATE TABLE log (id int GENERATED ALWAYS AS IDENTITY, said text)");
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project as it is now, with the hooks that were said until now. */
    Project project() {
        project.hooks = new Hooks(hooks);
        return project;
    }

    Path folder() {
        return folder;
    }

    /** A SQL hook that says where it was run. */
    void says(Point point) {
        sql(point, point.key() + ".sql", "INSERT INTO log (said) VALUES ('" + point.key() + "');");
    }

    void sql(Point point, String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        command(point, name);
    }

    void command(Point point, String... words) {
        hooks.computeIfAbsent(point, none -> new ArrayList<>()).add(new Hook(folder, List.of(words)));
    }

    List<String> log() {
        return project.database().query("SELECT said FROM log ORDER BY id");
    }

    /** What command hooks have written. */
    List<String> said() {
        return project.heard(RunEvent.HookSaid.class).stream()
                .map(RunEvent.HookSaid::line)
                .toList();
    }
}
