package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogReader;
import dev.belay.core.db.Database;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
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

    private Observer() {}

    static Observation of(Database database, UnaryOperator<Catalog> selection, Spec spec, Remembered remembered) {
        try (Connection connection = database.forReading().connect()) {
            Catalog catalog = selection.apply(CatalogReader.read(connection));
            Sql.script(connection, "SET default_transaction_read_only = on; SET lock_timeout = '5s'");
            Set<String> invalid = new HashSet<>(Sql.list(connection, INVALID, row -> row.getString(1)));
            Map<String, Answer> answers = new HashMap<>();
            for (String question : questions(catalog, spec)) {
                answers.put(question, answer(connection, question));
            }
            return new Observation(catalog, new ByTable(catalog), invalid, answers, remembered);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
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
            return Answer.failed(SqlError.of(e));
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
