package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;

/**
 * A label that a security provider keeps on an object ({@code pg_seclabel}, {@code pg_shseclabel}).
 *
 * @param provider the module that knows what it means ({@code provider})
 * @param label its text ({@code label})
 */
public record SecurityLabel(String provider, String label) {
    /** The statement that sets it on what {@code SECURITY LABEL ON} calls {@code on}. */
    String sql(String on) {
        return "SECURITY LABEL FOR " + Identifier.spell(provider) + " ON " + on + " IS "
                + Identifier.literal(label).strip() + ";\n";
    }
}
