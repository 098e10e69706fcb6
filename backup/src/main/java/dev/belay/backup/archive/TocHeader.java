package dev.belay.backup.archive;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the entries.
 *
 * @param widths how many bytes the writing machine's numbers take
 * @param layout never TAR: the files of a tar say that they are a directory's
 * @param created on the clock of the machine that wrote it, without a zone
 * @param daylightSaving what that machine's C library thought of it: 0 no, 1 yes, -1 unknown
 * @param database its name, of {@code serverVersion}
 * @param dumpVersion of the tool that wrote the archive
 */
public record TocHeader(
        FormatVersion version,
        Widths widths,
        Layout layout,
        Compression compression,
        LocalDateTime created,
        int daylightSaving,
        Optional<String> database,
        Optional<String> serverVersion,
        Optional<String> dumpVersion) {

    /** Readers find out themselves whether a time was one of summer; what they are told wrong shifts it by an hour. */
    private static final int UNKNOWN = -1;

    private static final Pattern MAJOR = Pattern.compile("\\d{1,4}(?!\\d)");

    public TocHeader {
        requireNonNull(version, "version");
        requireNonNull(compression, "compression");
        requireNonNull(created, "created");
        layout = layout == Layout.TAR ? Layout.DIRECTORY : layout;
    }

    /** The header of a new archive. */
    public static TocHeader of(ArchiveFormat format, LocalDateTime created, Origin origin) {
        return new TocHeader(
                format.version(),
                Widths.USUAL,
                format.layout(),
                format.compression(),
                created,
                UNKNOWN,
                Optional.of(origin.database()),
                Optional.of(origin.serverVersion()),
                Optional.of(origin.dumpVersion()));
    }

    TocHeader in(ArchiveFormat format) {
        return new TocHeader(
                format.version(),
                Widths.USUAL,
                format.layout(),
                format.compression(),
                created,
                daylightSaving,
                database,
                serverVersion,
                dumpVersion);
    }

    /** The major version of the server; empty where nothing sensible is said. */
    public Optional<Integer> serverMajor() {
        return serverVersion
                .map(MAJOR::matcher)
                .filter(Matcher::lookingAt)
                .map(number -> Integer.valueOf(number.group()));
    }

    /** Bytes of an integer, without its sign, and of an offset, without its state. */
    public record Widths(int integer, int offset) {
        public static final Widths USUAL = new Widths(4, 8);
        static final int MOST = 32;

        public Widths {
            if (integer < 1 || integer > MOST || offset < 1 || offset > MOST) {
                throw new IllegalArgumentException("numbers of " + integer + " and " + offset + " bytes");
            }
        }
    }

    /** What was dumped, and by what. */
    public record Origin(String database, String serverVersion, String dumpVersion) {}
}
