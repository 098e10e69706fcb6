package dev.belay.core.apply;

import dev.belay.core.script.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears what the statements of a free script answer, row by row, so that no result needs to fit into memory. */
public interface ResultListener {
    /** A statement that returns rows has begun to. */
    void columns(Statement statement, List<Column> columns);

    /** One row; a value is the text that the server would print, or null. */
    void row(List<@Nullable String> values);

    /** A statement is done. {@code rows} is how many it returned or touched, or -1 where there is nothing to count. */
    void done(Statement statement, long rows);

    /** The server said something that is not an error. */
    void noticed(String severity, String message);

    /**
     * One column of a result.
     *
     * @param name its label
     * @param type the server's name of its type
     * @param numeric whether it is a number, to be aligned right
     */
    record Column(String name, String type, boolean numeric) {}
}
