package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What every script and every session begins with. */
final class Prelude {
    private static final List<String> JAVA = List.of(
            "import java.util.*;",
            "import java.util.stream.*;",
            "import java.time.*;",
            "import java.math.*;",
            "import java.nio.file.*;",
            "import java.sql.Connection;",
            "import java.sql.SQLException;",
            "import dev.belay.tui.shell.*;");

    static final List<String> IMPORTS = with("import static dev.belay.tui.shell.Session.*;");

    /** Of scripts. */
    static final Tongue SCRIPT = new Tongue(
            IMPORTS,
            true,
            Set.of("execute", "batch", "once", "variable"),
            "that is of data migrations: a script has sql, rows and belay");

    /** Of data migrations: no verbs, no end before the end, and the session of the run. */
    static final Tongue DATA = new Tongue(
            with("import static dev.belay.tui.shell.DataSession.*;", "import static dev.belay.tui.shell.Batches.*;"),
            false,
            Set.of("belay", "sql", "print", "args", "exit", "explain", "catalog", "diff", "verify"),
            "a data migration has execute, rows, batch, once, variable and log");

    /**
     * What a text knows without import.
     *
     * @param imports where these names come from
     * @param ends whether it may say where it ends
     * @param others names of the other kind of text, which this one does not know
     * @param instead what is told to who uses one of those
     */
    record Tongue(List<String> imports, boolean ends, Set<String> others, String instead) {}

    private static List<String> with(String... more) {
        return Stream.concat(JAVA.stream(), Stream.of(more)).toList();
    }

    private Prelude() {}

    /** Images that were made small on purpose lack the compiler. Asked before a class is loaded that names it. */
    static void requireCompiler() {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "this Java has no JShell: " + System.getProperty("java.home"),
                    "any usual Java 17 or newer has it; BELAY_JAVA names another one");
        }
    }
}
