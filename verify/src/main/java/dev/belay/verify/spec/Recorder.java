package dev.belay.verify.spec;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.db.Database;
import dev.belay.verify.spec.RecordFile.Rows;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Writes down what the tables hold that a spec wants to find unchanged. */
public final class Recorder {
    private Recorder() {}

    /**
     * The texts of the files, by the names that the spec gives them.
     *
     * @throws BelayException of kind USAGE when the spec wants nothing of the kind or no such table is there, of kind CONNECTION when a table cannot be read
     */
    public static SortedMap<String, String> of(Database database, UnaryOperator<Catalog> selection, Spec spec) {
        if (spec.records().isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "the spec says of no table that it is unchanged",
                    "tables: {T: {data: {unchanged_since: before.yaml}}}");
        }
        Set<String> questions = new LinkedHashSet<>();
        Observation seen = Observer.asking(database, selection, catalog -> {
            spec.records().forEach(one -> one.question().apply(catalog).ifPresent(questions::add));
            return questions;
        });
        SortedMap<String, SortedMap<String, Rows>> files = new TreeMap<>();
        for (Draft.Recorded one : spec.records()) {
            one.question().apply(seen.catalog()).flatMap(seen::answer).ifPresent(answer -> {
                answer.error().ifPresent(error -> {
                    throw new BelayException(
                            Kind.CONNECTION, one.table() + " cannot be read: " + error, "GRANT SELECT on it");
                });
                files.computeIfAbsent(one.file(), file -> new TreeMap<>()).put(one.table(), UnchangedRule.rows(answer));
            });
        }
        SortedMap<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, SortedMap<String, Rows>> file : files.entrySet()) {
            texts.put(file.getKey(), RecordFile.text(file.getValue()));
        }
        if (texts.isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "nothing of this can be written down: no table of unchanged_since is there, or they are partitioned",
                    "say unchanged_since of the partitions");
        }
        return texts;
    }
}
