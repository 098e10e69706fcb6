package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.verify.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that must hold. Judging is pure: whatever it needs beside the catalog it asks for first.
 *
 * @param at file and line
 * @param questions queries of its own, once the catalog is known
 * @param trial what is tried on a temporary copy of the schema
 */
record Expectation(
        Subject subject,
        String at,
        Function<Catalog, List<String>> questions,
        Function<Observation, List<Complaint>> judge,
        Optional<Trial> trial) {
    static Expectation of(Subject subject, Entry entry, Function<Observation, List<Complaint>> judge) {
        return new Expectation(subject, entry.at(), catalog -> List.of(), judge, Optional.empty());
    }

    Expectation asking(Function<Catalog, List<String>> more) {
        return new Expectation(subject, at, more, judge, trial);
    }

    Expectation trying(Trial it) {
        return new Expectation(subject, at, questions, judge, Optional.of(it));
    }
}
