package dev.belay.core.catalog;

import java.util.List;

/** Every kind of object that is read: one line each. */
final class Kinds {
    static final List<KindQuery> ALL = List.of(
            KindQuery.of("schemas", Schema::of),
            KindQuery.of("extensions", Extension::of, "extension_tables"),
            KindQuery.of("languages", Language::of),
            KindQuery.of("collations", Collation::of),
            KindQuery.of("transforms", Transform::of),
            KindQuery.of("shell_types", ShellType::of),
            KindQuery.of("enum_types", EnumType::of),
            KindQuery.of("composite_types", CompositeType::of, "composite_type_columns"),
            KindQuery.of("base_types", BaseType::of),
            KindQuery.of("range_types", RangeType::of),
            KindQuery.of("domains", Domain::of, "domain_checks"),
            KindQuery.of("routines", Routine::of),
            KindQuery.of("aggregates", Aggregate::of),
            KindQuery.of("access_methods", AccessMethod::of),
            KindQuery.of("operators", Operator::of),
            KindQuery.of("operator_families", OperatorFamily::of, "operator_members"),
            KindQuery.of("operator_classes", OperatorClass::of, "operator_members"),
            KindQuery.of("conversions", Conversion::of),
            KindQuery.of("text_search_parsers", TextSearchParser::of),
            KindQuery.of("text_search_templates", TextSearchTemplate::of),
            KindQuery.of("text_search_dictionaries", TextSearchDictionary::of),
            KindQuery.of("text_search_configurations", TextSearchConfiguration::of, "text_search_mappings"),
            KindQuery.of("foreign_data_wrappers", ForeignDataWrapper::of, "foreign_data_wrapper_options"),
            KindQuery.of("servers", Server::of, "server_options"),
            KindQuery.of("user_mappings", UserMapping::of, "user_mapping_options"),
            KindQuery.of("tables", Table::of, "columns", "checks"),
            KindQuery.of("sequences", Sequence::of),
            KindQuery.of("views", View::of, "columns"),
            KindQuery.of("materialized_views", MaterializedView::of, "columns"),
            KindQuery.of("casts", Cast::of),
            KindQuery.of("indexes", Index::of),
            KindQuery.of("constraints", Constraint::of),
            KindQuery.of("foreign_keys", ForeignKey::of, "foreign_key_triggers"),
            KindQuery.of("statistics", Statistics::of),
            KindQuery.of("rules", Rule::of),
            KindQuery.of("triggers", Trigger::of),
            KindQuery.of("row_security", RowSecurity::of),
            KindQuery.of("policies", Policy::of),
            KindQuery.of("event_triggers", EventTrigger::of),
            KindQuery.of("publications", Publication::of),
            KindQuery.of("publication_tables", PublicationTable::of),
            KindQuery.of("publication_schemas", PublicationSchema::of),
            KindQuery.of("subscriptions", Subscription::of).after("subscriptions_census"),
            KindQuery.of("large_objects", LargeObject::of),
            KindQuery.of("default_privileges", DefaultPrivileges::of),
            KindQuery.of("member_privileges", MemberPrivileges::of, "member_column_privileges"));

    private Kinds() {}
}
