package dev.belay.core.convention;

import dev.belay.core.migration.Body;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.ProgramText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The file of a data migration in Java. Nobody here understands it but for one question: which of the methods up() and
 * down() it declares.
 */
final class ProgramFile {
    static final String ENDING = ".jsh";

    /** What is no code: comments, text blocks, strings and characters. */
    private static final Pattern NO_CODE = Pattern.compile("//[^\\n]*|/\\*(?s:.*?)\\*/|\"\"\"(?s:.*?)(?<!\\\\)\"\"\""
            // Whole runs at a time: a choice for each character would take the stack of a long string.
            + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'");

    private ProgramFile() {}

    static boolean is(String name) {
        return name.endsWith(ENDING);
    }

    static boolean is(Path file) {
        return is(file.toString());
    }

    /** The name without its ending, which may be that of SQL as well. */
    static String stem(String name) {
        return is(name) ? name.substring(0, name.length() - ENDING.length()) : name.replaceFirst("\\.sql$", "");
    }

    private static boolean declares(String method, String text) {
        return Pattern.compile("\\bvoid\\s+" + method + "\\s*\\(\\s*\\)")
                .matcher(NO_CODE.matcher(text).replaceAll(" "))
                .find();
    }

    /** Whether it says itself how it is undone. */
    static boolean undoesItself(TextFile file) {
        return declares("down", file.text());
    }

    /** Whether there is anything in it but comments. */
    static boolean hasCode(TextFile file) {
        return !NO_CODE.matcher(file.text()).replaceAll(" ").isBlank();
    }

    /** Writes a new one. */
    static List<Path> create(Path folder, String stem, String title) {
        return List.of(NewFile.write(folder.resolve(stem + ENDING), """
                // %s

                void up() throws SQLException {
                    batch("the_table", "id", 1000, rows -> {
                        // Whatever is done here commits together with the last key of the rows.
                        execute("UPDATE the_table SET a_column = DEFAULT WHERE id = ANY (?)", rows.keys());
                    });
                }

                // Without it there is no way down.
                void down() throws SQLException {
                }
                """.formatted(NewFile.heading(title))));
    }

    /** What runs in this direction, of a file that may hold both. */
    static Body body(Migration migration, Direction direction, TextFile file, Map<String, String> variables) {
        boolean both = migration.downFile().filter(migration.file()::equals).isPresent();
        if (direction == Direction.DOWN && !migration.reversible()) {
            throw Refusal.noDown(migration);
        }
        String entry = direction == Direction.DOWN && both ? "down" : both || declares("up", file.text()) ? "up" : "";
        return Body.of(new ProgramText(file.shown(), file.text(), entry, variables));
    }
}
