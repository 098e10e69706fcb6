package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * A domain ({@code pg_type}) and its constraints ({@code pg_constraint}).
 *
 * @param dataType the type below, with its modifier ({@code typbasetype})
 * @param collation where it is not the one of the type below ({@code pg_type.typcollation})
 * @param defaultValue an expression ({@code typdefaultbin})
 * @param notNull whether NULL is refused ({@code pg_type.typnotnull})
 * @param notNullName where it is not {@code <domain>_not_null}; names of NOT NULL are kept from 17 on
 * @param notNullComment on that constraint ({@code pg_description})
 * @param checks its CHECK constraints ({@code pg_constraint})
 */
public record Domain(
        Head head,
        String dataType,
        Optional<String> collation,
        Optional<String> defaultValue,
        boolean notNull,
        Optional<String> notNullName,
        Optional<String> notNullComment,
        List<Check> checks)
        implements CatalogObject {
    public Domain {
        checks = List.copyOf(checks);
    }

    /**
     * A CHECK constraint.
     *
     * @param name of the constraint ({@code pg_constraint.conname})
     * @param definition from {@code CHECK} on, with {@code NOT VALID} where it is not
     * @param validated whether the values that were there before it are known to obey it ({@code pg_constraint.convalidated})
     * @param comment on the constraint ({@code pg_description})
     * @param dependsOn what its expression needs ({@code pg_depend})
     */
    public record Check(
            String name,
            String definition,
            boolean validated,
            Optional<String> comment,
            SortedSet<ObjectId> dependsOn) {}

    static Domain of(Head head, Row row, Context context) {
        return new Domain(
                head,
                row.text("data_type"),
                row.optional("collation"),
                row.optional("default_value"),
                row.flag("not_null"),
                row.optional("not_null_name"),
                row.optional("not_null_oid")
                        .flatMap(oid ->
                                context.comment(new Handle(row.big("constraint_catalog"), Long.parseLong(oid)), 0)),
                context.details("domain_checks", row).stream()
                        .map(check -> check(check, context))
                        .toList());
    }

    private static Check check(Row row, Context context) {
        Handle handle = new Handle(row.big("catalog"), row.big("oid"));
        return new Check(
                row.text("name"),
                row.text("definition"),
                row.flag("validated"),
                context.comment(handle, 0),
                context.dependencies(handle));
    }

    @Override
    public String create(Set<Part> apart) {
        StringBuilder sql = new StringBuilder("CREATE " + reference() + " AS " + dataType);
        collation.ifPresent(other -> sql.append(" COLLATE ").append(other));
        defaultValue.ifPresent(value -> sql.append(" DEFAULT ").append(value));
        if (notNull) {
            notNullName.ifPresent(name -> sql.append(" CONSTRAINT ").append(Identifier.spell(name)));
            sql.append(" NOT NULL");
        }
        for (Check check : checks) {
            Part part = part(check);
            if (part.moment() == Part.Moment.INLINE && !apart.contains(part)) {
                sql.append("\n    CONSTRAINT ").append(clause(check));
            }
        }
        return sql.append(";\n").toString();
    }

    @Override
    public String grantable() {
        return "TYPE " + id().sql();
    }

    @Override
    public List<Part> parts() {
        return checks.stream().map(this::part).toList();
    }

    private Part part(Check check) {
        return new Part(
                "check " + check.name(),
                "CHECK CONSTRAINT",
                id().name() + " " + check.name(),
                check.validated() ? Part.Moment.INLINE : Part.Moment.APART,
                ObjectType.CONSTRAINT.rank(),
                // Values that break a constraint which is not valid must be there before it.
                Section.POST_DATA,
                "ALTER " + reference() + " ADD CONSTRAINT " + clause(check) + ";\n",
                "ALTER " + reference() + " DROP CONSTRAINT " + Identifier.spell(check.name()) + ";\n",
                check.dependsOn());
    }

    private static String clause(Check check) {
        return Identifier.spell(check.name()) + " " + check.definition();
    }

    @Override
    public List<SubComment> subComments() {
        List<SubComment> comments = new ArrayList<>();
        for (Check check : checks) {
            check.comment()
                    .ifPresent(text -> comments.add(new SubComment(
                            constraint(check.name()), text, part(check).name())));
        }
        notNullComment.ifPresent(
                text -> comments.add(new SubComment(constraint(notNullName.orElse(id().name() + "_not_null")), text)));
        return comments;
    }

    private String constraint(String name) {
        return "CONSTRAINT " + Identifier.spell(name) + " ON " + reference();
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (!(before instanceof Domain old)) {
            return;
        }
        String alter = "ALTER " + reference() + " ";
        if (change.take("default value")) {
            change.add(alter + defaultValue.map(value -> "SET DEFAULT " + value).orElse("DROP DEFAULT") + ";\n");
        }
        for (Check check : checks) {
            String path = "check " + Identifier.spell(check.name());
            if (change.differs(fact -> Alteration.isOf(path, fact))) {
                change.loosen("check " + check.name());
                change.renew(constraint(check.name()));
            }
        }
        old.checks().stream()
                .map(Check::name)
                .filter(name -> change.differs("check " + Identifier.spell(name)))
                .forEach(name -> change.loosen("check " + name));
        change.takeAll(fact -> fact.startsWith("check ") && !Alteration.isComment(fact));
        if (change.takeAll(fact -> fact.equals("not null") || fact.equals("not null name"))) {
            if (old.notNull()) {
                change.add(alter + "DROP NOT NULL;\n");
            }
            if (notNull) {
                change.add(
                        Alteration.Moment.MAIN,
                        alter
                                + notNullName
                                        .map(name -> "ADD CONSTRAINT " + Identifier.spell(name) + " NOT NULL")
                                        .orElse("SET NOT NULL")
                                + ";\n",
                        "fails where a row has none");
                change.renew(constraint(notNullName.orElse(id().name() + "_not_null")));
            }
        }
    }
}
