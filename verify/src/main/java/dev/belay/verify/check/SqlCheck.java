package dev.belay.verify.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A check that is a {@code .sql} file of its name. Each row of its query is a finding: {@code schema} and
 * {@code relation} say where, {@code object} and {@code message} what; {@code severity} and {@code hint} only where they
 * are not those of the file. A row with a {@code missing_grant} is about something that this role cannot see.
 *
 * @param why what the matter leads to
 * @param remedy what to do about it in general
 */
public record SqlCheck(String name, String title, Severity severity, String why, String remedy, String sql)
        implements Check {
    /** The server has room for the locks of a few thousand tables and indexes, for all its sessions together. */
    private static final int PART = 500;

    /** What a session may be refused in the middle: a privilege, a lock, or something that is gone meanwhile. */
    private static final Set<String> NOT_NOW = Set.of("42501", "55P03", "57014", "42P01", "XX000");

    /** Reads the file of this name. */
    static SqlCheck named(String name) {
        try (InputStream file = SqlCheck.class.getResourceAsStream(name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("there is no " + name + ".sql");
            }
            return of(name, new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SqlCheck of(String name, String sql) {
        Map<String, String> header = SqlHeader.of(name, sql);
        return new SqlCheck(
                name,
                header.getOrDefault("title", ""),
                severity(header.getOrDefault("severity", "")),
                header.getOrDefault("why", ""),
                header.getOrDefault("do", ""),
                sql);
    }

    private static Severity severity(String text) {
        return Severity.valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public Report ask(Connection connection, Scope scope) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        List<Unseen> unseen = new ArrayList<>();
        try {
            for (CheckRow row : rows(connection)) {
                if (!scope.has(row.schema(), row.relation())) {
                    continue;
                }
                row.grant()
                        .ifPresentOrElse(
                                grant -> unseen.add(new Unseen(name, row.object(), row.message(), grant)),
                                () -> findings.add(finding(row)));
            }
        } catch (SQLException e) {
            if (!NOT_NOW.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            unseen.add(new Unseen(name, "", SqlError.of(e).toString(), ""));
        }
        return new Report(List.of(new Subject(name, "")), findings, List.of(), unseen);
    }

    /** In parts where the query says so, which keeps the number of tables that are locked at a time small. */
    private List<CheckRow> rows(Connection connection) throws SQLException {
        if (!sql.contains("belay.parts")) {
            return CheckRow.all(connection, sql);
        }
        int parts = 1 + Sql.one(connection, "SELECT count(*) FROM pg_catalog.pg_sequence", row -> row.getInt(1)) / PART;
        List<CheckRow> rows = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            Sql.list(
                    connection,
                    "SELECT pg_catalog.set_config('belay.parts', ?, false), pg_catalog.set_config('belay.part', ?, false)",
                    row -> 0,
                    String.valueOf(parts),
                    String.valueOf(part));
            rows.addAll(CheckRow.all(connection, sql));
        }
        return rows;
    }

    private Finding finding(CheckRow row) {
        return new Finding(
                name,
                row.object(),
                row.severity().map(SqlCheck::severity).orElse(severity),
                row.message(),
                row.hint().orElse(remedy));
    }
}
