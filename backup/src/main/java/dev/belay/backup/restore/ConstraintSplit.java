package dev.belay.backup.restore;

import dev.belay.backup.archive.TocEntry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unique or primary-key constraint in two halves: the index, which others of the table can be built beside, and the
 * constraint that takes it over, which locks the table against everybody, but only for a moment.
 *
 * @param index the statement that makes the index
 * @param constraint the statements that make a constraint of it, with whatever else the entry says
 */
record ConstraintSplit(String index, String constraint) {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".,()';]+)";

    /** As pg_dump writes it. Whatever differs, such as {@code WITHOUT OVERLAPS}, is left whole. */
    private static final Pattern UNIQUE = Pattern.compile(
            "ALTER TABLE ONLY (?<table>(?:" + NAME + "\\.)?" + NAME + ")\\s+"
                    + "ADD CONSTRAINT (?<name>" + NAME + ") (?<kind>PRIMARY KEY|UNIQUE)(?<nulls> NULLS NOT DISTINCT)? "
                    + "(?<columns>\\(" + NAME + "(?:, " + NAME + ")*\\))(?<include> INCLUDE \\(" + NAME + "(?:, " + NAME
                    + ")*\\))?(?<with> WITH \\([^()]*\\))?(?<deferred> DEFERRABLE(?: INITIALLY DEFERRED)?)?;(?<rest>.*)",
            Pattern.DOTALL);

    /** Empty where the constraint has to be made in one piece. {@code table} is the entry of its table. */
    static Optional<ConstraintSplit> of(TocEntry constraint, TocEntry table) {
        if (!constraint.kind().equals("CONSTRAINT") || partitioned(table)) {
            return Optional.empty();
        }
        return constraint
                .definition()
                .map(UNIQUE::matcher)
                .filter(Matcher::matches)
                .map(ConstraintSplit::of);
    }

    /** An index can be given to a constraint only where the table has rows of its own. Better once too often. */
    private static boolean partitioned(TocEntry table) {
        return table.relationKind() == 'p' || table.definition().orElse("").contains("PARTITION BY");
    }

    private static ConstraintSplit of(Matcher parts) {
        String index = "CREATE UNIQUE INDEX " + parts.group("name") + " ON " + parts.group("table") + " "
                + parts.group("columns") + text(parts, "include") + text(parts, "nulls") + text(parts, "with") + ";\n";
        String constraint = "ALTER TABLE ONLY " + parts.group("table") + " ADD CONSTRAINT " + parts.group("name") + " "
                + parts.group("kind") + " USING INDEX " + parts.group("name") + text(parts, "deferred") + ";"
                + parts.group("rest");
        return new ConstraintSplit(index, constraint);
    }

    private static String text(Matcher parts, String group) {
        return Optional.ofNullable(parts.group(group)).orElse("");
    }
}
