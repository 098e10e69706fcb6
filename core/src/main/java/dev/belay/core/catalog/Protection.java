package dev.belay.core.catalog;

import java.util.List;
import java.util.Optional;

/** The entries that protect an object once it is there: its security labels, and who may do what with it. */
final class Protection {
    private Protection() {}

    static void add(CreationOrder.Step step, List<Creation> entries) {
        addLabels(step, entries);
        addPrivileges(step, entries);
    }

    private static void addLabels(CreationOrder.Step step, List<Creation> labels) {
        CatalogObject object = step.object();
        for (SecurityLabel label : object.head().labels()) {
            labels.add(label(step, object.reference(), label));
        }
        for (CatalogObject.SubLabel label : object.subLabels()) {
            labels.add(label(step, label.on(), label.label()));
        }
    }

    private static Creation label(CreationOrder.Step step, String on, SecurityLabel label) {
        return entry(
                step, "SECURITY LABEL", on, Creations.pass(step.object().id().type()), label.sql(on));
    }

    /** Of the object and then of its columns, since what is revoked from the whole is revoked from the columns too. */
    private static void addPrivileges(CreationOrder.Step step, List<Creation> privileges) {
        CatalogObject object = step.object();
        Optional<String> owner = object.head().owner();
        if (!object.head().privileges().untouched()) {
            String on = object.grantable();
            String sql = Grants.on(on, owner).of(object.head().privileges());
            privileges.add(entry(step, "ACL", on, Creation.Pass.PRIVILEGES, sql));
        }
        for (CatalogObject.SubPrivileges column : object.subPrivileges()) {
            if (!column.privileges().untouched()) {
                String sql = Grants.on(object.grantable(), owner)
                        .column(column.column())
                        .of(column.privileges());
                String tag = "COLUMN " + object.id().name() + "." + column.column();
                privileges.add(entry(step, "ACL", tag, Creation.Pass.PRIVILEGES, sql));
            }
        }
    }

    private static Creation entry(
            CreationOrder.Step step, String description, String tag, Creation.Pass pass, String sql) {
        return new Creation(
                step.object().id(),
                description,
                tag,
                step.section(),
                pass,
                sql,
                "",
                step.object().head().owner(),
                "",
                Optional.empty(),
                Optional.empty());
    }
}
