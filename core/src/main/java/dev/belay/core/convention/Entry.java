package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.migration.Migration;
import dev.belay.core.migration.Version;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file that its name makes a migration, and what came of reading it.
 *
 * @param migration unless it could not be read
 * @param why it could not
 */
record Entry(Version version, String title, Path file, Optional<Migration> migration, Optional<BelayException> why) {
    static Entry of(Version version, String title, Path file, Supplier<Migration> reading) {
        try {
            return new Entry(version, title, file, Optional.of(reading.get()), Optional.empty());
        } catch (BelayException e) {
            return new Entry(version, title, file, Optional.empty(), Optional.of(e));
        }
    }
}
