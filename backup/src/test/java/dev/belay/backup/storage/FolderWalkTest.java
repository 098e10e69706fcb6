package dev.belay.backup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else has locked away. */
final class FolderWalkTest {
    @TempDir
    Path root;

    private Contents refused(Path path) throws IOException {
        FolderWalk walk = new FolderWalk(root, root);
        AccessDeniedException refusal = new AccessDeniedException(path.toString());
        assertThat(walk.visitFileFailed(path, refusal)).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(walk.visitFileFailed(path, refusal)).isEqualTo(FileVisitResult.CONTINUE);
        return walk.seen();
    }

    @Test
    void aFolderThatMayNotBeReadIsNamed() throws IOException {
        Path theirs = Files.createDirectories(root.resolve("shop/theirs"));

        Contents contents = refused(theirs);

        assertThat(contents.closed()).singleElement().satisfies(closed -> {
            assertThat(closed.name()).isEqualTo("shop/theirs");
            assertThat(closed.modified())
                    .isEqualTo(Files.getLastModifiedTime(theirs).toInstant());
        });
        assertThatThrownBy(contents::whole).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aPlaceThatMayNotBeReadIsAnError() {
        FolderWalk walk = new FolderWalk(root, root);

        assertThatThrownBy(() -> walk.visitFileFailed(root, new AccessDeniedException(root.toString())))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void theOthersAreFoundBesideIt() throws IOException {
        Path ours = Files.createDirectories(root.resolve("shop/ours"));
        Files.writeString(ours.resolve("toc.dat"), "x");
        Path locked = Files.createDirectories(root.resolve("shop/locked"));
        Path listed = Files.createDirectories(root.resolve("shop/listed"));
        Files.writeString(listed.resolve("1.dat"), "x");
        Files.writeString(listed.resolve("2.dat"), "x");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(listed, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isReadable(locked), "whoever runs this may read everything");
        try {
            Contents contents = FolderWalk.contents(root, root);

            assertThat(contents.files()).extracting(StoredFile::name).containsExactly("shop/ours/toc.dat");
            assertThat(contents.closed())
                    .extracting(Contents.Closed::name)
                    .containsExactly("shop/listed", "shop/locked");
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
            Files.setPosixFilePermissions(listed, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
