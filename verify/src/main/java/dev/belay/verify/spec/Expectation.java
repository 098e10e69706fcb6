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
 * @param unknown why nobody can say yet whether it holds, if that is so
 * @param trial what is tried on a temporary copy of the schema
 * @param counts whether what is found fails the verification
 */
record Expectation(
        Subject subject,
        String at,
        Function<Catalog, List<String>> questions,
        Function<Observation, List<Complaint>> judge,
        Function<Observation, Optional<String>> unknown,
        Optional<Trial> trial,
        boolean counts) {
    static Expectation of(Subject subject, Entry entry, Function<Observation, List<Complaint>> judge) {
        return new Expectation(
                subject, entry.at(), catalog -> List.of(), judge, seen -> Optional.empty(), Optional.empty(), true);
    }

    Expectation asking(Function<Catalog, List<String>> more) {
        return new Expectation(subject, at, more, judge, unknown, trial, counts);
    }

    Expectation trying(Trial it) {
        return new Expectation(subject, at, questions, judge, unknown, Optional.of(it), counts);
    }

    Expectation unlessUnknown(Function<Observation, Optional<String>> why) {
        return new Expectation(subject, at, questions, judge, why, trial, counts);
    }

    /** What comes of it is told and fails nothing. */
    Expectation told() {
        return new Expectation(subject, at, questions, judge, unknown, trial, false);
    }
}
