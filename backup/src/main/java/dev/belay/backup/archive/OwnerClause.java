package dev.belay.backup.archive;

import dev.belay.core.db.Identifier;
import java.util.Optional;
import java.util.Set;

/** How an entry's object is called in {@code ALTER … OWNER TO}, if it has an owner of its own. */
final class OwnerClause {
    /** Those that schema and name are enough for. */
    private static final Set<String> NAMED = Set.of(
            "COLLATION",
            "CONVERSION",
            "DATABASE",
            "DOMAIN",
            "EVENT TRIGGER",
            "FOREIGN DATA WRAPPER",
            "FOREIGN TABLE",
            "MATERIALIZED VIEW",
            "PROCEDURAL LANGUAGE",
            "PUBLICATION",
            "SCHEMA",
            "SEQUENCE",
            "SERVER",
            "STATISTICS",
            "SUBSCRIPTION",
            "TABLE",
            "TEXT SEARCH CONFIGURATION",
            "TEXT SEARCH DICTIONARY",
            "TYPE",
            "VIEW");

    /** Those that need arguments or an access method, which the statement that drops them has. */
    private static final Set<String> AS_DROPPED =
            Set.of("AGGREGATE", "FUNCTION", "OPERATOR", "OPERATOR CLASS", "OPERATOR FAMILY", "PROCEDURE");

    private static final Set<String> TABLES_BEFORE_1_15 = Set.of("MATERIALIZED VIEW", "SEQUENCE", "VIEW");

    private OwnerClause() {}

    /** The statement, for an entry that has an owner and can be dropped. */
    static Optional<String> of(TocEntry entry, FormatVersion version) {
        Optional<String> drop = entry.drop().filter(text -> !text.isEmpty());
        return drop.flatMap(text -> object(entry, version, text))
                .flatMap(object -> entry.owner()
                        .filter(role -> !role.isEmpty())
                        .map(role -> "ALTER " + object + " OWNER TO " + Identifier.spell(role) + ";"));
    }

    private static Optional<String> object(TocEntry entry, FormatVersion version, String drop) {
        String kind = entry.kind();
        if (kind.equals(TocEntry.LARGE_OBJECT)) {
            return Optional.of("LARGE OBJECT " + entry.tag());
        }
        if (AS_DROPPED.contains(kind)) {
            return Optional.of(drop.replaceFirst("^DROP ", "").replaceFirst("[;\\n]+$", ""));
        }
        boolean table = TABLES_BEFORE_1_15.contains(kind) && !version.atLeast(FormatVersion.V1_15);
        return NAMED.contains(kind)
                ? Optional.of((table ? "TABLE" : kind) + " " + Translation.qualified(entry))
                : Optional.empty();
    }
}
