package dev.belay.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** Rows on their way from one session to another by COPY, as they come; none is kept. */
public final class TableStream {
    private TableStream() {}

    /**
     * Copies what one statement gives into what the other one takes.
     *
     * @param out {@code COPY … TO STDOUT}
     * @param in {@code COPY … FROM STDIN}, in the same format
     * @return how many rows the server took
     */
    public static long copy(Connection from, String out, Connection to, String in) throws SQLException {
        CopyOut source = from.unwrap(PGConnection.class).getCopyAPI().copyOut(out);
        try {
            CopyIn sink = to.unwrap(PGConnection.class).getCopyAPI().copyIn(in);
            try {
                for (byte @Nullable [] row = source.readFromCopy(); row != null; row = source.readFromCopy()) {
                    sink.writeToCopy(row, 0, row.length);
                }
                return sink.endCopy();
            } catch (SQLException | RuntimeException e) {
                if (sink.isActive()) {
                    Sql.attempt(sink::cancelCopy, e);
                }
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            if (source.isActive()) {
                Sql.attempt(source::cancelCopy, e);
            }
            throw e;
        }
    }
}
