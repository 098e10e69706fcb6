package dev.belay.core.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The psql commands in a script: the harmless ones are stepped over, every other one is refused with a way out. */
final class MetaCommand {
    private static final Set<String> HARMLESS =
            Set.of("timing", "echo", "qecho", "warn", "pset", "restrict", "unrestrict");
    private static final String PRINTING = "remove the line: it only changes what psql prints";
    private static final Map<String, String> HINTS = hints();

    private final Source source;
    private final String text;
    private final int at;

    MetaCommand(Source source, int at) {
        this.source = source;
        this.text = source.text();
        this.at = at;
    }

    /** Behind the command and its arguments: at the line break, or at a backslash that begins the next command. */
    int end() {
        int nameEnd = nameEnd();
        int end = argumentsEnd(nameEnd);
        if (!harmless(
                text.substring(at + 1, nameEnd), text.substring(nameEnd, end).strip())) {
            throw refused();
        }
        return text.startsWith("\\\\", end) ? end + 2 : end;
    }

    /** For a command between the words of a statement. */
    RuntimeException insideStatement() {
        String name = text.substring(at + 1, nameEnd());
        if (!HARMLESS.contains(name)) {
            return refused();
        }
        return source.error(
                at,
                "psql command \"\\" + name + "\" stands inside a statement",
                "end the statement before it with a semicolon");
    }

    private RuntimeException refused() {
        String name = text.substring(at + 1, nameEnd());
        return source.error(
                at,
                "psql command \"\\" + name + "\" cannot be run here",
                HINTS.getOrDefault(name, "there is no psql here: remove the line, or say the same in SQL"));
    }

    private boolean harmless(String name, String arguments) {
        if (name.equals("set")) {
            String variable = arguments.split("\\s", 2)[0];
            return variable.equals("ON_ERROR_STOP") || variable.equals("QUIET");
        }
        if (name.equals("encoding")) {
            return Characters.lower(arguments).matches("['\"]?(utf-?8|unicode)['\"]?");
        }
        return HARMLESS.contains(name);
    }

    private int nameEnd() {
        int end = at + 1;
        if (end < text.length() && (text.charAt(end) == ';' || text.charAt(end) == ':' || text.charAt(end) == '\\')) {
            return end + 1;
        }
        while (end < text.length() && !Characters.blank(text.charAt(end)) && text.charAt(end) != '\\') {
            end++;
        }
        return end;
    }

    /** A backslash outside of quotes ends the arguments; a line break ends them in any case. */
    private int argumentsEnd(int from) {
        char quote = 0;
        int end = from;
        while (end < text.length() && !Characters.newline(text.charAt(end))) {
            char c = text.charAt(end);
            if (quote == 0) {
                if (c == '\\') {
                    return end;
                }
                quote = c == '\'' || c == '"' || c == '`' ? c : 0;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote == '\'' && end + 1 < text.length() && text.charAt(end + 1) == '\'') {
                end++;
            }
            end++;
        }
        return end;
    }

    private static Map<String, String> hints() {
        Map<String, String> hints = new HashMap<>();
        put(hints, "list that file as a migration of its own, or put its text here", "i", "ir", "include");
        put(hints, "list that file as a migration of its own, or put its text here", "include_relative");
        put(hints, "a script runs in one database: make one target per database in belay.yaml", "c", "connect");
        put(hints, "use a DO block, or variables of the environment in belay.yaml", "if", "elif", "else", "endif");
        put(hints, "end the statement with a semicolon", "g", "gx", "gdesc", "crosstabview", "watch", "p", "r");
        put(hints, "run the generated statements in a DO block with EXECUTE", "gexec");
        put(hints, "use variables of the environment in belay.yaml, or a DO block", "gset", "set", "unset");
        put(hints, "use variables of the environment in belay.yaml, or a DO block", "prompt", "getenv", "setenv");
        put(hints, "use \"COPY … FROM STDIN;\" with the rows in the script, up to a line \"\\.\"", "copy");
        put(hints, "write \";\": each statement is sent on its own", ";");
        put(hints, "write \":\": psql variables are left alone", ":");
        put(hints, "no \"COPY … FROM STDIN;\" is open here", ".");
        put(hints, "remove what follows it", "q", "quit");
        put(hints, "use a hook of belay.yaml", "!");
        put(hints, "scripts are UTF-8: convert the file", "encoding");
        put(hints, PRINTING, "a", "t", "x", "o", "out", "f", "H", "C", "T", "w", "errverbose");
        put(hints, "remove the line, or read the catalog in SQL", "d", "dt", "di", "dv", "df", "dn", "l", "du", "d+");
        return Map.copyOf(hints);
    }

    private static void put(Map<String, String> hints, String hint, String... commands) {
        for (String command : commands) {
            hints.put(command, hint);
        }
    }
}
