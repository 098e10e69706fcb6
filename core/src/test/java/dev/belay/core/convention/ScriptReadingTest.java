package dev.belay.core.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.migration.Checksum;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptReadingTest {
    @TempDir
    private Path folder;

    private Project plain() {
        return Project.of(folder, "plain");
    }

    @Test
    void namesTheByteThatIsNotUtf8() {
        plain().file("a.sql", "SELECT 1;\nSELECT 'é';\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> plain().open().migrations()).isInstanceOfSatisfying(BelayException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.USAGE);
            assertThat(e).hasMessage("a.sql:2: not UTF-8: byte 0xE9 at offset 18");
            assertThat(e.hint()).isEqualTo("save the file as UTF-8");
        });
    }

    @Test
    void refusesATextThatEndsInTheMiddleOfACharacter() {
        plain().file("a.sql", new byte[] {'-', '-', (byte) 0xC3});

        assertThatThrownBy(() -> plain().open().migrations()).hasMessage("a.sql:1: not UTF-8: byte 0xC3 at offset 2");
    }

    @Test
    void refusesUtf16ByName() {
        plain().file("little.sql", "\uFEFFSELECT 1".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> plain().open().migrations()).hasMessage("\"little.sql\" is UTF-16");

        plain().file("little.sql", "\uFEFFSELECT 1".getBytes(StandardCharsets.UTF_16BE));
        assertThatThrownBy(() -> plain().open().migrations()).hasMessage("\"little.sql\" is UTF-16");
    }

    @Test
    void refusesANulCharacter() {
        plain().file("a.sql", "SELECT 1;\n\nSELECT '\0';");

        assertThatThrownBy(() -> plain().open().migrations())
                .hasMessage("a.sql:3: a NUL character, which no SQL text can hold");
    }

    @Test
    void skipsAByteOrderMarkAndKeepsCarriageReturns() {
        plain().file("a.sql", "\uFEFFSELECT 'a\r\nb';\r\n");

        assertThat(plain().up()).isEqualTo("SELECT 'a\r\nb';\r\n");
    }

    @Test
    void readsAnEmptyFile() {
        plain().file("a.sql", "");

        assertThat(plain().up()).isEmpty();
        assertThat(plain().only().checksum()).isEqualTo(Checksum.of(""));
    }

    @Test
    void hashesACheckoutWithOtherLineEndsAlike() {
        plain().file("a.sql", "SELECT 1;\r\nSELECT 2;\r\n");
        Checksum windows = plain().only().checksum();
        plain().file("a.sql", "SELECT 1;\nSELECT 2;\n");

        assertThat(plain().only().checksum()).isEqualTo(windows);
    }

    @Test
    void refusesAFileThatChangedSinceItWasListed() {
        plain().file("a.sql", "SELECT 1");
        Migration listed = plain().only();
        plain().file("a.sql", "SELECT 2");

        assertThatThrownBy(() -> plain().open().read(listed, Direction.UP))
                .hasMessage("\"a.sql\" has changed since the run began");
    }

    @Test
    void saysThatAFileIsAFolder() throws IOException {
        Files.createDirectory(folder.resolve("a.sql"));

        assertThatThrownBy(() -> plain().open().migrations()).isInstanceOfSatisfying(BelayException.class, e -> {
            assertThat(e).hasMessageStartingWith("cannot read \"a.sql\"");
            assertThat(e.hint()).isEqualTo("it is a folder: give it another name");
        });
    }

    @Test
    void saysThatAFileMayNotBeRead() throws IOException {
        plain().file("a.sql", "SELECT 1");
        Files.setPosixFilePermissions(folder.resolve("a.sql"), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(folder.resolve("a.sql")), "this user may read every file");

        assertThatThrownBy(() -> plain().open().migrations()).hasMessage("no permission to read \"a.sql\"");
    }

    @Test
    void saysThatThereIsNoFolder() {
        Project nowhere = Project.of(folder.resolve("nowhere"), "plain");

        assertThatThrownBy(nowhere::open)
                .isInstanceOf(BelayException.class)
                .hasMessage("no folder \"" + folder.resolve("nowhere") + "\"");
    }

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(plain().open().migrations()).isEmpty();
    }
}
