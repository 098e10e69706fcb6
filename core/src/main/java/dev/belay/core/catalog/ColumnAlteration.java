package dev.belay.core.catalog;

import static dev.belay.core.catalog.Alteration.Moment.MAIN;

import dev.belay.core.db.Identifier;
import java.util.Map;
import java.util.Optional;

/** How one column of a table becomes another. */
final class ColumnAlteration {
    private static final String FILLS = "fails where a row has no value";

    /** How the types that nearly everybody uses are stored, for servers that cannot be told to choose (before 16). */
    private static final Map<String, String> STORAGE = Map.of(
            "text", "EXTENDED",
            "character varying", "EXTENDED",
            "bytea", "EXTENDED",
            "json", "EXTENDED",
            "jsonb", "EXTENDED",
            "xml", "EXTENDED",
            "numeric", "MAIN");

    private final TableAlteration table;
    private final Alteration change;
    private final Column old;
    private final Column now;
    private final boolean follows;
    private final String path;
    private final String start;
    private boolean keepsType;

    /** @param follows whether a parent has it too */
    ColumnAlteration(TableAlteration table, Column old, Column now, boolean follows) {
        this.table = table;
        this.change = table.change();
        this.old = old;
        this.now = now;
        this.follows = follows;
        this.path = "column " + now.sql() + ": ";
        this.start = "ALTER COLUMN " + now.sql() + " ";
    }

    void write() {
        if (!change.differs(fact -> fact.startsWith(path))) {
            return;
        }
        identity();
        generated();
        boolean retyped = type();
        defaultValue(retyped);
        notNull();
        storage(retyped);
        // A column without its parent's default has none: what it had is gone by now.
        change.take(path + "without parents default");
    }

    private void identity() {
        if (!change.differs(path + "identity")) {
            return;
        }
        Verdicts verdicts = table.verdicts();
        ObjectId id = table.after().id();
        if (old.identity().isPresent() && now.identity().isPresent()) {
            change.take(path + "identity");
            table.cascade(MAIN, start + "SET GENERATED " + now.identity().get(), "");
        } else if (new Attachment(verdicts)
                        .identity(id, now.name(), /* fresh= */ true)
                        .isEmpty()
                && new Attachment(verdicts)
                        .identity(id, now.name(), /* fresh= */ false)
                        .isEmpty()) {
            change.refuse(
                    fact -> fact.equals(path + "identity") || fact.startsWith(path + "default value"),
                    "its sequence would begin anew");
        } else if (change.take(path + "identity") && old.identity().isPresent()) {
            table.cascade(MAIN, start + "DROP IDENTITY", "");
        }
    }

    private void generated() {
        if (change.differs(fact -> fact.startsWith(path + "generated"))
                && now.generated().isEmpty()
                && old.generated().filter(how -> how.kind().equals("STORED")).isPresent()) {
            change.takeAll(fact -> fact.startsWith(path + "generated"));
            table.cascade(MAIN, start + "DROP EXPRESSION", "");
        }
        change.refuse(fact -> fact.startsWith(path + "generated"), "its rows would have to be computed anew");
    }

    private boolean type() {
        boolean collated = change.differs(path + "collation");
        if (!collated && !change.differs(path + "type")) {
            return false;
        }
        String what = start + "TYPE " + now.type()
                + now.collation().map(name -> " COLLATE " + name).orElse("");
        Optional<String> why = collated
                ? Optional.of("another collation sorts and compares otherwise")
                : !TypeWidening.widens(old.type(), now.type())
                        ? Optional.of("that may fail, or write every row anew")
                        : table.verdicts().fixedBy(table.after().id(), now.name());
        if (why.isEmpty() && follows && !table.fromParent(what)) {
            why = Optional.of("it comes from a parent, which does not change alike");
        }
        if (why.isPresent()) {
            keepsType = true;
            change.refuse(fact -> fact.equals(path + "type") || fact.equals(path + "collation"), why.get());
            return false;
        }
        change.take(path + "type");
        change.retype(now.name());
        if (old.defaultValue().isPresent()) {
            // The server would keep the old one with a cast around it.
            change.add(table.alterOnly() + start + "DROP DEFAULT;\n");
        }
        table.cascade(MAIN, what, "");
        return true;
    }

