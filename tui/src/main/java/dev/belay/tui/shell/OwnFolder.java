package dev.belay.tui.shell;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files that are run as they lie there, and so of this user alone: one that somebody else owns, could write to
 * or could put another in the place of is as good as none. It keeps what was used last, up to a number of files and bytes.
 */
final class OwnFolder {
    /** So seldom is it written down that a file is still used. */
    private static final Duration FRESH = Duration.ofDays(1);

    /** Names of its files, and of drafts that nobody finished. Whatever else lies there is not its to remove. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}(\\..*)?");

    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITES = 0020;
    /** Who may write to such a folder still cannot rename or remove what others have in it. */
    private static final int STICKY = 01000;

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

    /**
     * What was written under a name; none if there is nothing that can be trusted.
     *
     * @param name 64 hexadecimal digits
     */
    Optional<byte[]> read(String name) throws IOException {
        Optional<Path> place = place();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Path file = place.get().resolve(name);
        try {
            if (!own(place.get(), "rwx------")) {
                return Optional.empty();
            }
            PosixFileAttributes found = attributes(file);
            if (!found.isRegularFile() || !own(found, "rw-------") || found.size() > bytes) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            used(file, found.lastModifiedTime().toInstant());
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void used(Path file, Instant last) {
        Instant now = Instant.now();
        if (last.plus(FRESH).isBefore(now)) {
            try {
                Files.setLastModifiedTime(file, FileTime.from(now));
            } catch (IOException e) {
                // Nothing can be written there now. What was read is right all the same.
            }
        }
    }

    /** Whole or not at all, whoever else writes the same. */
    void write(String name, byte[] content) throws IOException {
        Optional<Path> place = content.length > bytes ? Optional.empty() : place();
        if (place.isEmpty()) {
            return;
        }
        Path own = place.get();
        Files.createDirectories(own, permissions("rwx------"));
        if (!own(own, "rwx------")) {
            return;
        }
        // Processes in several containers may have the same number.
        Path draft = own.resolve(name + "." + ProcessHandle.current().pid() + "." + System.nanoTime());
        try {
            try (SeekableByteChannel out =
                    Files.newByteChannel(draft, Set.of(CREATE_NEW, WRITE), permissions("rw-------"))) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    out.write(left);
                }
            }
            Files.move(draft, own.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            // A full disk has no room for halves.
            Files.deleteIfExists(draft);
        }
        forget(own);
    }

    /** Where the folder really is or would be, if nobody but this user and root can put another one in its place. */
    private Optional<Path> place() throws IOException {
        Path there = above(folder.toAbsolutePath());
        while (Files.notExists(there)) {
            there = above(there);
        }
        Path real = there.toRealPath();
        for (Path above = real; above != null; above = above.getParent()) {
            if (!settled(above)) {
                return Optional.empty();
            }
        }
        return Optional.of(real.resolve(there.relativize(folder.toAbsolutePath())));
    }

    /** Asked of what is not the root, which is always there. */
    private static Path above(Path place) {
        return Objects.requireNonNull(place.getParent(), "a folder lies in one");
    }

    /** Whether what lies in a folder stays there unless this user or root moves it. */
    private boolean settled(Path above) throws IOException {
        Map<String, Object> found = Files.readAttributes(above, "unix:mode,uid,owner,group", NOFOLLOW_LINKS);
        if (!Objects.equals(found.get("uid"), 0) && !named(found.get("owner"))) {
            return false;
        }
        int mode = found.get("mode") instanceof Integer bits ? bits : OTHERS_WRITE;
        // Where each user has a group of the same name and nobody else is in it, folders are often made for that group.
        boolean others = (mode & OTHERS_WRITE) != 0 || ((mode & GROUP_WRITES) != 0 && !named(found.get("group")));
        return !others || (mode & STICKY) != 0;
    }

    private boolean named(@Nullable Object principal) {
        return principal instanceof UserPrincipal one && one.getName().equals(user);
    }

    private record Kept(Path file, Instant used, long size) {}

    private void forget(Path own) throws IOException {
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> found = Files.list(own)) {
            for (Path file : found.filter(OwnFolder::isOurs).toList()) {
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

    private static boolean isOurs(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    private boolean own(Path place, String permissions) throws IOException {
        PosixFileAttributes found = attributes(place);
        return !found.isSymbolicLink() && own(found, permissions);
    }

    private boolean own(PosixFileAttributes found, String permissions) {
        return named(found.owner()) && found.permissions().equals(PosixFilePermissions.fromString(permissions));
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
    }
}
