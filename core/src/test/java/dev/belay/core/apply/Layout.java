package dev.belay.core.apply;

import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;

/** How each convention wants its files, so that one test can speak of all of them. */
enum Layout {
    PLAIN("schema_migrations", "add_%d") {
        @Override
        void write(Project project, int number, String up, String down) {
            project.with("add_" + number, up, down);
        }
    },
    MYBATIS("changelog", "%d") {
        @Override
        void write(Project project, int number, String up, String down) {
            project.write("scripts/" + number + "_add.sql", up + "\n-- //@UNDO\n" + down + "\n");
        }
    },
    SECTIONS("schema_migrations", "20250101_00000%d") {
        @Override
        void write(Project project, int number, String up, String down) {
            project.write(version(number) + "_add.sql", "-- UP:\n" + up + "\n-- DOWN:\n" + down + "\n");
        }
    },
    PRISMA("_prisma_migrations", "2025010100000%d_add") {
        @Override
        void write(Project project, int number, String up, String down) {
            project.write(version(number) + "/migration.sql", up).write(version(number) + "/down.sql", down);
        }
    },
    FLYWAY("flyway_schema_history", "%d") {
        @Override
        void write(Project project, int number, String up, String down) {
            project.write("V" + number + "__add.sql", up).write("U" + number + "__add.sql", down);
        }
    };

    final String table;
    private final String pattern;

    Layout(String table, String pattern) {
        this.table = table;
        this.pattern = pattern;
    }

    abstract void write(Project project, int number, String up, String down);

    String version(int number) {
        return pattern.formatted(number);
    }

    /** A project of three migrations, each of which says in a log that it was here. */
    Project project(Path folder, TestDatabase database) {
        database.execute("CREATE TABLE log (id int GENERATED ALWAYS AS IDENTITY, said text)");
        Project project = new Project(folder, database);
        project.convention = name().toLowerCase(java.util.Locale.ROOT);
        for (int number : List.of(1, 2, 3)) {
            write(project, number, says("up " + number), says("down " + number));
        }
        return project;
    }

    static String says(String what) {
        return "INSERT INTO log (said) VALUES ('" + what + "');";
    }

    static List<String> log(Project project) {
        return project.database().query("SELECT said FROM log ORDER BY id");
    }

    /** The states of the migrations in their order. */
    static List<State> states(Project project) {
        return project.migrator().standing().entries().stream()
                .map(MigrationStatus::state)
                .toList();
    }
}
