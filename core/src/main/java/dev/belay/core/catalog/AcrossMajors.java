package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes out of a comparison of two major versions what only the versions make different: what the newer one can say and the
 * older cannot, and other words of the same printer. Whatever a person could have chosen stays.
 */
public final class AcrossMajors {
    /** From here on a view of one relation is printed without its name before each column, and XMLSERIALIZE with NO INDENT. */
    private static final int UNQUALIFIED = 16;

    /** From here on sequences are logged or not, each as its table. */
    private static final int UNLOGGED_SEQUENCES = 15;

    /** From here on the schema public belongs to the owner of the database, and no longer to the first superuser. */
    private static final int OWNED_PUBLIC = 15;

    /** From here on NOT NULL is a constraint with a name, and a child inherits it as such. */
    private static final int NAMED_NOT_NULL = 18;

    private static final String NAME = ": not null: name";

    private final int older;
    private final int newer;

    private AcrossMajors(int older, int newer) {
        this.older = older;
        this.newer = newer;
    }

    /** Two schemas that differ only in what the versions do not make different by themselves. */
    record Pair(Described before, Described after) {}

    /** What the user should know who compares these two; empty within one major version. */
    public static Optional<String> note(Described before, Described after) {
        int older = Math.min(before.major(), after.major());
        int newer = Math.max(before.major(), after.major());
        return older == newer
                ? Optional.empty()
                : Optional.of("what only the versions make different is left out between PostgreSQL " + older + " and "
                        + newer
                        + (new AcrossMajors(older, newer).cross(OWNED_PUBLIC)
                                ? "; before 15 everybody may create objects in a new schema public"
                                : ""));
    }

    static Pair of(Described before, Described after) {
        if (before.major() == after.major()) {
            return new Pair(before, after);
        }
        boolean upwards = before.major() < after.major();
        Described old = upwards ? before : after;
        Described young = upwards ? after : before;
        AcrossMajors majors = new AcrossMajors(old.major(), young.major());
        Described one = majors.spoken(majors.plain(old), young);
        Described other = majors.plain(young);
        return upwards ? new Pair(one, other) : new Pair(other, one);
    }

    private boolean cross(int major) {
        return older < major && newer >= major;
    }

    /** Without what one of the two cannot say. */
    private Described plain(Described schema) {
        SortedMap<ObjectId, SortedMap<String, String>> objects = new TreeMap<>();
        schema.objects().forEach((id, facts) -> {
            SortedMap<String, String> some = new TreeMap<>(facts);
            some.keySet().removeIf(fact -> isNew(id, fact) && !isChosen(facts, fact));
            if (cross(OWNED_PUBLIC) && isPublic(id) && some.remove("initial owner") != null) {
                some.remove("owner");
            }
            objects.put(id, some);
        });
        return new Described(schema.major(), objects);
    }

    private boolean isNew(ObjectId id, String fact) {
        return switch (id.type()) {
            // A server installs an extension in the version that it comes with.
            case EXTENSION -> fact.equals("version");
            case SEQUENCE -> cross(UNLOGGED_SEQUENCES) && (fact.equals("unlogged") || fact.equals("contrary"));
            default -> cross(NAMED_NOT_NULL) && (fact.endsWith(NAME) || fact.endsWith(": not null: inherited"));
        };
    }

    /** Whether it is all there is to see of a NOT NULL that is not valid, which is no fact. */
    private static boolean isChosen(SortedMap<String, String> facts, String fact) {
        return fact.endsWith(NAME) && !facts.containsKey(fact.replaceFirst("name$", "valid"));
    }

    private static boolean isPublic(ObjectId id) {
        return id.type() == ObjectType.SCHEMA && id.name().equals("public");
    }

    /** The texts of the older one in the words of the newer, where they mean the same. */
    private Described spoken(Described old, Described young) {
        if (!cross(UNQUALIFIED)) {
            return old;
        }
        SortedMap<ObjectId, SortedMap<String, String>> objects = new TreeMap<>();
        old.objects().forEach((id, facts) -> {
            SortedMap<String, String> said = new TreeMap<>(facts);
            SortedMap<String, String> now = young.objects().getOrDefault(id, new TreeMap<>());
            said.replaceAll((fact, text) -> Optional.ofNullable(now.get(fact))
                    .filter(other -> onlyUnqualified(text, other))
                    .orElse(text));
            objects.put(id, said);
        });
        return new Described(old.major(), objects);
    }

    /**
     * Whether the second text is that of 16 for the first one: without a name before some columns, always the same name: a query of one
     * relation has no other that a bare column could belong to.
     */
    static boolean onlyUnqualified(String qualified, String bare) {
        List<String> from = Words.of(qualified);
        List<String> to = Words.of(bare.replace(" NO INDENT)", ")"));
        Optional<String> name = Optional.empty();
        int at = 0;
        for (int i = 0; i < from.size(); i++) {
            boolean here = at < to.size() && from.get(i).equals(to.get(at));
            if (here && !(isQualifier(from, i) && !isQualifier(to, at))) {
                at++;
            } else if (isQualifier(from, i) && name.map(from.get(i)::equals).orElse(true)) {
                name = Optional.of(from.get(i));
                i++;
            } else {
                return false;
            }
        }
        return at == to.size() && name.map(of -> isRelation(of, to)).orElse(true);
    }

    /** Whether a name is that of a column's relation: not a schema, of a function for one. */
    private static boolean isQualifier(List<String> words, int at) {
        return at + 2 < words.size()
                && words.get(at + 1).equals(".")
                && Words.isName(words.get(at))
                && (Words.isName(words.get(at + 2)) || words.get(at + 2).equals("*"))
                && !(at + 3 < words.size() && words.get(at + 3).equals("("));
    }

    /** Whether a query speaks of something by that name alone, and so not only of a schema. */
    private static boolean isRelation(String name, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(name)
                    && !(i + 1 < words.size() && words.get(i + 1).equals("."))) {
                return true;
            }
        }
        return false;
    }
}
