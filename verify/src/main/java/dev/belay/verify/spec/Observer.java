package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.content.ContentHash;
import dev.belay.core.content.RowFormat;
import dev.belay.core.content.TableHash;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlTrouble;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads what the expectations need: the catalog once, then each question once. It writes in a scratch alone. */
final class Observer {
    private static final String INVALID = """
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT (i.indisvalid AND i.indisready)
        """;

    private static final String COPY = "COPY ";
    private static final String TO = " TO STDOUT";

    private Observer() {}

    static Observation of(Database database, UnaryOperator<Catalog> selection, Spec spec, Remembered remembered) {
        Observation seen = asking(database, selection, catalog -> questions(catalog, spec));
        return new Observation(seen.catalog(), seen.tables(), seen.invalidIndexes(), seen.answers(), remembered);
    }

    /** The catalog, and the answers to what follows from it. */
    static Observation asking(
            Database database, UnaryOperator<Catalog> selection, Function<Catalog, Set<String>> questions) {
        try (Connection connection = database.forReading().connect()) {
            Catalog catalog = selection.apply(CatalogReader.read(connection));
            Sql.script(connection, "SET default_transaction_read_only = on; SET lock_timeout = '5s'");
            Set<String> invalid = new HashSet<>(Sql.list(connection, INVALID, row -> row.getString(1)));
            Map<String, Answer> answers = new HashMap<>();
            List<String> copies = new ArrayList<>();
            for (String question : questions.apply(catalog)) {
                if (question.startsWith(COPY)) {
                    copies.add(question);
                } else {
                    answers.put(question, answer(connection, question));
                }
            }
            if (!copies.isEmpty()) {
                // Last, as it sets how values are written.
                TableHash hash = new TableHash(connection);
                for (String copy : copies) {
                    answers.put(copy, hash(hash, copy));
                }
            }
            return new Observation(catalog, new ByTable(catalog), invalid, answers, Remembered.NOTHING);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** How many rows, and their hash. */
    private static Answer hash(TableHash reader, String copy) {
        int columns = copy.indexOf(" (", COPY.length());
        try {
            ContentHash hash = reader.of(
                    copy.substring(COPY.length(), columns),
                    copy.substring(columns + 1, copy.length() - TO.length()),
                    RowFormat.TEXT);
            return Answer.of(List.of(List.of(String.valueOf(hash.rows()), hash.toString())));
        } catch (SQLException e) {
            return Answer.failed(e);
        }
    }

    private static Set<String> questions(Catalog catalog, Spec spec) {
        Set<String> questions = new LinkedHashSet<>();
        for (Expectation one : spec.expectations()) {
            questions.addAll(one.questions().apply(catalog));
        }
        return questions;
    }

    /** With the answers of the trials, each in a transaction that is rolled back. */
    static Observation tried(Observation seen, Database scratch, Spec spec) {
        Map<String, Answer> answers = new HashMap<>(seen.answers());
        try (Connection connection = scratch.connect()) {
            connection.setAutoCommit(false);
            for (Expectation one : spec.expectations()) {
                if (one.trial().isPresent()) {
                    Trial trial = one.trial().get();
                    Sql.script(connection, "SET LOCAL search_path = " + Identifier.quote(spec.schema()) + ", public");
                    answers.put(trial.key(), trial.attempt(connection, seen));
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
        return new Observation(seen.catalog(), seen.tables(), seen.invalidIndexes(), answers, seen.remembered());
    }

    /** Rows or error of one statement. */
    static Answer answer(Connection connection, String question) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.execute(question) ? rows(statement) : Answer.of(List.of());
        } catch (SQLException e) {
            return Answer.failed(e);
        }
    }

    private static Answer rows(Statement statement) throws SQLException {
        try (ResultSet set = statement.getResultSet()) {
            int columns = set.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (set.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(set.getString(i));
                }
                rows.add(row);
            }
            return Answer.of(rows);
        }
    }
}