    private void defaultValue(boolean retyped) {
        String fact = path + "default value: expression";
        Optional<String> lacking = keepsType
                ? Optional.of("it needs the other type")
                : now.defaultValue()
                        .flatMap(value -> table.verdicts()
                                .lacks()
                                .of(value.dependsOn(), table.after().id(), value.expression()))
                        .map(Lacks::why);
        if (change.differs(fact) && lacking.isPresent()) {
            change.refuse(fact::equals, lacking.get());
            return;
        }
        boolean differs = change.take(fact);
        if (!(differs || (retyped && old.defaultValue().isPresent()))
                || table.verdicts().isLoosened(table.after().id(), "default " + now.name())) {
            return;
        }
        now.defaultValue()
                .ifPresentOrElse(
                        value -> change.add(table.alterOnly() + start + "SET DEFAULT " + value.expression() + ";\n"),
                        () -> {
                            if (!retyped) {
                                change.add(table.alterOnly() + start + "DROP DEFAULT;\n");
                            }
                        });
    }

    private void notNull() {
        String facts = path + "not null: ";
        if (!change.differs(fact -> fact.startsWith(facts) && !Alteration.isComment(fact))) {
            return;
        }
        if (old.notNull().isEmpty() && now.notNull().isPresent()) {
            set(now.notNull().get());
        } else if (now.notNull().isEmpty()) {
            Optional<ObjectId> key =
                    new PrimaryKeys(table.verdicts()).kept(table.after().id(), now.name());
            if (key.isPresent()) {
                change.refuse(fact -> fact.startsWith(facts), key.get() + " needs it");
                return;
            }
            table.cascade(MAIN, start + "DROP NOT NULL", "");
        } else if (!both(old.notNull().orElseThrow(), now.notNull().orElseThrow())) {
            change.refuse(fact -> fact.startsWith(facts), "nothing changes it in place");
            return;
        }
        change.takeAll(fact -> fact.startsWith(facts) && !Alteration.isComment(fact));
    }

    private void set(Column.NotNull notNull) {
        String usual = table.after().id().name() + "_" + now.name() + "_not_null";
        boolean plain = notNull.valid()
                && !notNull.noInherit()
                && (notNull.name().isEmpty()
                        || notNull.name().equals(usual)
                        || (notNull.inherited() && !table.moves()));
        table.cascade(
                start + "SET NOT NULL",
                MAIN,
                plain
                        ? start + "SET NOT NULL"
                        : "ADD CONSTRAINT " + Identifier.spell(notNull.name()) + " NOT NULL " + now.sql()
                                + (notNull.noInherit() ? " NO INHERIT" : "")
                                + (notNull.valid() ? "" : " NOT VALID"),
                notNull.valid() ? FILLS : "");
    }

    /** Constraints of 18 that have names of their own; says whether there are statements for the difference. */
    private boolean both(Column.NotNull was, Column.NotNull is) {
        if (was.noInherit() != is.noInherit()
                || (was.inherited() != is.inherited() && !table.moves())
                || (was.valid() && !is.valid())) {
            return false;
        }
        if (!was.name().equals(is.name())) {
            table.cascade(
                    MAIN,
                    "RENAME CONSTRAINT " + Identifier.spell(was.name()) + " TO " + Identifier.spell(is.name()),
                    "");
        }
        if (is.valid() && !was.valid()) {
            table.cascade(MAIN, "VALIDATE CONSTRAINT " + Identifier.spell(is.name()), FILLS);
        }
        return true;
    }

    private void storage(boolean retyped) {
        if (change.differs(path + "storage")
                && now.storage().isEmpty()
                && usualStorage().isEmpty()) {
            change.refuse((path + "storage")::equals, "how its type is stored is not known here");
        }
        // Another type brings its own storage and compression.
        if (change.take(path + "storage") || (retyped && now.storage().isPresent())) {
            own("SET STORAGE " + now.storage().or(this::usualStorage).orElseThrow());
        }
        if (change.take(path + "compression") || (retyped && now.compression().isPresent())) {
            own("SET COMPRESSION " + now.compression().orElse("default"));
        }
        if (change.take(path + "statistics")) {
            own("SET STATISTICS " + now.statistics().orElse("-1"));
        }
        if (change.take(path + "options")) {
            change.add(OptionChanges.storage(table.alterOnly() + start.strip(), old.options(), now.options(), ""));
        }
        if (change.take(path + "foreign options")) {
            change.add(OptionChanges.foreign(
                    table.alterOnly() + start.strip(), old.foreignOptions(), now.foreignOptions()));
        }
    }

    private Optional<String> usualStorage() {
        if (table.verdicts().comparison().before().major() >= 16) {
            return Optional.of("DEFAULT");
        }
        int modifier = now.type().indexOf('(');
        String name = modifier < 0 ? now.type() : now.type().substring(0, modifier);
        return Optional.ofNullable(STORAGE.get(name));
    }

    private void own(String what) {
        change.add(table.alterOnly() + start + what + ";\n");
    }
}
