package dev.belay.core.history;

import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the journal. Most lines use few of its fields.
 *
 * @param run the run it belongs to
 * @param event what happened
 * @param version the migration it happened to
 * @param direction which way that migration was going
 * @param unit the number of the unit of the script, counted from 1
 * @param checksum of the file for a step, of the text for a unit
 * @param row the native row that was written
 * @param took how long it took
 * @param backend the server process that did it
 * @param sqlState of a failure
 * @param message of a failure, or the reason that somebody gave
 * @param script the text of the file that was run
 * @param detail who, from where, with what; values are never secrets
 */
public record JournalEntry(
        UUID run,
        Event event,
        Optional<Version> version,
        Optional<Direction> direction,
        Optional<Integer> unit,
        Optional<String> checksum,
        Optional<HistoryRow> row,
        Optional<Duration> took,
        Optional<Backend> backend,
        Optional<String> sqlState,
        Optional<String> message,
        Optional<String> script,
        Map<String, String> detail) {
    public JournalEntry {
        detail = Map.copyOf(detail);
    }

    /** What the journal speaks of. The lower-case names are stored, and never change. */
    public enum Event {
        RUN_STARTED,
        RUN_FINISHED,
        /** A migration whose statements do not share a transaction has begun. */
        STEP_STARTED,
        /** A unit that cannot share a transaction with its own journal line is about to run. */
        UNIT_STARTED,
        UNIT_DONE,
        /** A portion of a data migration was committed: its key and rows are in the detail. */
        BATCH_DONE,
        /** Somebody looked, and wants the unit that nobody could tell about to run again. */
        UNIT_RETRY,
        STEP_APPLIED,
        STEP_REVERTED,
        STEP_FAILED,
        RESOLVED_APPLIED,
        RESOLVED_ROLLED_BACK,
        BASELINE,
        REPAIRED,
        /** How often each index had been used: the script holds the counters. */
        USAGE_COUNTED;

        public String stored() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A server process. Its start, as the server prints it, tells it from a later one with the same pid. */
    public record Backend(int pid, String start) {}

    public static Builder of(UUID run, Event event) {
        return new Builder(run, event);
    }

    /** Collects the few fields that an entry has. */
    public static final class Builder {
        private final UUID run;
        private final Event event;
        private Optional<Version> version = Optional.empty();
        private Optional<Direction> direction = Optional.empty();
        private Optional<Integer> unit = Optional.empty();
        private Optional<String> checksum = Optional.empty();
        private Optional<HistoryRow> row = Optional.empty();
        private Optional<Duration> took = Optional.empty();
        private Optional<Backend> backend = Optional.empty();
        private Optional<String> sqlState = Optional.empty();
        private Optional<String> message = Optional.empty();
        private Optional<String> script = Optional.empty();
        private Map<String, String> detail = Map.of();

        private Builder(UUID run, Event event) {
            this.run = run;
            this.event = event;
        }

        public Builder step(Version value, Direction way) {
            version = Optional.of(value);
            direction = Optional.of(way);
            return this;
        }

        public Builder unit(int number, String hash) {
            unit = Optional.of(number);
            checksum = Optional.of(hash);
            return this;
        }

        public Builder file(String hash, String text) {
            checksum = Optional.of(hash);
            script = Optional.of(text);
            return this;
        }

        public Builder script(String text) {
            script = Optional.of(text);
            return this;
        }

        public Builder checksum(String hash) {
            checksum = Optional.of(hash);
            return this;
        }

        public Builder row(HistoryRow value) {
            row = Optional.of(value);
            return this;
        }

        public Builder took(Duration value) {
            took = Optional.of(value);
            return this;
        }

        public Builder backend(Backend value) {
            backend = Optional.of(value);
            return this;
        }

        public Builder failure(String state, String text) {
            sqlState = Optional.of(state);
            message = Optional.of(text);
            return this;
        }

        public Builder message(String text) {
            message = Optional.of(text);
            return this;
        }

        public Builder detail(Map<String, String> values) {
            detail = values;
            return this;
        }

        public JournalEntry build() {
            return new JournalEntry(
                    run, event, version, direction, unit, checksum, row, took, backend, sqlState, message, script,
                    detail);
        }
    }
}
