package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.Missing;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.SchemaDiff;
import dev.belay.verify.Finding;
import dev.belay.verify.Report;
import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import dev.belay.verify.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a schema is still the one of its snapshot. Pure. */
final class Drift {
    private static final String CHECK = "drift";

    private Drift() {}

    /** {@code snapshot} is what its file is called. */
    static Report of(Catalog catalog, String snapshot, Described expected, DriftWish wish) {
        Set<ObjectId> hidden = catalog.missing().stream().map(Missing::id).collect(Collectors.toSet());
        // Large objects are rows.
        Described live = Described.of(catalog.compared()).without(id -> id.type() == ObjectType.LARGE_OBJECT);
        SchemaDiff difference = SchemaDiff.of(expected.without(wish.ignored()), live.without(wish.ignored()));
        String hint = "expected in " + snapshot + "; belay snapshot writes what is there now"
                + (expected.major() == live.major()
                        ? ""
                        : "; it is of PostgreSQL " + expected.major() + ", which prints some things differently");
        List<Finding> findings = new ArrayList<>();
        difference.removed().stream()
                .filter(id -> !hidden.contains(id))
                .forEach(id -> findings.add(finding(id, "is in the snapshot, and not in the database", hint)));
        difference.added().forEach(id -> findings.add(finding(id, "is not in the snapshot", hint)));
        difference.changed().entrySet().stream()
                .filter(entry -> !hidden.contains(entry.getKey()))
                .forEach(entry -> findings.add(finding(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(change -> String.join(" ", change.lines()))
                                .collect(Collectors.joining("; ", "has changed: ", "")),
                        hint)));
        List<Unseen> unseen = catalog.missing().stream()
                .map(one -> new Unseen(CHECK, one.id().toString(), one.what(), one.help()))
                .toList();
        return new Report(List.of(new Subject(CHECK, "")), findings, List.of(), unseen);
    }

    static Report unseen(String why) {
        return new Report(List.of(), List.of(), List.of(), List.of(new Unseen(CHECK, "", why, "")));
    }

    private static Finding finding(ObjectId id, String message, String hint) {
        return new Finding(CHECK, id.toString(), Severity.ERROR, message, hint);
    }
}
