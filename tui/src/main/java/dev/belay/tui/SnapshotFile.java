package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.Spot;
import dev.belay.core.catalog.Described;
import dev.belay.core.catalog.SnapshotText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a snapshot file, and tells one from other files. */
final class SnapshotFile {
    private SnapshotFile() {}

    /**
     * What it says.
     *
     * @param name as the user knows it
     */
    static Described read(String name, Path file) {
        String text = text(name, file);
        if (!text.isBlank() && !SnapshotText.recognises(text)) {
            throw no(name);
        }
        return SnapshotText.read(name, text);
    }

    /** Whether it begins as a snapshot does, be it whole or not. */
    static boolean is(Path file) {
        try {
            return Files.isRegularFile(file) && SnapshotText.recognises(Files.readString(file, UTF_8));
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(String name, Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (CharacterCodingException e) {
            throw no(name);
        } catch (IOException e) {
            throw new BelayException(
                            Kind.USAGE,
                            "cannot read \"" + name + "\": " + FileTrouble.text(e),
                            "is it there, and may this user read it?",
                            e)
                    .at(Spot.of(name));
        }
    }

    private static BelayException no(String name) {
        return new BelayException(
                        Kind.USAGE,
                        "\"" + name + "\" is not a snapshot of a schema",
                        "such a file is what belay snapshot writes; a file that holds a URL is named file:" + name)
                .at(Spot.of(name));
    }
}
