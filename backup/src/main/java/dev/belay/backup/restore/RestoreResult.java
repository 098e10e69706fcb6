package dev.belay.backup.restore;

import dev.belay.core.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a restore ended.
 *
 * @param database the target's name
 * @param objects in the order in which they were begun to be done, then those that were not
 * @param notes what is not as it was in the archive's database, in words
 * @param took altogether
 * @param stopped why it was stopped from outside; empty when it was not
 */
public record RestoreResult(
        String database, List<ObjectResult> objects, List<String> notes, Duration took, Optional<Kind> stopped) {
    public RestoreResult {
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /** The same with more to know. */
    public RestoreResult noting(List<String> more) {
        return new RestoreResult(
                database, objects, Stream.concat(notes.stream(), more.stream()).toList(), took, stopped);
    }

    /** Whether everything is there. */
    public boolean ok() {
        return stopped.isEmpty()
                && objects.stream().allMatch(object -> object.outcome() == ObjectResult.Outcome.RESTORED);
    }

    /** Whether there was nothing to bring, or some of it is there. */
    public boolean came() {
        return ok() || !of(ObjectResult.Outcome.RESTORED).isEmpty();
    }

    /** What the exit code says: a wrong byte before anything else. */
    public Optional<Kind> failure() {
        if (ok()) {
            return Optional.empty();
        }
        boolean damaged = failed().stream()
                .anyMatch(object ->
                        object.error().filter(e -> e.kind() == Kind.INTEGRITY).isPresent());
        return Optional.of(damaged ? Kind.INTEGRITY : stopped.orElse(Kind.BACKUP));
    }

    /** The object that it failed with, nearest to the cause; empty where it was only stopped from outside. */
    public Optional<ObjectResult> culprit() {
        Optional<Kind> kind = failure();
        Optional<ObjectResult> same = failed().stream()
                .filter(object -> object.error().map(ObjectResult.Failure::kind).equals(kind))
                .findFirst();
        return same.isPresent() || stopped.isPresent()
                ? same
                : failed().stream().findFirst();
    }

    public List<ObjectResult> failed() {
        return of(ObjectResult.Outcome.FAILED);
    }

    public List<ObjectResult> of(ObjectResult.Outcome outcome) {
        return objects.stream().filter(object -> object.outcome() == outcome).toList();
    }

    /** Tables that got their rows. */
    public long tables() {
        return of(ObjectResult.Outcome.RESTORED).stream()
                .filter(object -> object.kind().equals("TABLE DATA"))
                .map(ObjectResult::name)
                .distinct()
                .count();
    }

    public long rows() {
        return objects.stream()
                .filter(object -> object.kind().equals("TABLE DATA"))
                .mapToLong(ObjectResult::rows)
                .sum();
    }

    public long bytes() {
        return objects.stream().mapToLong(ObjectResult::bytes).sum();
    }
}
