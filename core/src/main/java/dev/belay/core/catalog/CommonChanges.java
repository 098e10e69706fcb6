package dev.belay.core.catalog;

import static dev.belay.core.catalog.Alteration.Moment.LAST;

import dev.belay.core.db.Identifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statements for what every kind of object has: owner, comments, labels, privileges, ties to extensions. */
final class CommonChanges {
    private final CatalogObject before;
    private final CatalogObject after;
    private final Alteration change;

    private CommonChanges(CatalogObject before, CatalogObject after, Alteration change) {
        this.before = before;
        this.after = after;
        this.change = change;
    }

    static void write(CatalogObject before, CatalogObject after, Comparison comparison, Alteration change) {
        CommonChanges changes = new CommonChanges(before, after, change);
        changes.owner();
        changes.extensions();
        if (!comparison.ignores(Described.Aspect.COMMENTS)) {
            changes.comments();
        }
        if (!comparison.ignores(Described.Aspect.SECURITY_LABELS)) {
            changes.labels();
        }
        if (!comparison.ignores(Described.Aspect.PRIVILEGES)) {
            changes.privileges();
        }
    }

    private void owner() {
        change.take("initial owner");
        if (!change.differs("owner")) {
            return;
        }
        if (after.id().type() == ObjectType.MEMBER_PRIVILEGES) {
            change.refuse("owner"::equals, "it belongs to whoever installs the extension or the server");
            return;
        }
        change.take("owner");
        // The sequence of a column always has the owner of the table.
        if (!(before instanceof Sequence sequence && sequence.ownedBy().isPresent())) {
            after.head()
                    .owner()
                    .ifPresent(owner -> change.add("ALTER " + after.ownable().orElse(after.reference()) + " OWNER TO "
                            + Identifier.spell(owner) + ";\n"));
        }
    }

    private void extensions() {
        if (change.take("extensions")) {
            List<String> had = before.head().extensions();
            List<String> wanted = after.head().extensions();
            String what = "ALTER "
                    + (after.id().type() == ObjectType.CONSTRAINT
                            ? "INDEX " + after.id().sql()
                            : after.reference());
            had.stream()
                    .filter(name -> !wanted.contains(name))
                    .forEach(name -> change.add(what + " NO DEPENDS ON EXTENSION " + Identifier.spell(name) + ";\n"));
            wanted.stream()
                    .filter(name -> !had.contains(name))
                    .forEach(name -> change.add(what + " DEPENDS ON EXTENSION " + Identifier.spell(name) + ";\n"));
        }
    }

    private void comments() {
        Map<String, String> had = comments(before);
        Map<String, String> wanted = comments(after);
        had.keySet().stream()
                .filter(on -> !wanted.containsKey(on) && !change.renews(on) && isThere(on))
                .forEach(on -> change.add(LAST, "COMMENT ON " + on + " IS NULL;\n", ""));
        wanted.forEach((on, text) -> {
            if (change.renews(on) || !text.equals(had.get(on))) {
                change.add(LAST, "COMMENT ON " + on + " IS " + Clauses.literal(text) + ";\n", "");
            }
        });
        change.takeAll(fact -> Described.Aspect.COMMENTS.covers(after.id(), fact));
    }

    private static Map<String, String> comments(CatalogObject object) {
        Map<String, String> comments = new LinkedHashMap<>();
        object.head().comment().ifPresent(text -> comments.put(object.reference(), text));
        object.subComments().forEach(comment -> comments.put(comment.on(), comment.text()));
        return comments;
    }

    /** Whether what had a comment, a label or privileges is still a part of the object: else they went with it. */
    private boolean isThere(String on) {
        Set<String> facts = Facts.of(after).keySet();
        String column = "COLUMN " + after.id().sql() + ".";
        if (on.startsWith(column)) {
            return isColumn(facts, on.substring(column.length()));
        }
        return !on.startsWith("CONSTRAINT ")
                || on.equals(after.reference())
                || facts.stream()
                        .map(Described::segments)
                        .map(segments -> segments.get(0))
                        .filter(piece -> piece.startsWith("check "))
                        .anyMatch(piece -> on.startsWith("CONSTRAINT " + piece.substring("check ".length()) + " ON "));
    }

    private static boolean isColumn(Set<String> facts, String spelled) {
        return facts.stream().anyMatch(fact -> fact.startsWith("column " + spelled + ": "));
    }

    private void labels() {
        Map<String, SecurityLabel> had = labels(before);
        Map<String, SecurityLabel> wanted = labels(after);
        had.forEach((key, label) -> {
            String on = key.substring(key.indexOf('\n') + 1);
            if (!wanted.containsKey(key) && isThere(on)) {
                change.add(
                        LAST,
                        "SECURITY LABEL FOR " + Identifier.spell(label.provider()) + " ON " + on + " IS NULL;\n",
                        "");
            }
        });
        wanted.forEach((key, label) -> {
            if (!label.equals(had.get(key))) {
                change.add(LAST, label.sql(key.substring(key.indexOf('\n') + 1)), "");
            }
        });
        change.takeAll(fact -> {
            List<String> segments = Described.segments(fact);
            return segments.get(segments.size() - 1).equals("label")
                    || segments.get(segments.size() - 1).startsWith("label ");
        });
    }

    private static Map<String, SecurityLabel> labels(CatalogObject object) {
        Map<String, SecurityLabel> labels = new LinkedHashMap<>();
        object.head().labels().forEach(label -> labels.put(label.provider() + "\n" + object.reference(), label));
        object.subLabels().forEach(label -> labels.put(label.label().provider() + "\n" + label.on(), label.label()));
        return labels;
    }

    private void privileges() {
        change.takeAll(fact -> Described.Aspect.PRIVILEGES.covers(after.id(), fact)
                && after.id().type() != ObjectType.DEFAULT_PRIVILEGES);
        Optional<String> old = before.head().owner();
        Optional<String> owner = after.head().owner();
        Privileges had = NewOwner.of(before.head().privileges(), old, owner);
        Privileges wanted = after.head().privileges();
        if (!same(had, wanted, owner)) {
            change.add(LAST, Grants.on(after.grantable(), owner).between(had, wanted), "");
        }
        Map<String, Privileges> hadColumns = columns(before);
        Map<String, Privileges> wantedColumns = columns(after);
        Set<String> all = new HashSet<>(hadColumns.keySet());
        all.addAll(wantedColumns.keySet());
        Set<String> facts = Facts.of(after).keySet();
        for (String column : all.stream().sorted().toList()) {
            Privileges of = NewOwner.of(hadColumns.getOrDefault(column, Privileges.NONE), old, owner);
            Privileges to = wantedColumns.getOrDefault(column, Privileges.NONE);
            if (!same(of, to, owner) && (isColumn(facts, Identifier.spell(column)) || isMember())) {
                change.add(
                        LAST, Grants.on(after.grantable(), owner).column(column).between(of, to), "");
            }
        }
    }

    /** Another version may have other letters for all that can be granted. */
    private static boolean same(Privileges one, Privileges other, Optional<String> owner) {
        return one.actual().equals(other.actual())
                || PrivilegeFacts.of(one, owner).equals(PrivilegeFacts.of(other, owner));
    }

    private boolean isMember() {
        return after.id().type() == ObjectType.MEMBER_PRIVILEGES;
    }

    private static Map<String, Privileges> columns(CatalogObject object) {
        Map<String, Privileges> columns = new LinkedHashMap<>();
        object.subPrivileges().forEach(column -> columns.put(column.column(), column.privileges()));
        return columns;
    }
}
