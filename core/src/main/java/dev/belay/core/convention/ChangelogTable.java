package dev.belay.core.convention;

import dev.belay.core.db.QualifiedName;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the name of the changelog table as PostgreSQL does: the stock tool puts it into its statements unquoted. */
final class ChangelogTable {
    private static final String PART = "(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\d_$]*)";
    private static final Pattern NAME = Pattern.compile("\\s*(?:" + PART + "\\s*\\.\\s*)?" + PART + "\\s*");

    private ChangelogTable() {}

    static QualifiedName parse(String text, String schema) {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            throw Refusal.of(
                    "\"" + text + "\" is not the name of a table", "set changelog to a name, such as CHANGELOG");
        }
        String before = name.group(1);
        return new QualifiedName(before == null ? schema : folded(before), folded(name.group(2)));
    }

    private static String folded(String part) {
        return part.startsWith("\"")
                ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
                : part.toLowerCase(Locale.ROOT);
    }
}
