package dev.belay.backup;

import dev.belay.backup.Manifest.Contents;
import dev.belay.backup.data.LargeObjectRights;
import dev.belay.backup.data.References;
import dev.belay.backup.data.Relation;
import dev.belay.backup.data.Relations;
import dev.belay.backup.data.SequenceState;
import dev.belay.backup.data.Sequences;
import dev.belay.backup.data.Sequences.OfExtension;
import dev.belay.backup.data.Snapshot;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Catalog;
import dev.belay.core.catalog.MaterializedView;
import dev.belay.core.catalog.Missing;
import dev.belay.core.catalog.ObjectId;
import dev.belay.core.catalog.ObjectType;
import dev.belay.core.catalog.Selection;
import dev.belay.core.catalog.Sequence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what there is to back up, and refuses to leave anything out that nobody said may be missing. */
final class Survey {
    /** How what was left out on purpose ends. */
    static final String EXCLUDED = ": excluded";

    /** Of large objects there may be millions. */
    private static final int SHOWN = 5;

    private final Snapshot snapshot;
    private final BackupOptions options;
    private final List<String> leftOut = new ArrayList<>();
    private Catalog chosen;

    private Survey(Snapshot snapshot, BackupOptions options) {
        this.snapshot = snapshot;
        this.options = options;
        this.chosen = snapshot.catalog().only(options.selection());
    }

    static Found of(Snapshot snapshot, BackupOptions options) throws SQLException {
        return new Survey(snapshot, options).find();
    }

    private Found find() throws SQLException {
        List<String> unmatched = options.selection().unmatched(snapshot.catalog());
        if (!unmatched.isEmpty()) {
            throw new BelayException(
                    Kind.USAGE,
                    "nothing is called " + String.join(", ", unmatched),
                    Selection.hint(snapshot.catalog(), unmatched.get(0)));
        }
        List<String> notes = new Exclusions(options).notes(snapshot.connection(), snapshot.catalog());
        if (options.part().isPresent() && chosenNothing()) {
            throw new BelayException(
                    Kind.USAGE,
                    "these patterns leave nothing of the database to back up",
                    "what is excluded stays out, whatever else is said");
        }
        if (options.contents() != Contents.DATA) {
            refuseMissing();
        }
        boolean rows = options.contents() != Contents.SCHEMA;
        if (options.contents() == Contents.ALL) {
            emptied().forEach(view -> leftOut.add("the rows of " + view.sql() + EXCLUDED));
        }
        List<OfExtension> extensions = Sequences.ofExtensions(snapshot.connection()).stream()
                .filter(one -> hasExtension(one.extension()))
                .toList();
        List<Relation> relations = relations(rows);
        if (rows) {
            leaveOutClosed();
        }
        Map<ObjectId, SequenceState> sequences =
                rows ? Sequences.read(snapshot.connection(), sequences(extensions)) : Map.of();
        return new Found(
                snapshot.moment(),
                snapshot.catalog(),
                chosen,
                relations,
                References.read(snapshot.connection()),
                extensions,
                sequences,
                partial(),
                leftOut,
                notes);
    }

    /** What somebody wants to have, he has chosen; what he does not want may not be there at all. */
    private boolean partial() {
        return options.selection().chooses()
                || options.rows().chooses()
                || !chosen.objects()
                        .keySet()
                        .equals(snapshot.catalog().objects().keySet())
                || chosen.missing().size() != snapshot.catalog().missing().size()
                || leftOut.stream().anyMatch(what -> what.endsWith(EXCLUDED));
    }

    /** Extensions are in no schema, so that no pattern leaves them out; alone they are nothing of anybody's. */
    private boolean chosenNothing() {
        return chosen.objects().keySet().stream().allMatch(id -> id.type() == ObjectType.EXTENSION);
    }

    private void refuseMissing() {
        List<String> missing = chosen.missing().stream().map(Survey::text).toList();
        if (!missing.isEmpty() && !options.allowMissing()) {
            throw new BelayException(
                    Kind.BACKUP,
                    "not everything can be backed up: " + String.join("; ", missing),
                    "in brackets what would help; --allow-missing backs up the rest");
        }
        leftOut.addAll(missing);
    }

    private static String text(Missing missing) {
        return missing.id() + ": " + missing.what() + " (" + missing.help() + ")";
    }

    private void refuse(List<?> closed, String what, String hint) {
        if (!closed.isEmpty() && !options.allowMissing()) {
            throw new BelayException(Kind.BACKUP, "the role may not read " + what, hint);
        }
    }

    private boolean hasExtension(String name) {
        return chosen.find(ObjectId.of(ObjectType.EXTENSION, "", name)).isPresent();
    }

