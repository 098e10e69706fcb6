package dev.belay.tui.server;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the server's programs are unpacked: a folder that belongs to this user alone, because what lies there is run,
 * and where the system lets programs run.
 */
final class ProgramFolder {
    private ProgramFolder() {}

    /** The places to try, best first: the user's cache, which outlives a restart, then the temporary folder. */
    static List<Path> places(Map<String, String> environment, Path temporary, String user) {
        List<Path> places = new ArrayList<>();
        for (String variable : List.of("BELAY_CACHE", "XDG_CACHE_HOME", "HOME")) {
            String value = environment.getOrDefault(variable, "");
            if (value.startsWith("/") && places.isEmpty()) {
                places.add(
                        switch (variable) {
                            case "BELAY_CACHE" -> Path.of(value, "embedded");
                            case "HOME" -> Path.of(value, ".cache/belay/embedded");
                            default -> Path.of(value, "belay/embedded");
                        });
            }
        }
        places.add(temporary.resolve("belay-" + user));
        return List.copyOf(places);
    }

    /** The first of the places that will do; it is made if it is not there. */
    static Path choose(List<Path> places) {
        List<String> refused = new ArrayList<>();
        for (Path place : places) {
            String objection = objection(place);
            if (objection.isEmpty()) {
                return place;
            }
            refused.add(place + " (" + objection + ")");
        }
        throw new BelayException(
                Kind.USAGE,
                "there is no folder to unpack PostgreSQL in: " + String.join(", ", refused),
                "set BELAY_CACHE to a folder of your own, on a file system where programs may run");
    }

    private static String objection(Path place) {
        try {
            Files.createDirectories(place, asFileAttribute(fromString("rwx------")));
            Path probe = Files.createTempFile(place, "probe", "", asFileAttribute(fromString("rwx------")));
            try {
                // A folder that somebody else made first is a trap: the programs in it could be anything.
                if (!Files.getOwner(place).equals(Files.getOwner(probe))) {
                    return "belongs to " + Files.getOwner(place);
                }
                Files.setPosixFilePermissions(place, fromString("rwx------"));
                return Files.isExecutable(probe) ? "" : "no program may run there: mounted with noexec";
            } finally {
                Files.delete(probe);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return reason(e);
        }
    }

    private static String reason(Exception e) {
        return Set.of("AccessDeniedException", "FileAlreadyExistsException")
                        .contains(e.getClass().getSimpleName())
                ? "cannot be written"
                : String.valueOf(e.getMessage());
    }
}
