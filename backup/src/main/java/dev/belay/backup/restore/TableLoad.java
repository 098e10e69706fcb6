package dev.belay.backup.restore;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.BinaryFrame;
import dev.belay.backup.archive.EntrySql;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.Amount;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.db.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads the rows of one step in one transaction, however many files they are in. The reader compares every byte before it says that there are no more, so
 * that damaged rows are taken back and never committed.
 */
final class TableLoad {
    private static final int BUFFER = 1 << 18;
    private static final Pattern COPY =
            Pattern.compile("(COPY .* FROM stdin)(?: WITH \\(([^()]*)\\))?;\\s*", Pattern.DOTALL);

    private final ArchiveReader archive;
    private final BooleanSupplier stopped;
    private final ByteCount bytes;

    /** Hears how many bytes went to the server. */
    @FunctionalInterface
    interface ByteCount {
        void add(long bytes);
    }

    TableLoad(ArchiveReader archive, BooleanSupplier stopped, ByteCount bytes) {
        this.archive = archive;
        this.stopped = stopped;
        this.bytes = bytes;
    }

    /**
     * Loads.
     *
     * @param rows how many there must be in the table, where that is known
     * @param agreement of all that load the same table
     * @return how many came
     */
    long run(RestoreSession session, Step step, OptionalLong rows, Agreement agreement) throws SQLException {
        long[] loaded = new long[1];
        try {
            Sql.inTransaction(session.connection(), () -> {
                loaded[0] = load(session, step);
                long all = agreement.reach(loaded[0], stopped);
                if (rows.isPresent() && rows.getAsLong() != all) {
                    throw new BelayException(
                            Kind.BACKUP,
                            step.label() + ": " + Amount.of(all, "row") + " came in of the " + rows.getAsLong()
                                    + " that were backed up",
                            "does a trigger or rule of the target keep rows out?");
                }
            });
        } catch (SQLException | RuntimeException e) {
            agreement.refuse();
            throw e;
        }
        return loaded[0];
    }

    private long load(RestoreSession session, Step step) throws SQLException {
        boolean fresh = step.action() == Step.Action.LOAD_NEW;
        if (fresh) {
            // Nothing of it has to be logged where the server logs little, and its rows can be frozen at once.
            session.run(step.entry(), "TRUNCATE TABLE ONLY " + EntrySql.qualified(step.entry()));
        }
        long rows = 0;
        Map<String, List<TocEntry>> copies = new LinkedHashMap<>();
        for (TocEntry entry : step.runs()) {
            if (entry.copy().filter(copy -> !copy.isBlank()).isEmpty()) {
                rows += new InsertLoad(session, stopped).run(archive.data(entry), bytes);
            } else {
                copies.computeIfAbsent(statement(session, entry, fresh), sql -> new ArrayList<>())
                        .add(entry);
            }
        }
        for (Map.Entry<String, List<TocEntry>> copy : copies.entrySet()) {
            if (!fresh) {
                session.settle(step.entry());
            }
            rows += copy(session, copy.getValue(), copy.getKey());
        }
        return rows;
    }

    private static String statement(RestoreSession session, TocEntry entry, boolean fresh) {
        String copy = session.text().of(entry.copy().orElseThrow());
        Matcher parts = COPY.matcher(copy);
        if (!parts.matches()) {
            throw new BelayException(
                    Kind.BACKUP,
                    EntrySql.qualified(entry) + " is loaded by a statement that is not known: " + copy.strip(),
                    "restore this archive with pg_restore");
        }
        List<String> wanted = new ArrayList<>();
        if (parts.group(2) != null) {
            wanted.add(parts.group(2));
        }
        if (fresh) {
            wanted.add("FREEZE true");
        }
        if (!entry.binary()) {
            session.text().copyEncoding().ifPresent(encoding -> wanted.add("ENCODING '" + encoding + "'"));
        }
        return parts.group(1) + (wanted.isEmpty() ? "" : " WITH (" + String.join(", ", wanted) + ")");
    }

    /** One statement for all files: a row may refer to one of the same table that is in another, and is looked at at its end. */
    private long copy(RestoreSession session, List<TocEntry> entries, String sql) throws SQLException {
        Connection connection = session.connection();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        boolean binary = entries.get(0).binary();
        try {
            if (binary) {
                write(copy, BinaryFrame.before());
            }
            for (TocEntry entry : entries) {
                send(entry, copy);
            }
            if (binary) {
                write(copy, BinaryFrame.after());
            }
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void send(TocEntry entry, CopyIn copy) throws SQLException {
        try (InputStream in = archive.bareRows(entry)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.readNBytes(buffer, 0, BUFFER); read > 0; read = in.readNBytes(buffer, 0, BUFFER)) {
                if (stopped.getAsBoolean()) {
                    throw new SQLException("stopped", "57014");
                }
                copy.writeToCopy(buffer, 0, read);
                bytes.add(read);
            }
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("cannot read " + EntrySql.qualified(entry), e), "", e);
        }
    }

    private void write(CopyIn copy, byte[] frame) throws SQLException {
        copy.writeToCopy(frame, 0, frame.length);
        bytes.add(frame.length);
    }
}
