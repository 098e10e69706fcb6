package dev.belay.tui.stories;

import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What each story begins with: a small project and a terminal in it. */
final class Story {
    private final Path folder;
    private final TestDatabase database;

    private Story(Path folder, TestDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    static Story of(Path folder, TestDatabase database) {
        return new Story(folder, database)
                .file("belay.yaml", """
                    project: shop
                    convention: plain
                    environments:
                      dev: {url: "${DATABASE_URL}", backup: {to: backups}}
                      prod: {url: "${DATABASE_URL}", protected: true, backup: {to: backups}}
                    default_environment: dev
                    """)
                .migration("001_author", """
                    CREATE TABLE author (id int PRIMARY KEY, name text);
                    INSERT INTO author SELECT i, 'author ' || i FROM generate_series(1, 1000) i;
                    """, "DROP TABLE author;")
                .migration(
                        "002_book",
                        "CREATE TABLE book (id int PRIMARY KEY, author int REFERENCES author);\n",
                        "DROP TABLE book;");
    }

    Story file(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Story migration(String name, String up, String down) {
        return file(name + ".sql", up).file("rollback_" + name + ".sql", down);
    }

    Terminal terminal() {
        return terminal(Map.of(), 80, 24);
    }

    Terminal terminal(Map<String, String> variables, int columns, int rows) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("DATABASE_URL", database.url()));
        all.putAll(variables);
        return Terminal.open(folder, all, columns, rows);
    }
}
