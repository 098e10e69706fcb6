package dev.belay.backup;

import dev.belay.backup.archive.Section;
import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.archive.TocEntryBuilder;
import dev.belay.backup.data.Snapshot.Moment;
import dev.belay.core.catalog.DatabaseProperties;
import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries that stand before all others: how to read the archive, and the database as such. */
final class SettingEntries {
    /** The number of the entry that says the encoding. */
    static final int ENCODING = 1;

    private final List<TocEntry> entries = new ArrayList<>();

    private SettingEntries() {}

    static List<TocEntry> of(Moment moment, Optional<DatabaseProperties> database) {
        SettingEntries made = new SettingEntries();
        // What is in a database without an encoding is passed on as it is.
        String encoding = moment.encoding().equals("SQL_ASCII") ? "SQL_ASCII" : "UTF8";
        made.setting("ENCODING", "SET client_encoding = '" + encoding + "';\n");
        made.setting("STDSTRINGS", "SET standard_conforming_strings = 'on';\n");
        made.setting("SEARCHPATH", "SELECT pg_catalog.set_config('search_path', '', false);\n");
        database.ifPresent(made::database);
        return List.copyOf(made.entries);
    }

    private TocEntryBuilder entry(String kind, String tag) {
        return TocEntry.builder(entries.size() + 1, kind, tag);
    }

    private void setting(String kind, String sql) {
        entries.add(entry(kind, kind).section(Section.PRE_DATA).definition(sql).build());
    }

    private void database(DatabaseProperties database) {
        String name = database.name();
        TocEntryBuilder made = entry("DATABASE", name)
                .definition(database.create(name))
                .drop("DROP DATABASE " + Identifier.spell(name) + ";\n")
                .owner(Optional.of(database.owner()));
        int id = entries.size() + 1;
        entries.add(made.build());
        String tag = "DATABASE " + Identifier.spell(name);
        about(database, "COMMENT", tag, Section.NONE, database.describe(name), id);
        about(database, "SECURITY LABEL", tag, Section.NONE, database.label(name), id);
        about(database, "ACL", tag, Section.NONE, database.grant(name), id);
        about(database, "DATABASE PROPERTIES", name, Section.PRE_DATA, database.configure(name), id);
    }

    private void about(DatabaseProperties database, String kind, String tag, Section section, String sql, int id) {
        if (!sql.isEmpty()) {
            entries.add(entry(kind, tag)
                    .section(section)
                    .definition(sql)
                    .owner(Optional.of(database.owner()))
                    .dependencies(List.of(id))
                    .build());
        }
    }
}
