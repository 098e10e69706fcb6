package dev.belay.core.activity;

/**
 * How far a long command has come, as one of the server's progress views says.
 *
 * @param command such as {@code CREATE INDEX CONCURRENTLY}
 * @param object what it works on; empty where it is none of this database
 * @param phase in the server's words
 * @param done of {@code total}, in {@code unit}
 * @param total 0 where the server does not know
 * @param unit such as {@code blocks} or {@code bytes}
 */
public record Progress(int pid, String command, String object, String phase, long done, long total, String unit) {
    /** Of 1000. */
    public int share() {
        return total <= 0 ? 0 : (int) Math.min(1000, Math.round(1000.0 * done / total));
    }
}
