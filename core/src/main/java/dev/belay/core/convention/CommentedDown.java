package dev.belay.core.convention;

import dev.belay.core.BelayException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A down part of which every line is commented out, so that the file can be fed to psql as it is. It is taken to be SQL
 * with one comment mark before each line, among remarks that stay remarks. Where a statement could begin, a line is
 *
 * <ul>
 *   <li>SQL when its first word begins a command of PostgreSQL and the next word can follow it;
 *   <li>a remark when it begins with no command, or ends in a colon;
 *   <li>refused when it could be either: a command's word in a sentence ({@code Drop the table by hand}), a remark that
 *       ends in a semicolon, or a statement without one.
 * </ul>
 *
 * Within a statement every line belongs to it. Lines keep their numbers.
 */
final class CommentedDown {
    private static final Set<String> COMMANDS =
            Set.of(("abort alter analyze begin call checkpoint close cluster comment"
                            + " commit copy create deallocate declare delete discard do drop end execute explain fetch grant"
                            + " import insert listen load lock merge move notify prepare reassign refresh reindex release reset"
                            + " revoke rollback savepoint security select set show start table truncate unlisten update vacuum"
                            + " values with")
                    .split(" "));

    private static final Set<String> OBJECTS = Set.of(("access aggregate cast collation constraint conversion database"
                    + " default domain event extension foreign function global group index language large local"
                    + " materialized operator or owned policy procedural procedure publication recursive role routine"
                    + " rule schema sequence server statistics subscription system table tablespace temp temporary text"
                    + " transform trigger trusted type unique unlogged user view")
            .split(" "));

    private static final Map<String, Set<String>> SECOND = Map.of(
            "alter", OBJECTS,
            "create", OBJECTS,
            "drop", OBJECTS,
            "delete", Set.of("from"),
            "insert", Set.of("into"),
            "merge", Set.of("into"),
            "comment", Set.of("on"),
            "refresh", Set.of("materialized"),
            "import", Set.of("foreign"),
            "start", Set.of("transaction"));

    private final String name;
    private final int firstLine;
    private final StringBuilder sql = new StringBuilder();
    private final Outline outline = new Outline();
    private int line;

    private CommentedDown(String name, int firstLine) {
        this.name = name;
        this.firstLine = firstLine;
        this.line = firstLine;
    }

    /** Whether the part holds a statement, commented out or not, or something that might be meant as one. */
    static boolean mayHoldSql(String part) {
        if (!commentedOut(part)) {
            return Outline.hasCode(part, 0);
        }
        for (int start = 0; start < part.length(); start = Lines.next(part, start)) {
            String line = bare(part.substring(start, Lines.end(part, start))).strip();
            if (!remark(line) && (line.endsWith(";") || COMMANDS.contains(word(line, 0)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The SQL of a down part: as it is, or with the comment marks taken off.
     *
     * @param name what messages call the file
     * @param firstLine the number of the part's first line
     */
    static String uncomment(String part, String name, int firstLine) {
        return commentedOut(part) ? new CommentedDown(name, firstLine).read(part) : part;
    }

    private static boolean commentedOut(String part) {
        for (int start = 0; start < part.length(); start = Lines.next(part, start)) {
            String line = part.substring(start, Lines.end(part, start)).strip();
            if (!line.isEmpty() && !line.startsWith("--")) {
                return false;
            }
        }
        return true;
    }

    private String read(String part) {
        for (int start = 0; start < part.length(); line++) {
            int next = Lines.next(part, start);
            add(part.substring(start, next));
            start = next;
        }
        if (!outline.betweenStatements()) {
            throw refusal(firstLine + outline.opened() - 1, "is this SQL without its semicolon, or a remark?");
        }
        return sql.toString();
    }

    private void add(String text) {
        String bare = bare(text);
        boolean statement = !outline.betweenStatements() || begins(bare.strip());
        sql.append(statement ? bare : text);
        outline.add(statement ? bare : text);
    }

    private boolean begins(String text) {
        if (remark(text)) {
            return text.startsWith("--");
        }
        String word = word(text, 0);
        if (!COMMANDS.contains(word)) {
            if (text.endsWith(";") && !text.equals(";") && !text.startsWith("(")) {
                throw refusal(line, "is this SQL, or a remark that ends in a semicolon?");
            }
            return text.startsWith("\\") || text.startsWith("(") || text.startsWith(";");
        }
        if (!follows(word, text)) {
            throw refusal(line, "is this SQL, or a remark that begins with " + word.toUpperCase(Locale.ROOT) + "?");
        }
        return true;
    }

    /** Nothing that could be a statement: nothing at all, a comment in the comment, or words that announce something. */
    private static boolean remark(String line) {
        return line.isEmpty() || line.startsWith("--") || line.endsWith(":");
    }

    private static boolean follows(String word, String text) {
        String second = word(text, word.length());
        if (word.equals("do")) {
            String rest = text.substring(word.length()).strip();
            return rest.isEmpty() || rest.startsWith("$") || rest.startsWith("'") || second.equals("language");
        }
        Set<String> allowed = SECOND.get(word);
        return allowed == null || second.isEmpty() || allowed.contains(second);
    }

    private BelayException refusal(int line, String question) {
        return Refusal.of(
                name + ":" + line + ": the commented-out DOWN part cannot be understood: " + question,
                "take the comment marks off the SQL of the DOWN part, or put a second -- before each remark");
    }

    /** The line without its first comment mark and one space after it. */
    private static String bare(String line) {
        int mark = line.indexOf("--");
        if (mark < 0) {
            return line;
        }
        int from = line.startsWith(" ", mark + 2) ? mark + 3 : mark + 2;
        return line.substring(0, mark) + line.substring(from);
    }

    private static String word(String text, int from) {
        int start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
