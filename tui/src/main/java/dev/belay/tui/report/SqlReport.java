package dev.belay.tui.report;

import dev.belay.core.BelayException;
import dev.belay.core.apply.ResultListener;
import dev.belay.core.apply.ResultListener.Column;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JSON object of {@code belay sql}, written while the rows come: how it ended is its last member. */
public final class SqlReport {
    private final Where where;
    private final Envelope envelope;
    private final Page messages;

    public SqlReport(Where where, Envelope envelope, Page messages) {
        this.where = where;
        this.envelope = envelope;
        this.messages = messages;
    }

    /** Lets the work write its rows, and returns the exit code. */
    public int write(PrintWriter out, Consumer<ResultListener> work) {
        int[] exit = {0};
        Json.write(out, json -> {
            envelope.start(json);
            where.json(json);
            json.open("results");
            Optional<BelayException> failure = results(json, work);
            json.close();
            exit[0] = failure.map(e -> e.kind().exitCode()).orElse(0);
            envelope.end(json, exit[0], failure.map(FailureReport::of));
            failure.map(FailureReport::of).ifPresent(report -> report.text(messages));
        });
        return exit[0];
    }

    private Optional<BelayException> results(Json json, Consumer<ResultListener> work) {
        Rows rows = new Rows(json);
        try (SqlResults results = SqlResults.of(rows, messages)) {
            work.accept(results);
            return Optional.empty();
        } catch (BelayException e) {
            return Optional.of(e);
        }
    }

    /** The results as elements of the array that is open. */
    private static final class Rows implements RowFormat {
        private final Json json;
        private JsonRow row = new JsonRow(List.of());
        private boolean open;

        Rows(Json json) {
            this.json = json;
        }

        @Override
        public void start(List<Column> columns) {
            row = new JsonRow(columns);
            json.openObject();
            json.list(
                    "columns",
                    row.columns(),
                    column -> json.text("name", column.name()).text("type", column.type()));
            json.open("rows");
            open = true;
        }

        @Override
        public void row(List<@Nullable String> values) {
            json.object(members -> row.write(members, values));
        }

        @Override
        public void end(long rows) {
            close();
        }

        @Override
        public void close() {
            if (open) {
                json.close();
                json.closeObject();
                open = false;
            }
        }
    }
}
