package dev.belay.tui.shell;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of files that are run as they lie there, and so of this user alone: one that somebody else owns or could write
 * to is as good as none. It keeps what was used last, up to a number of files and bytes.
 */
final class OwnFolder {
    /** So seldom is it written down that a file is still used. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final Path folder;
    private final String user;
    private final int files;
    private final long bytes;

    /**
     * Nothing is made before something is written.
     *
     * @param user the name of the user who runs this process
     * @param files so many are kept at most
     * @param bytes so many all of them take at most; a bigger one is not kept at all
     */
    OwnFolder(Path folder, String user, int files, long bytes) {
        this.folder = folder;
        this.user = user;
        this.files = files;
        this.bytes = bytes;
    }

    Optional<byte[]> read(String name) throws IOException {
        Path file = folder.resolve(name);
        try {
            if (!own(folder, "rwx------")) {
                return Optional.empty();
            }
            PosixFileAttributes found = attributes(file);
            if (!found.isRegularFile() || !own(found, "rw-------") || found.size() > bytes) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            Instant now = Instant.now();
            if (found.lastModifiedTime().toInstant().plus(FRESH).isBefore(now)) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whole or not at all, whoever else writes the same. */
    void write(String name, byte[] content) throws IOException {
        if (content.length > bytes) {
            return;
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!own(folder, "rwx------")) {
            return;
        }
        Path draft = folder.resolve(name + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, content);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        forget();
    }

    private record Kept(Path file, Instant used, long size) {}

    private void forget() throws IOException {
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                try {
                    PosixFileAttributes one = attributes(file);
                    all.add(new Kept(file, one.lastModifiedTime().toInstant(), one.size()));
                } catch (NoSuchFileException e) {
                    // Another process was faster.
                }
            }
        }
        all.sort(Comparator.comparing(Kept::used).reversed());
        long sum = 0;
        for (int i = 0; i < all.size(); i++) {
            sum += all.get(i).size();
            if (i >= files || sum > bytes) {
                Files.deleteIfExists(all.get(i).file());
            }
        }
    }

    private boolean own(Path place, String permissions) throws IOException {
        PosixFileAttributes found = attributes(place);
        return !found.isSymbolicLink() && own(found, permissions);
    }

    private boolean own(PosixFileAttributes found, String permissions) {
        return found.owner().getName().equals(user)
                && found.permissions().equals(PosixFilePermissions.fromString(permissions));
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
    }
}
