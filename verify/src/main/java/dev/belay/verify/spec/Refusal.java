package dev.belay.verify.spec;

import dev.belay.core.db.Identifier;
import dev.belay.core.db.SqlError;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a role was not allowed to read, and the statement that lets it. */
public final class Refusal {
    private static final Pattern RELATION =
            Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^\"(). ]+)\\.(\"(?:[^\"]|\"\")*\"|[^\"(),.; ]+)");

    private Refusal() {}

    /**
     * As a part of a report.
     *
     * @param question what was asked, with the relations in it by schema and name
     */
    public static Unseen of(Subject subject, SqlError error, String question, String role) {
        return new Unseen(
                subject.check(),
                subject.object(),
                error.toString(),
                grant(subject.object(), error.message(), question, Identifier.spell(role)));
    }

    private static String grant(String object, String message, String question, String role) {
        // The server says so of a table that the role may read: part of its rows is not to be had by a grant.
        if (message.contains("row-level security")) {
            return "ALTER ROLE " + role + " BYPASSRLS";
        }
        // A right to run something would not do: it may be refused for what that does.
        if (message.contains("for function")) {
            return "";
        }
        Optional<MatchResult> relation = RELATION.matcher(question)
                .results()
                .filter(name -> message.endsWith(" " + plain(name.group(2))))
                .findFirst()
                .or(() -> beginning(object))
                .or(() -> beginning(question));
        return relation.map(name -> (message.contains("for schema")
                                ? "GRANT USAGE ON SCHEMA " + name.group(1) + " TO " + role + "; "
                                : "")
                        + "GRANT SELECT ON " + name.group() + " TO " + role)
                .orElse("");
    }

    /** Schema and relation, without the column, constraint or condition that is named after them. */
    private static Optional<MatchResult> beginning(String text) {
        Matcher name = RELATION.matcher(text);
        return name.lookingAt() ? Optional.of(name.toMatchResult()) : Optional.empty();
    }

    private static String plain(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
