package dev.belay.verify.spec;

import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.CatalogObject;
import dev.belay.core.catalog.ObjectId;
import dev.belay.verify.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A spec while it is read: what the sections add their expectations to. */
final class Draft {
    private final Names names;
    private final boolean exact;
    private final Path folder;
    private final List<Expectation> expectations = new ArrayList<>();
    private final Set<Duration> windows = new HashSet<>();
    private final List<Recorded> records = new ArrayList<>();
    private final Set<String> roles = new HashSet<>();
    private boolean lastMigration;

    /** {@code folder} is where files that the spec names are looked for. */
    Draft(Names names, boolean exact, Path folder) {
        this.names = names;
        this.exact = exact;
        this.folder = folder;
    }

    Names names() {
        return names;
    }

    String schema() {
        return names.schema();
    }

    Path folder() {
        return folder;
    }

    /** Whether what the spec does not name must not be there, unless a table says otherwise. */
    boolean exact() {
        return exact;
    }

    /** Whether a role has not been named before. */
    boolean firstMention(String role) {
        return roles.add(role);
    }

    /** That it matters when the last migration was. */
    void wantLastMigration() {
        lastMigration = true;
    }

    /** That it matters how often indexes had been used so long ago. */
    void wantWindow(Duration length) {
        windows.add(length);
    }

    /**
     * A table whose rows are written down.
     *
     * @param file where, as the spec says it
     * @param question what reads them; empty where that cannot be done
     */
    record Recorded(String file, String table, Function<Catalog, Optional<String>> question) {}

    void record(String file, String table, Function<Catalog, Optional<String>> question) {
        records.add(new Recorded(file, table, question));
    }

    List<Recorded> records() {
        return records;
    }

    Spec.Wanted wanted() {
        return new Spec.Wanted(lastMigration, windows);
    }

    List<Expectation> expectations() {
        return expectations;
    }

    void add(Expectation expectation) {
        expectations.add(expectation);
    }

    /** Judged by the catalog alone. */
    void expect(String check, String object, Entry entry, Function<Observation, List<Complaint>> judge) {
        add(Expectation.of(new Subject(check, object), entry, judge));
    }

    /** That an object is there, and then something about it. */
    <T extends CatalogObject> void expectObject(
            String check, ObjectId id, Class<T> type, Entry entry, Function<T, List<Complaint>> judge) {
        expect(
                check,
                id.sql(),
                entry,
                seen -> seen.find(id, type).map(judge).orElseGet(() -> Complaint.of(check, id.sql(), "is missing")));
    }

    /** Judged by the answer to one question; not at all where the answer is not to be had. */
    void ask(
            String check,
            String object,
            Entry entry,
            Function<Catalog, List<String>> questions,
            Function<Observation, List<Complaint>> judge) {
        add(Expectation.of(new Subject(check, object), entry, judge).asking(questions));
    }
}
