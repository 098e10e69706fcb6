package dev.belay.backup.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in an archive come from whoever wrote it, and lead nowhere else. */
final class HostileArchiveTest {
    private static final ArchiveFormat DIRECTORY = ArchiveFormat.of(Layout.DIRECTORY, Compression.NONE);

    @TempDir
    Path scratch;

    private Path archive;

    @BeforeEach
    void aSecretBesideTheArchive() throws IOException {
        Files.writeString(scratch.resolve("secret"), SampleArchive.ROWS);
        archive = SampleArchive.write(DIRECTORY, scratch.resolve("archive"));
    }

    @Test
    void noFileNameLeadsOutOfADirectory() throws IOException {
        Path absolute = scratch.resolve("secret");
        for (String name :
                List.of("../secret", absolute.toString(), "..", ".", "a/../../secret", "..\\secret", "x\0y")) {
            Toc toc = SampleArchive.toc(DIRECTORY);
            List<TocEntry> entries = toc.entries().stream()
                    .map(entry -> entry.id() == 11
                            ? entry.toBuilder().place(new Place.InFile(name)).build()
                            : entry)
                    .toList();
            try (OutputStream out = Files.newOutputStream(archive.resolve("toc.dat"))) {
                TocWriter.write(toc.with(entries), out);
            }

            assertThatThrownBy(() -> Contents.of(archive))
                    .isInstanceOf(BelayException.class)
                    .hasMessageContaining("names a file that is not in it");
        }
    }

    @Test
    void aFileThatIsALinkCannotBeReadAndTheReasonIsSaid() throws IOException {
        Path file = SampleArchive.write(ArchiveFormat.of(Layout.CUSTOM, Compression.NONE), scratch.resolve("file"));
        Path link = Files.createSymbolicLink(scratch.resolve("link"), file);

        assertThatThrownBy(() -> ArchiveReader.open(link))
                .isInstanceOf(BelayException.class)
                .hasMessageStartingWith("cannot read " + link + ": Too many levels of symbolic links");
    }

    @Test
    void noLargeObjectLeadsOutOfADirectory() throws IOException {
        Files.writeString(archive.resolve("blobs.toc"), "16500 ../secret\n4000000000 blob_4000000000.dat\n");

        assertThatThrownBy(() -> Contents.of(archive)).hasMessageContaining("names a file that is not in it");
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        Files.delete(archive.resolve("11.dat"));
        Files.createSymbolicLink(archive.resolve("11.dat"), scratch.resolve("secret"));

        assertThatThrownBy(() -> Contents.of(archive)).hasMessageContaining("is not a file");
    }

    @Test
    void noLinkInATarIsFollowed() throws IOException {
        Path tar = scratch.resolve("links.tar");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            putFile(out, "toc.dat", Files.readAllBytes(archive.resolve("toc.dat")));
            TarArchiveEntry link = new TarArchiveEntry("11.dat", TarConstants.LF_SYMLINK);
            link.setLinkName(scratch.resolve("secret").toString());
            out.putArchiveEntry(link);
            out.closeArchiveEntry();
        }

        assertThatThrownBy(() -> Contents.of(tar)).hasMessageContaining("there is no file 11.dat");
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
        Path tar = scratch.resolve("twice.tar");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            putFile(out, "toc.dat", Files.readAllBytes(archive.resolve("toc.dat")));
            putFile(out, "./toc.dat", new byte[1]);
        }
        Files.copy(archive.resolve("11.dat"), archive.resolve("11.dat.zst"));

        assertThatThrownBy(() -> Contents.of(tar)).hasMessageContaining("the tar has two files \"toc.dat\"");
        assertThatThrownBy(() -> Contents.of(archive)).hasMessageContaining("there are 2 files 11.dat");
    }

    @Test
    void somethingBehindCompressedDataIsRefused() throws IOException {
        Path compressed = SampleArchive.write(
                ArchiveFormat.of(Layout.DIRECTORY, Compression.of(Compression.Algorithm.GZIP)),
                scratch.resolve("compressed"));
        Path file = compressed.resolve("11.dat.gz");
        Files.write(file, new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);

        assertThatThrownBy(() -> Contents.of(compressed)).hasMessageContaining("cannot be decompressed");
    }

    @Test
    void whatIsNoArchiveIsSaidToBeNone() throws IOException {
        Path sql = Files.writeString(scratch.resolve("dump.sql"), "--\n-- PostgreSQL database dump\n--\n");
        Path text = Files.writeString(scratch.resolve("notes"), "hello");
        Path empty = Files.createDirectory(scratch.resolve("empty"));

        assertThatThrownBy(() -> ArchiveReader.open(sql)).hasMessageContaining("is a plain SQL dump");
        assertThatThrownBy(() -> ArchiveReader.open(text)).hasMessageContaining("is no archive of PostgreSQL");
        assertThatThrownBy(() -> ArchiveReader.open(empty)).hasMessageContaining("there is no file toc.dat");
        assertThatThrownBy(() -> ArchiveReader.open(archive.resolve("toc.dat")))
                .hasMessageContaining("give the directory instead");
    }

    @Test
    void aTableOfContentsThatNeverEndsIsRefused() throws IOException {
        byte[] toc = Files.readAllBytes(archive.resolve("toc.dat"));
        Files.delete(archive.resolve("toc.dat"));
        int length = new String(toc, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("CREATE TABLE") - 4;
        toc[length + 3] = 0x7F;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive.resolve("toc.dat.gz")))) {
            out.write(toc);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                out.write(zeros);
            }
        }

        assertThatThrownBy(() -> Contents.of(archive)).hasMessageContaining("a text has the length");
    }

    private static void putFile(TarArchiveOutputStream out, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }
}
