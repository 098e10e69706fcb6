package dev.belay.core.history;

import dev.belay.core.history.Journal.Line;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lines of one version, oldest first, and keeps what still counts. */
final class FactBuilder {
    private final Version version;
    private Optional<Fact.Applied> applied = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private final List<String> done = new ArrayList<>();
    private final Map<Integer, Mark> marks = new HashMap<>();
    private Optional<Progress.Open> open = Optional.empty();
    private Direction direction = Direction.UP;
    private boolean begun;

    FactBuilder(Version version) {
        this.version = version;
    }

    void add(Line line) {
        switch (line.event()) {
            case STEP_APPLIED, RESOLVED_APPLIED, BASELINE, REPAIRED -> {
                applied = line.fileChecksum()
                        .map(checksum ->
                                new Fact.Applied(line.rowId(), line.appliedAt(), checksum, line.order(), line.by()));
                forgetProgress();
            }
            case STEP_REVERTED, RESOLVED_ROLLED_BACK -> {
                applied = Optional.empty();
                forgetProgress();
            }
            case STEP_FAILED -> failure = Optional.of(line.message());
            case STEP_STARTED -> turn(line.direction());
            case UNIT_RETRY -> open = Optional.empty();
            case UNIT_STARTED -> {
                turn(line.direction());
                open = Optional.of(
                        new Progress.Open(line.unit(), line.checksum(), line.backendPid(), line.backendStart()));
            }
            case UNIT_DONE -> {
                turn(line.direction());
                open = Optional.empty();
                done.add(line.checksum());
            }
            case BATCH_DONE -> {
                turn(line.direction());
                marks.put(line.unit(), new Mark(line.unit(), line.checksum(), line.key(), line.rows()));
            }
            case RUN_STARTED, RUN_FINISHED, USAGE_COUNTED -> {}
        }
    }

    Fact build() {
        return new Fact(
                version,
                applied,
                begun ? Optional.of(new Progress(direction, done, open, marks)) : Optional.empty(),
                begun ? Optional.empty() : failure);
    }

    private void turn(Direction now) {
        begun = true;
        if (now != direction) {
            done.clear();
            marks.clear();
            open = Optional.empty();
            direction = now;
        }
    }

    private void forgetProgress() {
        done.clear();
        marks.clear();
        open = Optional.empty();
        direction = Direction.UP;
        begun = false;
        failure = Optional.empty();
    }
}
