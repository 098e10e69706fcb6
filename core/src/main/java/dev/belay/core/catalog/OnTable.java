package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;

/** What has its name within one table, which is its qualifier: constraints, triggers, rules, policies. */
interface OnTable extends CatalogObject {
    /** The table as SQL writes it, with its schema. */
    default String tableSql() {
        return ObjectId.of(ObjectType.TABLE, id().schema(), id().qualifier()).sql();
    }

    default String nameSql() {
        return Identifier.spell(id().name());
    }

    @Override
    default String reference() {
        return id().type().words() + " " + nameSql() + " ON " + tableSql();
    }

    @Override
    default String tag() {
        return id().qualifier() + " " + id().name();
    }
}
