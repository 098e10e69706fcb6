package dev.belay.core.script;

import java.util.Optional;

/**
 * Something that a statement brings into being.
 *
 * @param kind in the words of SQL and lower case: table, materialized view, index, enum value, …; a user or group is a
 *     role
 * @param guarded whether an existing one of this name is left as it is
 * @param replaces whether an existing one is replaced
 * @param on what it belongs to: the table of an index, trigger, policy, rule, column or constraint, the type of a value
 */
public record Created(String kind, Name name, boolean guarded, boolean replaces, Optional<Name> on) {}
