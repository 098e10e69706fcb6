package dev.belay.core.config;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what names a place on the command line, and the files that hold secrets. */
final class Places {
    private final Path directory;
    private final Surroundings surroundings;

    Places(Path directory, Surroundings surroundings) {
        this.directory = directory;
        this.surroundings = surroundings;
    }

    static boolean isPlace(String text) {
        return text.startsWith("env:") || text.startsWith("file:") || ConnectionUrl.recognises(text);
    }

    ConnectionUrl url(String place) {
        if (place.startsWith("env:")) {
            String variable = place.substring("env:".length());
            if (variable.isEmpty()) {
                throw new BelayException(
                        Kind.USAGE, "\"env:\" names no variable", "write it behind the colon: env:DATABASE_URL");
            }
            return surroundings
                    .variable(variable)
                    .map(text -> parse(text, "variable " + variable))
                    .orElseThrow(() -> new BelayException(
                            Kind.USAGE,
                            "the variable " + variable + " is not set",
                            "set it to a connection URL, or correct its name"));
        }
        if (place.startsWith("file:")) {
            String name = place.substring("file:".length());
            if (name.isEmpty()) {
                throw new BelayException(
                        Kind.USAGE,
                        "\"file:\" names no file",
                        "write it behind the colon: file:/run/secrets/database-url");
            }
            Path file = directory.resolve(name);
            return parse(secret(file, place), place);
        }
        ConnectionUrl url = ConnectionUrl.parse(place);
        if (url.holdsPassword()) {
            throw new BelayException(
                    Kind.USAGE,
                    "a URL with a password is not taken from the command line",
                    "every user of this machine can read it there, and the shell remembers it: put it into a variable"
                            + " and say env:DATABASE_URL");
        }
        return url;
    }

    /** Parses a URL that somebody else holds, and says who when it cannot be read. */
    static ConnectionUrl parse(String text, String origin) {
        try {
            return ConnectionUrl.parse(text);
        } catch (BelayException e) {
            throw new BelayException(e.kind(), origin + ": " + e.getMessage(), e.hint(), e);
        }
    }

    /** The content of a mounted secret, without the line's end that editors add. */
    static String secret(Path file, String origin) {
        try {
            String text = Files.readString(file);
            int end = text.length();
            while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
                end--;
            }
            if (text.isBlank()) {
                throw new BelayException(
                        Kind.USAGE,
                        origin + ": the file " + file + " is empty",
                        "is the secret mounted, and has it a value?");
            }
            return text.substring(0, end);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE,
                    origin + ": cannot read the file " + file,
                    Files.isDirectory(file)
                            ? "it is a folder: name the file in it that holds the value"
                            : Files.exists(file)
                                    ? "may this user read it?"
                                    : "is the secret mounted, and under this name?",
                    e);
        }
    }
}
