package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import dev.belay.core.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** libpq's {@code pg_service.conf}: named groups of connection parameters. */
final class ServiceFile {
    private ServiceFile() {}

    /** One group, and where it was found. */
    record Service(Map<String, String> parts, String origin) {}

    /** Looks in the user's file, then in the system's. */
    static Service find(String name, Surroundings surroundings) {
        List<String> others = new ArrayList<>();
        List<Path> files = files(surroundings);
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                Map<String, Map<String, String>> services = read(file);
                Map<String, String> parts = services.get(name);
                if (parts != null) {
                    return new Service(parts, "service \"" + name + "\" of " + file);
                }
                others.addAll(services.keySet());
            }
        }
        throw new BelayException(
                Kind.USAGE,
                "there is no service \"" + name + "\" in " + files.get(0),
                others.isEmpty()
                        ? "the file holds [" + name + "] and lines of name=value"
                        : Nearest.hint(name, others));
    }

    private static List<Path> files(Surroundings surroundings) {
        List<Path> files = new ArrayList<>();
        files.add(surroundings
                .variable("PGSERVICEFILE")
                .map(Path::of)
                .orElseGet(() -> surroundings.home().resolve(".pg_service.conf")));
        surroundings.variable("PGSYSCONFDIR").ifPresent(folder -> files.add(Path.of(folder, "pg_service.conf")));
        return files;
    }

    private static Map<String, Map<String, String>> read(Path file) {
        Map<String, Map<String, String>> services = new LinkedHashMap<>();
        Map<String, String> current = new LinkedHashMap<>();
        int number = 0;
        for (String raw : lines(file)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                current = new LinkedHashMap<>();
                // The first of two groups with one name counts, as for libpq.
                services.putIfAbsent(line.substring(1, line.length() - 1), current);
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0 || line.startsWith("service=")) {
                throw BelayException.in(
                        new Spot(file.toString(), number),
                        Kind.USAGE,
                        "this line is not a connection parameter and its value",
                        "write name=value; a service cannot name another one");
            }
            current.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        return services;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE, "cannot read the service file " + file, "is it readable, and is it UTF-8?", e);
        }
    }
}
