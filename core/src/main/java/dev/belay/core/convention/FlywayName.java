package dev.belay.core.convention;

import dev.belay.core.migration.Version;
import java.util.Optional;

/**
 * What the name of one of Flyway's files says.
 *
 * @param prefix V, U, R or B
 * @param written the version as the name has it, with dots; empty for R
 * @param description with spaces for underscores
 */
record FlywayName(char prefix, String written, String description) {
    private static final String SEPARATOR = "__";
    private static final String SHAPE = "V<version>__<title>.sql, U<version>__<title>.sql or R__<title>.sql";

    /** Parses the name of a file, without its folder. */
    static FlywayName parse(String file, String shown) {
        if (callback(file)) {
            throw Refusal.of(
                    "\"" + shown + "\" is a callback of Flyway, which Belay does not run",
                    "name it under \"hooks\" in belay.yaml, and move it out of the folder of the migrations");
        }
        String stem = file.substring(0, file.length() - ProgramFile.ENDING.length());
        char prefix = stem.isEmpty() ? ' ' : stem.charAt(0);
        int separator = stem.indexOf(SEPARATOR);
        String version = stem.substring(Math.min(1, stem.length()), separator < 0 ? stem.length() : separator);
        String description = separator < 0 ? "" : stem.substring(separator + SEPARATOR.length());
        FlywayName name = new FlywayName(prefix, version.replace('_', '.'), description.replace('_', ' '));
        if (!name.fits() || (prefix == 'R' && separator < 0)) {
            // Flyway itself passes over such a file in silence.
            throw Refusal.name(shown, SHAPE);
        }
        if (prefix == 'B') {
            throw Refusal.of(
                    "\"" + shown + "\" is a baseline migration, which Belay does not run",
                    "give a database that has its objects a baseline of " + name.written
                            + ", and move the file to another folder");
        }
        return name;
    }

    private boolean fits() {
        return switch (prefix) {
            case 'V', 'U', 'B' -> FlywayVersion.of(written).isPresent();
            case 'R' -> written.isEmpty() && !description.isBlank();
            default -> false;
        };
    }

    private static boolean callback(String file) {
        return file.matches("(?:before|after)[A-Z].*") || file.matches("createSchema(?:__.*)?\\.sql");
    }

    boolean undo() {
        return prefix == 'U';
    }

    boolean repeatable() {
        return prefix == 'R';
    }

    Version version() {
        return repeatable()
                ? FlywayVersion.repeatable(description)
                : FlywayVersion.of(written).orElseThrow();
    }

    /** What the version column holds. */
    Optional<String> stored() {
        return repeatable() ? Optional.empty() : Optional.of(written);
    }
}
