package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Names and writes the files of a new migration. */
final class NewFile {
    private static final int LONGEST = 100;

    private NewFile() {}

    /** A title as part of a file name: lower case, with underscores for everything that is no letter or digit. */
    static String name(String title) {
        StringBuilder name = new StringBuilder();
        title.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                name.appendCodePoint(c);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '_') {
                name.append('_');
            }
        });
        if (!name.isEmpty() && name.charAt(name.length() - 1) == '_') {
            name.setLength(name.length() - 1);
        }
        if (name.isEmpty()) {
            throw Refusal.of("the title \"" + title + "\" has no letter and no digit", "say what the migration does");
        }
        if (name.length() > LONGEST) {
            throw Refusal.of(
                    "the title has " + name.length() + " characters: \"" + title + "\"",
                    "use at most " + LONGEST + " and put the rest into a comment");
        }
        return name.toString();
    }

    /** A title as one line of a comment. */
    static String heading(String title) {
        return String.join(" ", title.strip().split("\\s+"));
    }

    /** The stamp of now, or the first one after all that are taken. */
    static String stamp(Instant now, ZoneId zone, DateTimeFormatter form, Collection<String> taken) {
        LocalDateTime time = LocalDateTime.ofInstant(now, zone).truncatedTo(ChronoUnit.SECONDS);
        for (String stamp : taken) {
            time = parse(stamp, form)
                    .map(other -> other.plusSeconds(1))
                    .filter(time::isBefore)
                    .orElse(time);
        }
        return form.format(time);
    }

    private static Optional<LocalDateTime> parse(String stamp, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(stamp, form));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Writes a file that must not be there yet. */
    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new BelayException(Kind.USAGE, "\"" + file + "\" is there already", "choose another title", e);
        } catch (IOException e) {
            throw new BelayException(Kind.USAGE, "cannot write \"" + file + "\": " + e.getMessage(), "", e);
        }
    }
}
