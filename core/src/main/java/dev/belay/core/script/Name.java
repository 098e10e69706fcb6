package dev.belay.core.script;

import java.util.Optional;

/**
 * A name as the catalog has it: unquoted parts in lower case, each cut to the 63 bytes that the server keeps.
 *
 * @param schema the schema, where the statement says it
 */
public record Name(Optional<String> schema, String name) {
    public static Name of(String name) {
        return new Name(Optional.empty(), name);
    }

    public static Name of(String schema, String name) {
        return new Name(Optional.of(schema), name);
    }

    /** Whether both may mean the same object: a schema that is not said can be any. */
    public boolean matches(Name other) {
        return name.equals(other.name) && (schema.isEmpty() || other.schema.isEmpty() || schema.equals(other.schema));
    }

    @Override
    public String toString() {
        return schema.map(part -> part + ".").orElse("") + name;
    }
}
