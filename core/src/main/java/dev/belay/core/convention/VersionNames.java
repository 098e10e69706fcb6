package dev.belay.core.convention;

import dev.belay.core.migration.Version;

/** How a convention writes its versions into {@code schema_migrations}: teams store the version or the file name. */
interface VersionNames {
    /** The version that a stored text means. */
    Version of(String stored);

    /** A pattern for LIKE that fits the other texts that mean this version. */
    String others(Version version);

    /** The text, with nothing special about it in a pattern. */
    static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
