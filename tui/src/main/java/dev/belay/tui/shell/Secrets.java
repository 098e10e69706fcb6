package dev.belay.tui.shell;

import java.util.regex.Pattern;

/** Finds lines that seem to hold a password or a token, and shows them without what could be one. */
final class Secrets {
    private static final Pattern TELLING = Pattern.compile(
            "passw|pwd|secret|token|bearer|credential|(?:api|private|access)_?key|://[^/\\s\"]*:[^/\\s\"]*@",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)+\"?|'[^']+'?");
    private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:]*):[^/\\s]*@");

    private Secrets() {}

    static boolean in(String line) {
        return TELLING.matcher(line).find();
    }

    /** The line itself, if it seems to hold none. */
    static String hidden(String line) {
        if (!in(line)) {
            return line;
        }
        String masked = LITERAL.matcher(line)
                .replaceAll(found ->
                        found.group().charAt(0) + "****" + found.group().charAt(0));
        return IN_URL.matcher(masked).replaceAll("$1:****@");
    }
}
