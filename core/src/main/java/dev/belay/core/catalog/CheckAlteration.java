package dev.belay.core.catalog;

import static dev.belay.core.catalog.Alteration.Moment.BEFORE;
import static dev.belay.core.catalog.Alteration.Moment.MAIN;

import dev.belay.core.db.Identifier;
import java.util.Optional;

/** The CHECK constraints of a table: those that change are dropped before its columns change and added when they have. */
final class CheckAlteration {
    private static final String BREAKS = "fails where a row breaks it";

    private final TableAlteration table;
    private final Alteration change;
    private final Table before;
    private final Table after;

    CheckAlteration(TableAlteration table, Table before, Table after) {
        this.table = table;
        this.change = table.change();
        this.before = before;
        this.after = after;
    }

    void write() {
        for (Check check : before.checks()) {
            Optional<Check> now = after.checks().stream()
                    .filter(other -> other.name().equals(check.name()))
                    .findFirst();
            if (differs(check)) {
                now.ifPresentOrElse(other -> changed(check, other), () -> removed(check));
            }
        }
        after.checks().stream()
                .filter(check -> differs(check) && mayCome(check))
                .forEach(this::add);
    }

    private void add(Check check) {
        table.cascade(MAIN, "ADD " + check.clause(), check.validated() ? BREAKS : "");
    }

    private boolean differs(Check check) {
        return change.differs(fact -> Alteration.isOf(path(check), fact));
    }

    private static String path(Check check) {
        return "check " + Identifier.spell(check.name());
    }

    private void changed(Check old, Check now) {
        if (table.verdicts().isLoosened(after.id(), TableText.part(now))) {
            take(now);
            renew(now);
        } else if (!old.validated() && now.definition().concat(" NOT VALID").equals(old.definition())) {
            take(now);
            table.cascade(MAIN, "VALIDATE CONSTRAINT " + Identifier.spell(now.name()), BREAKS);
        } else if (old.definition().equals(now.definition())) {
            change.refuse(fact -> Alteration.isOf(path(now), fact), "nothing changes it in place");
        } else if (mayGo(old) && mayCome(now)) {
            drop(old);
            add(now);
            renew(now);
        }
    }

    private void removed(Check check) {
        if (mayGo(check)) {
            take(check);
            drop(check);
        }
    }

    private void drop(Check check) {
        if (!table.verdicts().isLoosened(after.id(), TableText.part(check))) {
            table.cascade(BEFORE, gone(check), "");
        }
    }

    private boolean mayGo(Check check) {
        if (check.inherited() && !table.moves() && !table.fromParent(gone(check))) {
            change.refuse(fact -> Alteration.isOf(path(check), fact), "it comes from a parent, which keeps it");
            return false;
        }
        return true;
    }

    private static String gone(Check check) {
        return "DROP CONSTRAINT " + Identifier.spell(check.name());
    }

    private boolean mayCome(Check check) {
        Optional<ObjectId> lacking = table.verdicts().lacks().of(check.dependsOn(), after.id());
        Optional<String> why = lacking.isPresent()
                ? lacking.map(Lacks::why)
                : check.inherited() && !table.moves() && !table.fromParent("ADD " + check.clause())
                        ? Optional.of("it comes from a parent, which does not get it")
                        : change.isUnsure(check.definition())
                                ? Optional.of("a column of it does not change")
                                : Optional.empty();
        why.ifPresent(text -> change.refuse(fact -> Alteration.isOf(path(check), fact), text));
        if (why.isEmpty()) {
            take(check);
        }
        return why.isEmpty();
    }

    private void take(Check check) {
        change.takeAll(fact -> Alteration.isOf(path(check), fact));
    }

    private void renew(Check check) {
        change.renew("CONSTRAINT " + Identifier.spell(check.name()) + " ON "
                + after.id().sql());
    }
}
