package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.util.List;

/** What every script and every session begins with. */
final class Prelude {
    static final List<String> IMPORTS = List.of(
            "import java.util.*;",
            "import java.util.stream.*;",
            "import java.time.*;",
            "import java.math.*;",
            "import java.nio.file.*;",
            "import java.sql.Connection;",
            "import java.sql.SQLException;",
            "import dev.belay.tui.shell.*;",
            "import static dev.belay.tui.shell.Session.*;");

    private Prelude() {}

    /** Images that were made small on purpose lack the compiler. */
    static void requireCompiler() {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "this Java has no JShell: " + System.getProperty("java.home"),
                    "any usual Java 17 or newer has it; BELAY_JAVA names another one");
        }
    }
}
