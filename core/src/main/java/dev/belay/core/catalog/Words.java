package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of SQL as the server prints it: names, literals, numbers and signs, without the blanks between them. */
final class Words {
    private static final String NAME = "[A-Za-z_\\x{80}-\\x{10FFFF}][\\w$\\x{80}-\\x{10FFFF}]*|\"(?:[^\"]|\"\")*\"";
    private static final Pattern A_NAME = Pattern.compile(NAME);
    /** Before a backslash the printer puts an E, and doubles it. */
    private static final Pattern WORD = Pattern.compile(
            "E'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'|\\d+(?:\\.\\d+)?|" + NAME + "|\\S", Pattern.DOTALL);

    private Words() {}

    static List<String> of(String sql) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(sql);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    static boolean isName(String word) {
        return A_NAME.matcher(word).matches();
    }
}
