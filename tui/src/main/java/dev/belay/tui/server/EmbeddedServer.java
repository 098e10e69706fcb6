package dev.belay.tui.server;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The servers in {@code lib/embedded}: unpacked once, started in a second, gone with everything in them. */
public final class EmbeddedServer implements ScratchServer {
    private final Path library;
    private final List<Path> places;
    private final Path temporary;

    /**
     * @param library the folder with {@code 14.jar}, {@code 15.jar}…
     * @param places where to unpack them, best first
     * @param temporary where data goes
     */
    EmbeddedServer(Path library, List<Path> places, Path temporary) {
        this.library = library;
        this.places = List.copyOf(places);
        this.temporary = temporary;
    }

    /** The servers of an installation, unpacked to the cache of the user that this environment belongs to. */
    public static EmbeddedServer of(Path installation, Map<String, String> environment) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String user = System.getProperty("user.name");
        return new EmbeddedServer(
                installation.resolve("lib/embedded"), ProgramFolder.places(environment, temporary, user), temporary);
    }

    @Override
    public Set<Integer> majors() {
        Set<Integer> majors = new TreeSet<>();
        try (Stream<Path> jars = Files.list(library)) {
            jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.matches("\\d{2}\\.jar"))
                    .forEach(name -> majors.add(Integer.valueOf(name.substring(0, 2))));
        } catch (IOException e) {
            return Set.of();
        }
        return majors;
    }

    @Override
    public void require(int major) {
        requireThatItIsThere(Binaries.in(library, major));
    }

    @Override
    public Running start(int major, Lifetime lifetime) {
        Binaries binaries = Binaries.in(library, major);
        requireThatItIsThere(binaries);
        Path programs = ProgramFolder.choose(places);
        try (Programs unpacked = Programs.of(binaries, programs)) {
            RunningServer server = RunningServer.start(binaries, unpacked, temporary, lifetime);
            unpacked.proven();
            return server;
        } catch (IOException e) {
            throw StartFailure.explain(major, "", temporary, e);
        }
    }

    private static void requireThatItIsThere(Binaries binaries) {
        try {
            binaries.open(Platform.current()).close();
        } catch (IOException e) {
            throw new BelayException(
                    Kind.USAGE,
                    "cannot read " + binaries.jar() + ": " + e.getMessage(),
                    "unpack the distribution again",
                    e);
        }
    }
}
