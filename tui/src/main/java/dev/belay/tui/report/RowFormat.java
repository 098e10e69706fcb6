package dev.belay.tui.report;

import dev.belay.core.apply.ResultListener.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to write the rows of a query, as they come. */
interface RowFormat {
    /** A result begins. */
    void start(List<Column> columns);

    void row(List<@Nullable String> values);

    /** It is complete. */
    void end(long rows);

    /** Nothing comes any more. What was begun is closed, also after a failure. */
    void close();
}
