package dev.belay.backup.archive;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Prints an archive as one SQL script for psql, as the pg_restore of the archive's own version does. */
final class SqlScript {
    /** As much of a large object as one statement writes. */
    private static final int PIECE = 16384;

    private static final int WRITE_ONLY = 0x20000;

    private final ArchiveReader archive;
    private final OutputStream out;
    private final Toc toc;
    private final FormatVersion version;
    private final EntrySql sql;
    private final EntryDefaults defaults;

    SqlScript(ArchiveReader archive, OutputStream out) {
        this.archive = archive;
        this.out = out;
        this.toc = archive.toc();
        this.version = toc.header().version();
        this.sql = new EntrySql(toc);
        this.defaults = new EntryDefaults(toc, true);
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
        boolean standard = toc.standardStrings();
        print("SET statement_timeout = 0;\nSET lock_timeout = 0;\nSET idle_in_transaction_session_timeout = 0;\n");
        print(version.atLeast(FormatVersion.V1_16) ? "SET transaction_timeout = 0;\n" : "");
        print("SET client_encoding = '" + toc.encoding().orElse("SQL_ASCII") + "';\n");
        print("SET standard_conforming_strings = " + (standard ? "on" : "off") + ";\n");
        print(toc.searchPath().orElse(""));
        print("SET check_function_bodies = false;\nSET xmloption = content;\nSET client_min_messages = warning;\n");
        print(standard ? "" : "SET escape_string_warning = off;\n");
        print("SET row_security = off;\n\n");
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
        print(defaults.before(entry));
        print("--\n-- " + portion.prefix() + "Name: " + oneLine(entry.tag()) + "; Type: " + entry.kind() + "; Schema: "
                + oneLine(entry.schema().orElse("-")) + "; Owner: "
                + oneLine(entry.owner().orElse("-"))
                + entry.tablespace()
                        .filter(name -> !name.isEmpty())
                        .map(name -> "; Tablespace: " + oneLine(name))
                        .orElse("")
                + "\n--\n\n");
        printSql(entry);
        print(EntrySql.accessMethodAfterwards(entry).map(text -> text + "\n\n").orElse(""));
    }

    private void printSql(TocEntry entry) throws IOException {
        if (entry.kind().equals(TocEntry.LARGE_OBJECT_GROUP)) {
            print(sql.definition(entry) + "\n");
            print(entry.owner().isPresent() ? sql.owner(entry) + "\n" : "");
        } else if (entry.kind().equals("ACL") && entry.tag().startsWith("LARGE OBJECTS")) {
            print(sql.definition(entry));
        } else {
            print(entry.definition()
                    .filter(text -> !text.isEmpty())
                    .map(text -> text + "\n\n")
                    .orElse(""));
            print(OwnerClause.of(entry, version).map(text -> text + "\n\n").orElse(""));
        }
    }

    private void print(List<String> defaults) throws IOException {
        for (String statement : defaults) {
            print(statement + ";\n\n");
        }
    }

    private void printData(TocEntry entry) throws IOException {
        if (entry.holdsLargeObjects()) {
            List<String> path = new ArrayList<>();
            defaults.schema("pg_catalog", path);
            print(path);
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
        boolean standard = toc.standardStrings();
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
