package dev.belay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the servers of the tests keep their data. Each test makes databases, which are a thousand files each: on a disk that
 * takes ten times as long as in memory. {@code -Dtest.data} of the build names another folder.
 */
final class ServerData {
    /** What three servers hold at most, with their WAL. */
    private static final long ROOM = 4L << 30;

    private static final String PREFIX = "belay-test-data-";

    private ServerData() {}

    /** A new folder, which goes when whoever gets it removes it, or else when a later run sees that this one has ended. */
    static Path newFolder() {
        Path place = place();
        try {
            sweep(place);
            return Files.createTempDirectory(
                    place, PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException ignored) {
            // What a server still removes itself, or what the system clears.
        }
    }

    private static Path place() {
        Path memory = Path.of(System.getProperty("belay.data", "/dev/shm"));
        boolean fits = Files.isWritable(memory) && memory.toFile().getUsableSpace() >= ROOM;
        return fits ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** What runs have left that were killed. */
    private static void sweep(Path place) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, PREFIX + "*")) {
            for (Path folder : folders) {
                String pid = folder.getFileName()
                        .toString()
                        .substring(PREFIX.length())
                        .replaceFirst("-.*", "");
                if (!isRunning(pid)
                        && Stream.of("", "data").map(folder::resolve).noneMatch(ServerData::hasServer)) {
                    remove(folder);
                }
            }
        }
    }

    private static boolean hasServer(Path data) {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            return isRunning(lines.findFirst().orElse(""));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean isRunning(String pid) {
        return pid.matches("[1-9][0-9]{0,9}")
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
