package dev.belay.backup.archive;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;

/** What a session has been told of schema, tablespace and access method: only what changes is said again. */
public final class EntryDefaults {
    private static final String UNKNOWN = "\0";

    private final boolean pathIsSet;
    private final boolean tablespaces;
    private String tablespace = UNKNOWN;
    private String accessMethod = UNKNOWN;
    private String schema = "";

    /** @param tablespaces whether objects go where they were; otherwise all of them to the default */
    public EntryDefaults(Toc toc, boolean tablespaces) {
        this.pathIsSet = toc.searchPath().isPresent();
        this.tablespaces = tablespaces;
    }

    /** The statements that come before an entry, without semicolons. */
    public List<String> before(TocEntry entry) {
        List<String> statements = new ArrayList<>();
        schema(entry.schema().orElse(""), statements);
        if (tablespaces) {
            tablespace(entry.tablespace().orElse(tablespace), statements);
        }
        accessMethod(entry, statements);
        return statements;
    }

    /** Without a SEARCHPATH the archive is so old that its names are not qualified. */
    void schema(String wanted, List<String> statements) {
        if (!pathIsSet && !wanted.isEmpty() && !wanted.equals(schema)) {
            String behind = wanted.equals("pg_catalog") ? "" : ", pg_catalog";
            statements.add("SET search_path = " + Identifier.spell(wanted) + behind);
            schema = wanted;
        }
    }

    private void tablespace(String wanted, List<String> statements) {
        if (!wanted.equals(tablespace)) {
            statements.add("SET default_tablespace = " + (wanted.isEmpty() ? "''" : Identifier.spell(wanted)));
            tablespace = wanted;
        }
    }

    private void accessMethod(TocEntry entry, List<String> statements) {
        String wanted = entry.accessMethod().orElse(accessMethod);
        if (entry.relationKind() != 'p' && !wanted.equals(accessMethod)) {
            statements.add("SET default_table_access_method = " + Identifier.spell(wanted));
            accessMethod = wanted;
        }
    }
}
