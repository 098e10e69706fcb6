package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.SqlTrouble;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jdk.jshell.spi.SPIResolutionException;

/** What is told of a script that threw: the line in the file, the exception in short, and the calls of the script's own. */
final class Fall {
    /** A method that calls itself for ever has a thousand calls, and they are all alike. */
    private static final int CALLS = 20;

    private final ScriptText script;
    private final LineTable lines;

    Fall(ScriptText script, LineTable lines) {
        this.script = script;
        this.lines = lines;
    }

    /** The innermost line of the script. */
    int line(Throwable thrown, int offset) {
        List<String> calls = calls(thrown);
        return calls.isEmpty()
                ? script.line(offset)
                : Integer.parseInt(calls.get(0).split(" ", 2)[0]);
    }

    /** {@code offset} is where the snippet begins that was running. */
    BelayException of(Throwable came, int offset) {
        // Where a class could not begin, what it threw has the line.
        Throwable thrown =
                came instanceof ExceptionInInitializerError && came.getCause() != null ? came.getCause() : came;
        List<String> calls = calls(thrown);
        int line = line(thrown, offset);
        StringBuilder message =
                new StringBuilder(script.name()).append(':').append(line).append(": ");
        Translated said = translated(thrown);
        message.append(said.message());
        calls.stream()
                .skip(1)
                .limit(CALLS)
                .forEach(call -> message.append("\n    called from ")
                        .append(script.name())
                        .append(':')
                        .append(call));
        if (calls.size() > CALLS + 1) {
            message.append("\n    and so on, ").append(calls.size() - 1).append(" calls");
        }
        return new BelayException(said.kind(), message.toString(), said.hint(), thrown);
    }

    private record Translated(Kind kind, String message, String hint) {}

    private static Translated translated(Throwable thrown) {
        if (thrown instanceof BelayException known) {
            return new Translated(known.kind(), known.getMessage(), known.hint());
        }
        if (thrown instanceof SQLException said) {
            BelayException known = SqlTrouble.of(said);
            return new Translated(known.kind(), known.getMessage(), known.hint());
        }
        if (thrown instanceof SPIResolutionException) {
            return new Translated(
                    Kind.MIGRATION, "this calls what is declared further down", "move the declaration up");
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Translated(
                    Kind.MIGRATION,
                    "out of memory: " + thrown.getMessage(),
                    "rows() holds all rows of its query at once: take fewer columns, or batch() in a data migration;"
                            + " BELAY_JAVA_OPTS=-Xmx4g gives more");
        }
        String message = Objects.requireNonNullElse(thrown.getMessage(), "");
        String name = thrown.getClass().getSimpleName();
        String cause =
                thrown.getCause() == null || message.contains(thrown.getCause().toString())
                        ? ""
                        : "; caused by " + thrown.getCause();
        return new Translated(Kind.MIGRATION, (message.isEmpty() ? name : name + ": " + message) + cause, "");
    }

    /** Lines of the script, innermost first, each with the method it is in. */
    private List<String> calls(Throwable thrown) {
        List<String> calls = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            lines.line(frame).ifPresent(line -> calls.add(line + method(frame)));
        }
        return calls;
    }

    private static String method(StackTraceElement frame) {
        String name = frame.getMethodName();
        return name.startsWith("do_it$") || name.contains("$") || name.startsWith("<") ? "" : " in " + name + "()";
    }
}
