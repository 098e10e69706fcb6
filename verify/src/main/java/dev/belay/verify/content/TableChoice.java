package dev.belay.verify.content;

/** Which tables are compared. */
@FunctionalInterface
public interface TableChoice {
    /** Every table there is. */
    TableChoice ALL = (schema, table) -> true;

    boolean wants(String schema, String table);
}
