package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A foreign key ({@code pg_constraint}). Those that partitions have from their parents are made with the parent's.
 *
 * @param definition as the server prints it ({@code pg_get_constraintdef}), without {@code NOT VALID}
 * @param validated whether all rows obey it, or none need to ({@code pg_constraint.convalidated}, {@code NOT conenforced})
 * @param triggers those of its own triggers that do not fire as usual ({@code pg_trigger.tgenabled}), so that it is not
 *     enforced there; no dump has them
 */
public record ForeignKey(Head head, String definition, boolean validated, List<Guard> triggers) implements OnTable {
    public ForeignKey {
        triggers = List.copyOf(triggers);
    }

    /**
     * A trigger by which the server keeps a foreign key.
     *
     * @param name its table, and upon what it fires: its own name is an OID ({@code tgrelid})
     * @param firing how it fires instead ({@code tgenabled})
     */
    public record Guard(String name, Firing firing) {}

    static ForeignKey of(Head head, Row row, Context context) {
        return new ForeignKey(
                head,
                row.text("definition"),
                row.flag("validated"),
                context.details("foreign_key_triggers", row).stream()
                        .map(guard -> new Guard(guard.text("name"), Firing.of(guard)))
                        .toList());
    }

    @Override
    public Optional<String> obstacle() {
        return triggers.isEmpty()
                ? Optional.empty()
                : Optional.of("its own triggers are switched there, which only a superuser does, for all of a table:"
                        + " ALTER TABLE … DISABLE TRIGGER ALL");
    }

    @Override
    public Optional<String> remedy() {
        return triggers.isEmpty()
                ? Optional.empty()
                : Optional.of("does not hold for new rows: its triggers are switched off ("
                        + triggers.stream().map(Guard::name).collect(Collectors.joining(", "))
                        + "). ALTER TABLE … ENABLE TRIGGER ALL switches them on again, and checks no row");
    }

    @Override
    public Optional<CatalogObject> dumped() {
        return Optional.of(triggers.isEmpty() ? this : new ForeignKey(head, definition, validated, List.of()));
    }

    /** Without {@code ONLY}: a partitioned table refuses that, and to other tables it makes no difference. */
    @Override
    public String create(Set<Part> apart) {
        return "ALTER TABLE " + tableSql() + "\n    ADD CONSTRAINT " + nameSql() + " " + definition
                + (validated ? "" : " NOT VALID") + ";\n";
    }

    @Override
    public String drop() {
        return "ALTER TABLE " + tableSql() + " DROP CONSTRAINT " + nameSql() + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (validated && !change.differs("definition") && change.take("validated")) {
            change.add(
                    Alteration.Moment.MAIN,
                    "ALTER TABLE " + tableSql() + " VALIDATE CONSTRAINT " + nameSql() + ";\n",
                    "fails where a row breaks it");
        }
    }
}
