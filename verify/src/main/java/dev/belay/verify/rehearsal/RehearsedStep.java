package dev.belay.verify.rehearsal;

import dev.belay.core.catalog.SchemaDiff;
import dev.belay.core.migration.Version;
import java.util.Optional;

/**
 * One migration, as it went.
 *
 * @param repeatable whether its kind has no way down
 * @param up empty if it was not begun
 * @param down empty if it was not begun
 * @param again the second way up; empty if it was not begun
 * @param difference from what was there before it to what its way down leaves; added is what stays behind
 */
public record RehearsedStep(
        Version version,
        String title,
        boolean repeatable,
        Optional<Way> up,
        Verdict verdict,
        Optional<Way> down,
        SchemaDiff difference,
        Optional<Way> again) {}
