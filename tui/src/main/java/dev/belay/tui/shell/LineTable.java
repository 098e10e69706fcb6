package dev.belay.tui.shell;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/**
 * From the lines that JShell has put around snippets to those of the script.
 *
 * @param lines the classes of the snippets, each with a line of the script for each line of its own; 0 where it is JShell's
 */
record LineTable(Map<String, int[]> lines) {
    /** The class of a snippet; letters follow where it was compiled again. */
    private static final Pattern SNIPPET = Pattern.compile("(REPL\\.\\$JShell\\$\\d+)[A-Z]*(\\$.*)?");

    LineTable {
        lines = Map.copyOf(lines);
    }

    /** Of snippets, and where in the script each begins. */
    static LineTable of(ScriptText script, SourceCodeAnalysis analysis, Map<Snippet, Integer> starts) {
        Map<String, int[]> lines = new HashMap<>();
        for (Map.Entry<Snippet, Integer> entry : starts.entrySet()) {
            SnippetWrapper wrapper;
            try {
                wrapper = analysis.wrapper(entry.getKey());
            } catch (IllegalArgumentException e) {
                // Such as those of imports that stand alone.
                continue;
            }
            if (wrapper != null) {
                int[] found = lines(script, wrapper, entry.getKey(), entry.getValue());
                lines.merge(simple(wrapper.fullClassName()), found, LineTable::both);
            }
        }
        return new LineTable(lines);
    }

    /** Several snippets may share a class: the first that knows a line wins. */
    private static int[] both(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, Math.max(first.length, second.length));
        for (int line = 0; line < second.length; line++) {
            both[line] = both[line] == 0 ? second[line] : both[line];
        }
        return both;
    }

    private static int[] lines(ScriptText script, SnippetWrapper wrapper, Snippet snippet, int start) {
        String wrapped = wrapper.wrapped();
        int length = snippet.source().length();
        int begin = wrapper.sourceToWrappedPosition(0);
        int[] lines = new int[(int) wrapped.chars().filter(c -> c == '\n').count() + 1];
        int line = 0;
        for (int at = 0; at < wrapped.length(); at++) {
            if (wrapped.charAt(at) == '\n') {
                line++;
            } else if (lines[line] == 0) {
                int position = wrapper.wrappedToSourcePosition(at);
                boolean inside = position > 0 && position < length;
                boolean first = position == 0 && begin == at;
                if (inside || first) {
                    lines[line] = script.line(start + position);
                }
            }
        }
        return lines;
    }

    private static String simple(String className) {
        Matcher matcher = SNIPPET.matcher(className);
        return matcher.matches() ? matcher.group(1) : className;
    }

    /** The line of the script, counted from 1, that a call is in; none if it is not the script's own. */
    OptionalInt line(StackTraceElement call) {
        Matcher matcher = SNIPPET.matcher(call.getClassName());
        int[] known = matcher.matches() ? lines.get(matcher.group(1)) : null;
        int index = call.getLineNumber() - 1;
        return known == null || index < 0 || index >= known.length || known[index] == 0
                ? OptionalInt.empty()
                : OptionalInt.of(known[index]);
    }
}
