package dev.belay.core.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** libpq's {@code .pgpass}: lines of host:port:database:user:password, the first that fits counts. */
record PasswordFile(Path file) {
    /** A password, and the line it stands in. */
    record Found(Secret password, String origin) {}

    static PasswordFile of(Optional<String> named, Surroundings surroundings) {
        return new PasswordFile(
                named.map(Path::of).orElseGet(() -> surroundings.home().resolve(".pgpass")));
    }

    /** Adds a note when the file is there but not to be trusted. */
    Optional<Found> find(ConnectionSettings settings, List<String> notes) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            notes.add("the password file " + file + " is not a plain file and is ignored");
            return Optional.empty();
        }
        if (othersMayRead()) {
            notes.add("the password file " + file + " is readable by others and is ignored: chmod 600 it");
            return Optional.empty();
        }
        List<String> lines = lines(notes);
        for (Address address : settings.addresses()) {
            for (int i = 0; i < lines.size(); i++) {
                Optional<Secret> password = match(lines.get(i), address, settings);
                if (password.isPresent()) {
                    return Optional.of(new Found(password.get(), file + ":" + (i + 1)));
                }
            }
        }
        return Optional.empty();
    }

    private boolean othersMayRead() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER"));
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without such permissions: libpq does not look there either.
            return false;
        }
    }

    private List<String> lines(List<String> notes) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            notes.add("the password file " + file + " cannot be read and is ignored");
            return List.of();
        }
    }

    private static Optional<Secret> match(String line, Address address, ConnectionSettings settings) {
        if (line.isBlank() || line.startsWith("#")) {
            return Optional.empty();
        }
        List<Field> fields = fields(line);
        boolean fits = fields.size() == 5
                && (fields.get(0).fits(address.host())
                        || (address.local() && fields.get(0).fits("localhost")))
                && fields.get(1).fits(String.valueOf(address.port()))
                && fields.get(2).fits(settings.database())
                && fields.get(3).fits(settings.user());
        return fits ? Optional.of(new Secret(fields.get(4).text())) : Optional.empty();
    }

    /** Splits at colons; a backslash keeps the next character. The password is the rest up to its own colon, as in libpq. */
    private static List<Field> fields(String line) {
        List<Field> fields = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean wildcard = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                text.append(line.charAt(++i));
                wildcard = false;
            } else if (c == ':' && fields.size() < 5) {
                fields.add(new Field(text.toString(), wildcard));
                text.setLength(0);
                wildcard = true;
            } else {
                text.append(c);
            }
        }
        if (fields.size() < 5) {
            fields.add(new Field(text.toString(), wildcard));
        }
        return fields;
    }

    /** One field; an escaped star is a star. */
    private record Field(String text, boolean plain) {
        boolean fits(String value) {
            return (plain && text.equals("*")) || text.equals(value);
        }
    }
}
