package dev.belay.core.catalog;

/**
 * In which sessions a trigger or rule fires ({@code tgenabled}, {@code ev_enabled}, {@code evtenabled}), by what
 * {@code session_replication_role} they have.
 */
public enum Firing {
    ORIGIN("ENABLE"),
    DISABLED("DISABLE"),
    REPLICA("ENABLE REPLICA"),
    ALWAYS("ENABLE ALWAYS");

    private final String words;

    Firing(String words) {
        this.words = words;
    }

    static Firing of(Row row) {
        return switch (row.text("enabled")) {
            case "O" -> ORIGIN;
            case "D" -> DISABLED;
            case "R" -> REPLICA;
            case "A" -> ALWAYS;
            default -> throw new IllegalStateException("no such state of a trigger: " + row.text("enabled"));
        };
    }

    /** As {@code ALTER} says it. */
    String words() {
        return words;
    }
}
