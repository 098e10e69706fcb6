package dev.belay.backup;

import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.core.catalog.Selection;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a database is to be backed up, and how.
 *
 * @param selection which objects
 * @param rows of which tables the rows are wanted too
 * @param jobs sessions that copy at once
 * @param binary whether rows are copied in PostgreSQL's binary format wherever their types have one
 * @param globals whether roles and tablespaces go with it
 * @param allowMissing whether what cannot be read is left out, and named, instead of stopping everything
 * @param rate the most bytes a second that are read from the server
 * @param piece the size of the runs that big tables are cut into; found out by Belay where nothing is said
 * @param seal encrypts each file
 */
public record BackupOptions(
        Manifest.Contents contents,
        Selection selection,
        Selection rows,
        int jobs,
        Compression compression,
        boolean binary,
        boolean globals,
        boolean allowMissing,
        OptionalLong rate,
        OptionalLong piece,
        Optional<Seal> seal) {
    private static final String LACKS = "-";

    /** Everything, with two sessions and the fastest compression that is worth its name. */
    public static final BackupOptions DEFAULT = new Builder().build();

    public BackupOptions {
        if (jobs < 1) {
            throw new IllegalArgumentException(jobs + " jobs");
        }
    }

    /**
     * Which part patterns choose: the same for the same patterns, and without their text, which would tell of the names in an
     * encrypted archive. Empty where they choose none.
     */
    public Optional<String> part() {
        if (selection.equals(Selection.EVERYTHING) && rows.equals(Selection.EVERYTHING)) {
            return Optional.empty();
        }
        return Optional.of(hash(selection + "\n" + rows));
    }

    /** The same of an archive that lacks so many other things, too, which nobody has chosen. */
    static String lacking(Optional<String> chosen, int missing) {
        return chosen.orElse("") + LACKS + missing;
    }

    /** The patterns alone, whatever the archive lacks. */
    static String chosen(String part) {
        return part.replaceFirst(LACKS + ".*", "");
    }

    /** How much it lacks that could not be read. */
    static int lacks(String part) {
        Matcher number = Pattern.compile(LACKS + "([0-9]{1,9})").matcher(part);
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Ledger.sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }

    /** The same, encrypted. */
    public BackupOptions sealed(Seal encryption) {
        return new BackupOptions(
                contents,
                selection,
                rows,
                jobs,
                compression,
                binary,
                globals,
                allowMissing,
                rate,
                piece,
                Optional.of(encryption));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Sets what is not as usual. */
    public static final class Builder {
        private Manifest.Contents contents = Manifest.Contents.ALL;
        private Selection selection = Selection.EVERYTHING;
        private Selection rows = Selection.EVERYTHING;
        private int jobs = 2;
        private Compression compression = new Compression(Algorithm.ZSTD, 1);
        private boolean binary;
        private boolean globals;
        private boolean allowMissing;
        private OptionalLong rate = OptionalLong.empty();
        private OptionalLong piece = OptionalLong.empty();
        private Optional<Seal> seal = Optional.empty();

        private Builder() {}

        public Builder contents(Manifest.Contents what) {
            contents = what;
            return this;
        }

        public Builder selection(Selection objects) {
            selection = objects;
            return this;
        }

        public Builder rows(Selection tables) {
            rows = tables;
            return this;
        }

        public Builder jobs(int count) {
            jobs = count;
            return this;
        }

        public Builder compression(Compression how) {
            compression = how;
            return this;
        }

        public Builder binary(boolean wanted) {
            binary = wanted;
            return this;
        }

        public Builder globals(boolean wanted) {
            globals = wanted;
            return this;
        }

        public Builder allowMissing(boolean allowed) {
            allowMissing = allowed;
            return this;
        }

        public Builder rate(OptionalLong bytesPerSecond) {
            rate = bytesPerSecond;
            return this;
        }

        public Builder piece(OptionalLong bytes) {
            piece = bytes;
            return this;
        }

        public Builder seal(Optional<Seal> encryption) {
            seal = encryption;
            return this;
        }

        public BackupOptions build() {
            return new BackupOptions(
                    contents, selection, rows, jobs, compression, binary, globals, allowMissing, rate, piece, seal);
        }
    }
}
