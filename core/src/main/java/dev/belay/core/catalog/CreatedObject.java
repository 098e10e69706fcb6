package dev.belay.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One step of creation in a database that is not empty: what is there of privileges by default must not stay unasked. */
final class CreatedObject {
    private final Verdicts verdicts;
    private final CreationOrder.Step step;
    private final List<Creation> entries;

    CreatedObject(Verdicts verdicts, CreationOrder.Step step) {
        this.verdicts = verdicts;
        this.step = step;
        this.entries = Creations.of(step);
    }

    ObjectId id() {
        return step.object().id();
    }

    Creation creation() {
        return entries.get(0);
    }

    /** The object itself, with its owner; nothing if something else has made it by the way. */
    String main() {
        boolean brought = verdicts.altered().values().stream()
                .anyMatch(change -> change.brought().contains(id()));
        return creation().pass() != Creation.Pass.MAIN
                ? ""
                : (brought ? "" : creation().create()) + owner();
    }

    private String owner() {
        if (!verdicts.comparison().ignores(Described.Aspect.OWNERS)) {
            return creation().setOwner();
        }
        return creation().setOwner().isEmpty()
                ? ""
                : old().map(step -> Creations.of(step).get(0).setOwner()).orElse("");
    }

    /** Of what rows that are there may break; what was there before they have not broken. */
    Optional<String> caution() {
        CatalogObject object = step.object();
        boolean rule = object instanceof Constraint
                || (object instanceof Index index && index.unique())
                || (object instanceof ForeignKey key && key.validated());
        SchemaDiff difference = verdicts.comparison().difference();
        boolean fresh =
                difference.added().contains(id()) || difference.changed().containsKey(id());
        return Optional.of("fails where a row breaks it")
                .filter(text -> rule && fresh && step.part().isEmpty() && new Attachment(verdicts).hangsOnOld(object));
    }

    /** What there is to do in a later pass. */
    List<String> after(Creation.Pass pass) {
        List<String> statements = new ArrayList<>();
        if (creation().pass() == pass) {
            statements.add(creation().create() + owner());
        }
        // What is said of an object goes with it, and it may come late.
        if (pass == (creation().pass() == Creation.Pass.LATE ? Creation.Pass.LATE : Creation.Pass.PRIVILEGES)) {
            said(Described.Aspect.COMMENTS, "COMMENT").forEach(statements::add);
            said(Described.Aspect.SECURITY_LABELS, "SECURITY LABEL").forEach(statements::add);
            statements.addAll(privileges());
        }
        return statements;
    }

    /** The entries of a sort; those that it had where what it should have does not count. */
    private List<String> said(Described.Aspect aspect, String description) {
        List<Creation> all =
                verdicts.comparison().ignores(aspect) ? old().map(Creations::of).orElse(List.of()) : entries;
        return all.stream()
                .filter(entry -> entry.description().equals(description))
                .map(Creation::create)
                .toList();
    }

    private Optional<CreationOrder.Step> old() {
        return verdicts.remade().contains(id())
                ? CreationOrder.of(verdicts.comparison().before()).steps().stream()
                        .filter(one -> one.object().id().equals(id()) && one.form() == step.form())
                        .findFirst()
                : Optional.empty();
    }

    private List<String> privileges() {
        boolean ignored = verdicts.comparison().ignores(Described.Aspect.PRIVILEGES);
        CatalogObject object = step.object();
        Set<String> grantees = grantees();
        boolean whole = step.form() == CreationOrder.Form.WHOLE || step.form() == CreationOrder.Form.COMPLETE;
        if (ignored || grantees.isEmpty() || !whole) {
            return said(Described.Aspect.PRIVILEGES, "ACL");
        }
        Optional<String> owner = object.head().owner();
        Privileges privileges = object.head().privileges();
        StringBuilder sql = new StringBuilder();
        grantees.forEach(
                grantee -> sql.append("REVOKE ALL ON " + object.grantable() + " FROM " + Grants.role(grantee) + ";\n"));
        List<String> left = privileges.standard().stream()
                .filter(item -> !grantees.contains(AccessItem.of(item).grantee()))
                .toList();
        sql.append(Grants.on(object.grantable(), owner)
                .between(new Privileges(left, left), new Privileges(privileges.standard(), privileges.actual())));
        List<String> statements = new ArrayList<>(List.of(sql.toString()));
        entries.stream()
                .filter(entry ->
                        entry.description().equals("ACL") && entry.tag().startsWith("COLUMN "))
                .forEach(entry -> statements.add(entry.create()));
        return statements;
    }

    /** Whose privileges on a new object of this sort are not the usual ones, in the database as it is before. */
    private Set<String> grantees() {
        Set<String> grantees = new TreeSet<>();
        String sort = switch (id().type()) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> "TABLES";
            case SEQUENCE -> "SEQUENCES";
            case FUNCTION, PROCEDURE, AGGREGATE -> "FUNCTIONS";
            case TYPE, DOMAIN -> "TYPES";
            case SCHEMA -> "SCHEMAS";
            default -> "";
        };
        for (CatalogObject object : verdicts.comparison().before().everything().values()) {
            if (object instanceof DefaultPrivileges defaults
                    && !verdicts.goes(object.id())
                    && object.id().qualifier().equals(sort)
                    && (object.id().schema().isEmpty() || object.id().schema().equals(id().schema()))) {
                defaults.privileges()
                        .actual()
                        .forEach(item -> grantees.add(AccessItem.of(item).grantee()));
                defaults.privileges()
                        .standard()
                        .forEach(item -> grantees.add(AccessItem.of(item).grantee()));
                grantees.remove(object.id().name());
            }
        }
        step.object().head().owner().ifPresent(grantees::remove);
        return grantees;
    }

    /** What fills it again where it was full. */
    Optional<String> refresh(Catalog before) {
        return verdicts.remade().contains(id())
                        && step.object() instanceof MaterializedView view
                        && before.find(id())
                                .filter(old -> old instanceof MaterializedView full && full.populated())
                                .isPresent()
                ? Optional.of(view.refresh())
                : Optional.empty();
    }
}
