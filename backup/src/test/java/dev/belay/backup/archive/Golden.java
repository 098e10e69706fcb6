package dev.belay.backup.archive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The archives that pg_dump 15 to 19 wrote of one database. They are not part of the repository. */
public final class Golden {
    private Golden() {}

    /** The folder, or the end of the test. */
    public static Path folder() {
        String named = System.getenv("BELAY_GOLDEN");
        Path folder = named == null || named.isBlank()
                ? Path.of(System.getProperty("belay.root"), "..", "shared", "golden")
                : Path.of(named);
        assumeTrue(Files.isDirectory(folder), "gate not run: no golden archives at " + folder + ", see BELAY_GOLDEN");
        return folder;
    }

    public static Path file(String name) {
        return folder().resolve(name);
    }

    /** All archives, sorted: those of directories are packed. */
    public static List<Path> archives() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(dump|tar)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean packedDirectory(Path archive) {
        return archive.getFileName().toString().contains("-directory-");
    }

    /** The archive as its reader wants it: that of a directory is unpacked into this folder. */
    public static Path asWritten(Path archive, Path empty) throws IOException {
        return packedDirectory(archive) ? unpack(archive, empty) : archive;
    }

    public static Path unpack(Path tar, Path empty) throws IOException {
        Path target = Files.createDirectories(empty.resolve(tar.getFileName()));
        try (InputStream in = Files.newInputStream(tar);
                TarArchiveInputStream members = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry member = members.getNextEntry(); member != null; member = members.getNextEntry()) {
                if (member.isFile()) {
                    Files.copy(members, target.resolve(Path.of(member.getName()).getFileName()));
                }
            }
        }
        return target;
    }
}
