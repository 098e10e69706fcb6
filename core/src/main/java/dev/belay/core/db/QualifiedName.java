package dev.belay.core.db;

/** A relation with its schema. {@link #toString} is for people and keys, {@link #sql} for statements. */
public record QualifiedName(String schema, String name) {
    public QualifiedName {
        if (schema.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("a qualified name needs a schema and a name");
        }
    }

    public String sql() {
        return Identifier.quote(schema) + "." + Identifier.quote(name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
