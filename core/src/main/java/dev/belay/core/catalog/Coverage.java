package dev.belay.core.catalog;

import java.util.Map;
import java.util.Set;

/**
 * Which of the server's own tables the reader knows. A newer PostgreSQL that keeps something in a table that is not listed
 * here has kinds of objects that a copy would lose; the reader names them.
 */
final class Coverage {
    /** What is read, as objects or as parts of objects. */
    static final Set<String> READ = Set.of(
            "pg_aggregate",
            "pg_am",
            "pg_amop",
            "pg_amproc",
            "pg_attrdef",
            "pg_attribute",
            "pg_auth_members",
            "pg_authid",
            "pg_cast",
            "pg_class",
            "pg_collation",
            "pg_constraint",
            "pg_conversion",
            "pg_database",
            "pg_db_role_setting",
            "pg_default_acl",
            "pg_depend",
            "pg_description",
            "pg_enum",
            "pg_event_trigger",
            "pg_extension",
            "pg_foreign_data_wrapper",
            "pg_foreign_server",
            "pg_foreign_table",
            "pg_index",
            "pg_inherits",
            "pg_init_privs",
            "pg_language",
            "pg_largeobject_metadata",
            "pg_namespace",
            "pg_opclass",
            "pg_operator",
            "pg_opfamily",
            "pg_parameter_acl",
            "pg_partitioned_table",
            "pg_policy",
            "pg_proc",
            "pg_publication",
            "pg_publication_namespace",
            "pg_publication_rel",
            "pg_range",
            "pg_rewrite",
            "pg_seclabel",
            "pg_sequence",
            "pg_shdescription",
            "pg_shseclabel",
            "pg_statistic_ext",
            "pg_subscription",
            "pg_tablespace",
            "pg_transform",
            "pg_trigger",
            "pg_ts_config",
            "pg_ts_config_map",
            "pg_ts_dict",
            "pg_ts_parser",
            "pg_ts_template",
            "pg_type",
            "pg_user_mapping");

    /** What is no schema, and why. */
    static final Map<String, String> LEFT_OUT = Map.of(
            "pg_largeobject", "rows, not schema: the content of large objects",
            "pg_replication_origin", "state of running replication",
            "pg_shdepend", "what pg_depend is for roles; owners and privileges say the same",
            "pg_statistic", "collected by ANALYZE",
            "pg_statistic_ext_data", "collected by ANALYZE",
            "pg_subscription_rel", "state of running replication");

    private Coverage() {}

    /** Whether the reader has an opinion on this table of {@code pg_catalog}. */
    static boolean knows(String catalog) {
        return READ.contains(catalog) || LEFT_OUT.containsKey(catalog);
    }
}
