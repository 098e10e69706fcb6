package dev.belay.tui.shell;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.SqlTrouble;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.spi.SPIResolutionException;

/** What is told of a script that threw: the line in the file, the exception in short, and the calls of the script's own. */
final class Fall {
    /** The class of a snippet; letters follow where it was compiled again. */
    private static final Pattern SNIPPET = Pattern.compile("(REPL\\.\\$JShell\\$\\d+)[A-Z]*(\\$.*)?");

    private final ScriptText script;
    private final SourceCodeAnalysis analysis;
    private final Map<Snippet, Integer> starts;

    Fall(ScriptText script, SourceCodeAnalysis analysis, Map<Snippet, Integer> starts) {
        this.script = script;
        this.analysis = analysis;
        this.starts = starts;
    }

    /** The innermost line of the script. */
    int line(Throwable thrown, int offset) {
        List<String> calls = calls(thrown);
        return calls.isEmpty()
                ? script.line(offset)
                : Integer.parseInt(calls.get(0).split(" ", 2)[0]);
    }

    /** {@code offset} is where the snippet begins that was running. */
    BelayException of(Throwable thrown, int offset) {
        List<String> calls = calls(thrown);
        int line = line(thrown, offset);
        StringBuilder message =
                new StringBuilder(script.name()).append(':').append(line).append(": ");
        Translated said = translated(thrown);
        message.append(said.message());
        calls.stream()
                .skip(1)
                .forEach(call -> message.append("\n    called from ")
                        .append(script.name())
                        .append(':')
                        .append(call));
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
            line(frame).ifPresent(line -> calls.add(line + method(frame)));
        }
        return calls;
    }

    private static String method(StackTraceElement frame) {
        String name = frame.getMethodName();
        return name.startsWith("do_it$") || name.contains("$") || name.startsWith("<") ? "" : " in " + name + "()";
    }

    private Optional<Integer> line(StackTraceElement frame) {
        Matcher matcher = SNIPPET.matcher(frame.getClassName());
        if (!matcher.matches() || frame.getLineNumber() < 1) {
            return Optional.empty();
        }
        for (Map.Entry<Snippet, Integer> entry : starts.entrySet()) {
            SnippetWrapper wrapper = wrapper(entry.getKey());
            if (wrapper != null && simple(wrapper.fullClassName()).equals(matcher.group(1))) {
                Optional<Integer> line = line(wrapper, frame.getLineNumber(), entry.getKey(), entry.getValue());
                if (line.isPresent()) {
                    return line;
                }
            }
        }
        return Optional.empty();
    }

    private static String simple(String className) {
        Matcher matcher = SNIPPET.matcher(className);
        return matcher.matches() ? matcher.group(1) : className;
    }

    private @org.jspecify.annotations.Nullable SnippetWrapper wrapper(Snippet snippet) {
        try {
            return analysis.wrapper(snippet);
        } catch (IllegalArgumentException e) {
            // Such as those of imports that stand alone.
            return null;
        }
    }

    /** JShell put its own text around the snippet: from a line of that to a line of ours. */
    private Optional<Integer> line(SnippetWrapper wrapper, int wrappedLine, Snippet snippet, int start) {
        String wrapped = wrapper.wrapped();
        int from = 0;
        for (int i = 1; i < wrappedLine && from >= 0; i++) {
            from = wrapped.indexOf('\n', from) + 1;
        }
        int end = wrapped.indexOf('\n', from);
        int to = end < 0 ? wrapped.length() : end;
        for (int at = from; at < to; at++) {
            int position = wrapper.wrappedToSourcePosition(at);
            boolean inside = position > 0 && position < snippet.source().length();
            boolean first = position == 0 && wrapper.sourceToWrappedPosition(0) == at;
            if (inside || first) {
                return Optional.of(script.line(start + position));
            }
        }
        return Optional.empty();
    }
}
