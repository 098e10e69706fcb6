package dev.belay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

final class FileTroubleTest {
    @Test
    void aPathBecomesASentence() {
        assertThat(FileTrouble.text(new NoSuchFileException("/a"))).isEqualTo("there is no /a");
        assertThat(FileTrouble.text(new AccessDeniedException("/a"))).isEqualTo("this user has no permission for /a");
        assertThat(FileTrouble.text(new FileAlreadyExistsException("/a"))).isEqualTo("there is already a /a");
        assertThat(FileTrouble.text(new DirectoryNotEmptyException("/a"))).isEqualTo("the folder /a is not empty");
        assertThat(FileTrouble.text(new NotDirectoryException("/a"))).isEqualTo("/a is no folder");
        assertThat(FileTrouble.text(new FileSystemLoopException("/a"))).isEqualTo("/a cannot be used");
    }

    @Test
    void whatSaysMoreIsLeftAsItIs() {
        assertThat(FileTrouble.text(new FileSystemException("/a", null, "No space left on device")))
                .isEqualTo("/a: No space left on device");
        assertThat(FileTrouble.text(new IOException("broken"))).isEqualTo("broken");
        assertThat(FileTrouble.text(new IOException())).isEqualTo("IOException");
    }

    @Test
    void aSentenceNamesAFileOnceAndSaysWhy() {
        String failed = "cannot read /a";

        assertThat(FileTrouble.sentence(failed, new IOException("broken"))).isEqualTo("cannot read /a: broken");
        assertThat(FileTrouble.sentence(failed, new NoSuchFileException("/a")))
                .isEqualTo("cannot read /a: it is not there");
        assertThat(FileTrouble.sentence(failed, new AccessDeniedException("/a")))
                .isEqualTo("cannot read /a: this user has no permission for it");
        assertThat(FileTrouble.sentence(failed, new NotDirectoryException("/a")))
                .isEqualTo("cannot read /a: it is no folder");
        assertThat(FileTrouble.sentence(failed, new FileAlreadyExistsException("/a")))
                .isEqualTo("cannot read /a: it is there already");
        assertThat(FileTrouble.sentence(failed, new DirectoryNotEmptyException("/a")))
                .isEqualTo("cannot read /a: it is not empty");
        assertThat(FileTrouble.sentence(failed, new FileSystemException("/a", null, "Input/output error")))
                .isEqualTo("cannot read /a: Input/output error");
        assertThat(FileTrouble.sentence(failed, new AccessDeniedException("/a/b")))
                .isEqualTo("cannot read /a: this user has no permission for /a/b");
    }

    @Test
    void whatIsASentenceAlreadyIsNotWrappedInAnother() {
        assertThat(FileTrouble.sentence("cannot read s3://a", new IOException("cannot list s3://a: 500")))
                .isEqualTo("cannot list s3://a: 500");
        assertThat(FileTrouble.sentence("the archive cannot be written", new IOException("cannot write s3://a: 500")))
                .isEqualTo("cannot write s3://a: 500");
    }

    @Test
    void onlyAFullDiskIsToldToNeedRoom() {
        assertThat(FileTrouble.hint(new IOException("No space left on device"))).contains("make room");
        assertThat(FileTrouble.hint(new FileSystemException("/a", null, "Disk quota exceeded")))
                .contains("make room");
        assertThat(FileTrouble.hint(new IOException("the service says 404 NoSuchBucket")))
                .contains("the right place")
                .doesNotContain("room");
    }
}
