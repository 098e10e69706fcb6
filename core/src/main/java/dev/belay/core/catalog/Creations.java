package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All entries that make a catalog anew, in order: each object with its owner, comments, labels and privileges. */
public final class Creations {
    private Creations() {}

    public static List<Creation> of(Catalog catalog) {
        return of(CreationOrder.of(catalog));
    }

    /** The entries of one step, the first of which makes it: they know neither what takes them away nor what they wait for. */
    static List<Creation> of(CreationOrder.Step step) {
        List<Creation> creations = new ArrayList<>(2);
        creations.add(main(step));
        // What is said about an object, or a part of it, as soon as it is there.
        addComments(step, creations);
        if (isComplete(step)) {
            Protection.add(step, creations);
        }
        return creations;
    }

    static List<Creation> of(CreationOrder order) {
        List<List<Creation>> entries = Pieces.map(order.steps(), Creations::of);
        List<Creation> creations = new ArrayList<>();
        List<Integer> made = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            int main = creations.size();
            made.add(main);
            List<Integer> needs = new ArrayList<>();
            CreationOrder.Step step = order.steps().get(i);
            for (int needed : step.needs()) {
                needs.add(made.get(needed));
            }
            creations.add(entries.get(i).get(0).kept(drop(step), needs));
            for (Creation creation : entries.get(i).subList(1, entries.get(i).size())) {
                creations.add(creation.kept("", List.of(main)));
            }
        }
        return creations;
    }

    private static String drop(CreationOrder.Step step) {
        return step.part().map(Part::drop).orElseGet(() -> step.object().drop());
    }

    private static Creation main(CreationOrder.Step step) {
        CatalogObject object = step.object();
        Optional<Part> part = step.part();
        String create = switch (step.form()) {
            case WHOLE -> object.create(step.apart());
            case STUB -> object.stub().orElseThrow().create();
            case COMPLETE -> object.stub().orElseThrow().complete();
            case PART -> part.orElseThrow().create();
        };
        // A stand-in belongs to whoever restores: the server lets nobody else complete a type.
        boolean owned = isComplete(step);
        return new Creation(
                object.id(),
                part.map(Part::description).orElseGet(() -> object.id().type().description()),
                part.map(Part::tag).orElseGet(object::tag),
                step.section(),
                pass(object.id().type()),
                owned ? create.concat(ties(object)) : create,
                "",
                object.head().owner(),
                owned ? setOwner(object) : "",
                object.tablespace(),
                object.accessMethod());
    }

    /** What is said of an object goes with it. */
    static Creation.Pass pass(ObjectType type) {
        return switch (type) {
            case DEFAULT_PRIVILEGES, MEMBER_PRIVILEGES -> Creation.Pass.PRIVILEGES;
            case EVENT_TRIGGER -> Creation.Pass.LATE;
            default -> Creation.Pass.MAIN;
        };
    }

    /** With which extensions the object goes; the index of a constraint goes for the constraint. */
    private static String ties(CatalogObject object) {
        if (object.head().extensions().isEmpty()) {
            return "";
        }
        String what = object.id().type() == ObjectType.CONSTRAINT
                ? "INDEX " + object.id().sql()
                : object.reference();
        return object.head().extensions().stream()
                .map(extension -> "ALTER " + what + " DEPENDS ON EXTENSION " + Identifier.spell(extension) + ";\n")
                .collect(Collectors.joining());
    }

    private static String setOwner(CatalogObject object) {
        return object.ownable()
                .flatMap(what -> object.head()
                        .owner()
                        .map(owner -> "ALTER " + what + " OWNER TO " + Identifier.spell(owner) + ";\n"))
                .orElse("");
    }

    private static void addComments(CreationOrder.Step step, List<Creation> comments) {
        CatalogObject object = step.object();
        boolean complete = isComplete(step);
        if (complete) {
            object.commentToSet().ifPresent(text -> comments.add(comment(step, object.reference(), text)));
        }
        List<CatalogObject.SubComment> pieces = object.subComments();
        if (pieces.isEmpty()) {
            return;
        }
        Set<String> apart = object.parts().stream()
                .filter(part ->
                        part.moment() == Part.Moment.APART || step.apart().contains(part))
                .map(Part::name)
                .collect(Collectors.toSet());
        for (CatalogObject.SubComment comment : pieces) {
            boolean now = step.part().isPresent()
                    ? step.part().get().name().equals(comment.part())
                    : complete && !apart.contains(comment.part());
            if (now) {
                comments.add(comment(step, comment.on(), comment.text()));
            }
        }
    }

    /** Whether the object itself is there once the step is done. */
    private static boolean isComplete(CreationOrder.Step step) {
        return step.form() == CreationOrder.Form.WHOLE || step.form() == CreationOrder.Form.COMPLETE;
    }

    private static Creation comment(CreationOrder.Step step, String on, String text) {
        return new Creation(
                step.object().id(),
                "COMMENT",
                on,
                step.section(),
                pass(step.object().id().type()),
                "COMMENT ON " + on + " IS " + Identifier.literal(text).strip() + ";\n",
                "",
                step.object().head().owner(),
                "",
                Optional.empty(),
                Optional.empty());
    }
}
