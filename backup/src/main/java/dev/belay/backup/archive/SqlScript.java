package dev.belay.backup.archive;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints an archive as one SQL script for psql, as the pg_restore of the archive's own version does. */
final class SqlScript {
    /** As much of a large object as one statement writes. */
    private static final int PIECE = 16384;

    private static final int WRITE_ONLY = 0x20000;

    private final ArchiveReader archive;
    private final OutputStream out;
    private final Toc toc;
    private final FormatVersion version;
    private final Map<Integer, TocEntry> byId;
    private final Optional<String> searchPath;
    private String tablespace = "\0";
    private String accessMethod = "\0";
    private String schema = "";

    SqlScript(ArchiveReader archive, OutputStream out) {
        this.archive = archive;
        this.out = out;
        this.toc = archive.toc();
        this.version = toc.header().version();
        this.byId = toc.byId();
        this.searchPath = setting("SEARCHPATH").flatMap(TocEntry::definition);
    }

    void run(String restrictKey) throws IOException {
        refuseBinary();
        print("--\n-- PostgreSQL database dump\n--\n\n\\restrict " + restrictKey + "\n\n");
        printOrigin();
        printSettings();
        for (RestorePass pass : RestorePass.values()) {
            for (TocEntry entry : toc.entries()) {
                if (RestorePass.of(entry) == pass) {
                    printEntry(entry);
                }
            }
        }
        print("--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict " + restrictKey + "\n\n");
    }

    private void refuseBinary() {
        toc.entries().stream().filter(TocEntry::binary).findFirst().ifPresent(entry -> {
            throw new BelayException(
                    Kind.USAGE,
                    entry.label() + " is stored in binary and cannot become SQL",
                    "export to an archive format, or back up again without binary data");
        });
    }

    private void printOrigin() throws IOException {
        Optional<String> server = toc.header().serverVersion();
        Optional<String> tool = toc.header().dumpVersion();
        print(server.map(text -> "-- Dumped from database version " + text + "\n")
                .orElse(""));
        print(tool.map(text -> "-- Dumped by pg_dump version " + text + "\n").orElse("") + "\n");
    }

    private void printSettings() throws IOException {
        boolean standard = setting("STDSTRINGS")
                .flatMap(TocEntry::quotedSetting)
                .filter("on"::equals)
                .isPresent();
        print("SET statement_timeout = 0;\nSET lock_timeout = 0;\nSET idle_in_transaction_session_timeout = 0;\n");
        print(version.atLeast(FormatVersion.V1_16) ? "SET transaction_timeout = 0;\n" : "");
        print("SET client_encoding = '" + toc.encoding().orElse("SQL_ASCII") + "';\n");
        print("SET standard_conforming_strings = " + (standard ? "on" : "off") + ";\n");
        print(searchPath.orElse(""));
        print("SET check_function_bodies = false;\nSET xmloption = content;\nSET client_min_messages = warning;\n");
        print(standard ? "" : "SET escape_string_warning = off;\n");
        print("SET row_security = off;\n\n");
    }

    private Optional<TocEntry> setting(String kind) {
        return toc.entries().stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }

    private void printEntry(TocEntry entry) throws IOException {
        Portion portion = Portion.of(entry);
        if (portion == Portion.DATA && Portion.hasDefinition(entry)) {
            printDefinition(entry, Portion.DEFINITION);
        }
        if (portion != Portion.NOTHING) {
            printDefinition(entry, portion);
        }
        if (portion == Portion.DATA) {
            printData(entry);
        }
    }

    private void printDefinition(TocEntry entry, Portion portion) throws IOException {
        selectSchema(entry.schema().orElse(""));
        selectTablespace(entry);
        selectAccessMethod(entry);
        print("--\n-- " + portion.prefix() + "Name: " + oneLine(entry.tag()) + "; Type: " + entry.kind() + "; Schema: "
                + oneLine(entry.schema().orElse("-")) + "; Owner: "
                + oneLine(entry.owner().orElse("-"))
                + entry.tablespace()
                        .filter(name -> !name.isEmpty())
                        .map(name -> "; Tablespace: " + oneLine(name))
                        .orElse("")
                + "\n--\n\n");
        printSql(entry);
        if (isPartitioned(entry) && entry.accessMethod().isPresent()) {
            print(Translation.accessMethod(entry) + "\n\n");
        }
    }