    /** With only the schema wanted, extensions still have tables whose rows are what the user told them. */
    private List<Relation> relations(boolean rows) throws SQLException {
        List<Relation> wanted = Relations.read(snapshot.connection()).stream()
                .filter(relation -> rows || relation.extension().isPresent())
                .filter(this::chosen)
                .filter(this::wanted)
                .toList();
        List<Relation> closed =
                wanted.stream().filter(relation -> !relation.readable()).toList();
        refuse(
                closed,
                closed.stream().map(Relation::sql).collect(Collectors.joining(", ")),
                "GRANT pg_read_all_data to it; -T leaves tables out, --exclude-table-data their rows,"
                        + " --allow-missing all rows that cannot be read");
        closed.forEach(relation -> leftOut.add("the rows of " + relation.sql() + ": the role may not read them"));
        return wanted.stream().filter(Relation::readable).toList();
    }

    private boolean chosen(Relation relation) {
        return relation.extension()
                .map(this::hasExtension)
                .orElseGet(() -> chosen.find(ObjectId.of(ObjectType.TABLE, relation.schema(), relation.name()))
                        .isPresent());
    }

    private boolean wanted(Relation relation) {
        if (!options.rows().hasTable(relation.schema(), relation.name())) {
            leftOut.add("the rows of " + relation.sql() + EXCLUDED);
            return false;
        }
        if (relation.unlogged() && snapshot.moment().replica()) {
            leftOut.add("the rows of " + relation.sql() + ": a replica has none of unlogged tables");
            return false;
        }
        return true;
    }

    /** Large objects are data, each with an owner and privileges of its own. */
    private void leaveOutClosed() throws SQLException {
        List<ObjectId> all = chosen.objects().keySet().stream()
                .filter(id -> id.type() == ObjectType.LARGE_OBJECT)
                .toList();
        if (all.isEmpty()) {
            return;
        }
        Set<Long> rights = LargeObjectRights.closed(snapshot.connection());
        List<ObjectId> closed = all.stream()
                .filter(id -> rights.contains(Long.valueOf(id.name())))
                .sorted(Comparator.comparing(id -> Long.valueOf(id.name())))
                .toList();
        refuse(
                closed,
                "the large objects "
                        + closed.stream().limit(SHOWN).map(ObjectId::name).collect(Collectors.joining(", "))
                        + (closed.size() > SHOWN ? " and " + (closed.size() - SHOWN) + " more" : ""),
                "pg_read_all_data does not reach large objects: GRANT SELECT ON LARGE OBJECT to it, for each of them, or take"
                        + " a superuser; --allow-missing backs up the rest");
        closed.forEach(one -> leftOut.add("large object " + one.name() + ": the role may not read it"));
        chosen = chosen.without(Set.copyOf(closed));
    }

    private List<ObjectId> sequences(List<OfExtension> ofExtensions) throws SQLException {
        Stream<ObjectId> own = chosen.objects().values().stream()
                .filter(Sequence.class::isInstance)
                .map(Sequence.class::cast)
                .filter(this::known)
                .map(Sequence::id);
        List<ObjectId> all = Stream.concat(own, ofExtensions.stream().map(OfExtension::id))
                .filter(this::wanted)
                .toList();
        Set<ObjectId> closed = Sequences.closed(snapshot.connection());
        List<ObjectId> missing = all.stream().filter(closed::contains).toList();
        refuse(
                missing,
                "the sequences " + missing.stream().map(ObjectId::sql).collect(Collectors.joining(", ")),
                "GRANT pg_read_all_data to it; --allow-missing backs up the rest");
        missing.forEach(one -> leftOut.add("the value of " + one.sql() + ": the role may not read it"));
        return all.stream().filter(one -> !closed.contains(one)).toList();
    }

    /** The materialized views that no restore fills, because their rows or those that they read are not wanted. */
    private List<ObjectId> emptied() {
        Fillable all = new Fillable(snapshot.catalog(), Selection.EVERYTHING);
        Fillable wanted = new Fillable(snapshot.catalog(), options.rows());
        return chosen.objects().values().stream()
                .filter(MaterializedView.class::isInstance)
                .map(MaterializedView.class::cast)
                .filter(view -> all.test(view) && !wanted.test(view))
                .map(MaterializedView::id)
                .toList();
    }

    /** Of a sequence its value is what pg_dump takes for its rows. */
    private boolean wanted(ObjectId sequence) {
        boolean wanted = options.rows().hasTable(sequence.schema(), sequence.name());
        if (!wanted) {
            leftOut.add("the value of " + sequence.sql() + EXCLUDED);
        }
        return wanted;
    }

    private boolean known(Sequence sequence) {
        boolean unknown = sequence.unlogged() && snapshot.moment().replica();
        if (unknown) {
            leftOut.add("the value of " + sequence.id().sql() + ": a replica has none of unlogged sequences");
        }
        return !unknown;
    }
}