    private void printSql(TocEntry entry) throws IOException {
        if (entry.kind().equals(TocEntry.LARGE_OBJECT_GROUP)) {
            printEach(LargeObjects.oidsOf(entry), "SELECT pg_catalog.lo_create('", "')");
            if (entry.owner().isPresent()) {
                printEach(
                        LargeObjects.oidsOf(entry),
                        "ALTER LARGE OBJECT ",
                        " OWNER TO " + Identifier.spell(entry.owner().get()));
            }
        } else if (entry.kind().equals("ACL") && entry.tag().startsWith("LARGE OBJECTS")) {
            printPrivileges(entry);
        } else {
            print(entry.definition()
                    .filter(sql -> !sql.isEmpty())
                    .map(sql -> sql + "\n\n")
                    .orElse(""));
            print(OwnerClause.of(entry, version).map(sql -> sql + "\n\n").orElse(""));
        }
    }

    private void printPrivileges(TocEntry entry) throws IOException {
        List<String> oids = entry.dependencies().stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .flatMap(LargeObjects::oidsOf)
                .toList();
        for (ObjectPrivileges.Command command :
                ObjectPrivileges.of(entry.definition().orElse(""))) {
            printEach(oids.stream(), command.before(), command.after());
        }
    }

    private void printEach(Stream<String> oids, String before, String after) throws IOException {
        StringBuilder text = new StringBuilder();
        oids.forEach(oid -> text.append(before).append(oid).append(after).append(";\n"));
        print(text + "\n");
    }

    /** Without a SEARCHPATH the archive is so old that its names are not qualified. */
    private void selectSchema(String wanted) throws IOException {
        if (searchPath.isEmpty() && !wanted.isEmpty() && !wanted.equals(schema)) {
            String behind = wanted.equals("pg_catalog") ? "" : ", pg_catalog";
            print("SET search_path = " + Identifier.spell(wanted) + behind + ";\n\n");
            schema = wanted;
        }
    }

    private void selectTablespace(TocEntry entry) throws IOException {
        String wanted = entry.tablespace().orElse(tablespace);
        if (!wanted.equals(tablespace)) {
            print("SET default_tablespace = " + (wanted.isEmpty() ? "''" : Identifier.spell(wanted)) + ";\n\n");
            tablespace = wanted;
        }
    }

    private void selectAccessMethod(TocEntry entry) throws IOException {
        String wanted = entry.accessMethod().orElse(accessMethod);
        if (!isPartitioned(entry) && !wanted.equals(accessMethod)) {
            print("SET default_table_access_method = " + Identifier.spell(wanted) + ";\n\n");
            accessMethod = wanted;
        }
    }

    private static boolean isPartitioned(TocEntry entry) {
        return entry.relationKind() == 'p';
    }

    private void printData(TocEntry entry) throws IOException {
        if (entry.holdsLargeObjects()) {
            selectSchema("pg_catalog");
            print("BEGIN;\n\n");
            archive.largeObjects(entry, this::printLargeObject);
            print("COMMIT;\n\n");
        } else {
            print(entry.copy().orElse(""));
            try (InputStream data = archive.data(entry)) {
                data.transferTo(out);
            }
        }
    }

    private void printLargeObject(long oid, InputStream content) throws IOException {
        print("SELECT pg_catalog.lo_open('" + oid + "', " + WRITE_ONLY + ");\n");
        for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
            print("SELECT pg_catalog.lowrite(0, " + bytea(piece) + ");\n");
        }
        print("SELECT pg_catalog.lo_close(0);\n\n");
    }

    private String bytea(byte[] bytes) {
        boolean standard = setting("STDSTRINGS")
                .flatMap(TocEntry::quotedSetting)
                .filter("on"::equals)
                .isPresent();
        return (standard ? "'\\x" : "'\\\\x") + HexFormat.of().formatHex(bytes) + "'";
    }

    /** A name with a line break must not end the comment that it stands in. */
    private static String oneLine(String name) {
        return name.replace('\n', ' ').replace('\r', ' ');
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(toc.charset()));
    }
}
