package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stock tools wrote is read to the byte. */
final class GoldenReadTest {
    @TempDir
    Path scratch;

    @Test
    void theTableOfContentsOfEveryArchiveIsWrittenBackByteForByte() throws IOException {
        List<Path> archives = Golden.archives();

        assertThat(archives).hasSizeGreaterThan(50);
        for (Path archive : archives) {
            byte[] original = bytesOfToc(Golden.asWritten(archive, scratch));
            RawInput raw = new RawInput("toc", new ByteArrayInputStream(original), 0, original.length);
            Toc toc = TocReader.read(raw);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TocWriter.write(toc, out);
            byte[] same = Arrays.copyOf(original, (int) raw.position());

            assertThat(out.toByteArray()).as(archive.toString()).isEqualTo(same);
            assertThat(toc.entries()).as(archive.toString()).hasSizeGreaterThan(30);
        }
    }

    @Test
    void theRowsOfEveryArchiveAreThoseThatPsqlWouldBeGiven() throws IOException {
        for (Path archive : Golden.archives()) {
            String name = archive.getFileName().toString();
            String script = Files.readString(Golden.file(name.substring(0, 4) + "-plain.sql"), ISO_8859_1);
            ArchiveReader reader = ArchiveReader.open(Golden.asWritten(archive, scratch));
            int tables = 0;
            for (TocEntry entry : reader.toc().entries()) {
                if (entry.copy().isPresent() && entry.hasData() && !name.contains("inserts")) {
                    tables++;
                    String statement =
                            new String(entry.copy().get().getBytes(reader.toc().charset()), ISO_8859_1);
                    try (InputStream data = reader.data(entry)) {
                        assertThat(script)
                                .as(name + " " + entry.label())
                                .contains(statement + new String(data.readAllBytes(), ISO_8859_1) + "--\n");
                    }
                }
            }
            assertThat(tables).as(name).isEqualTo(name.contains("schema") || name.contains("inserts") ? 0 : 6);
        }
    }

    @Test
    void aPackedDirectoryIsReadAsItIs() throws IOException {
        Path packed = Golden.file("pg18-directory-zstd.tar");
        ArchiveReader inPlace = ArchiveReader.open(packed);
        ArchiveReader unpacked = ArchiveReader.open(Golden.unpack(packed, scratch));

        for (TocEntry entry : inPlace.toc().entries()) {
            if (entry.hasData() && !entry.holdsLargeObjects()) {
                try (InputStream one = inPlace.data(entry);
                        InputStream other = unpacked.data(entry)) {
                    assertThat(one.readAllBytes()).isEqualTo(other.readAllBytes());
                }
            }
        }
    }

    @Test
    void insertsAreRead() throws IOException {
        for (int major = 15; major <= 19; major++) {
            ArchiveReader reader = ArchiveReader.open(Golden.file("pg" + major + "-custom-inserts.dump"));
            TocEntry table = reader.toc().entries().stream()
                    .filter(entry ->
                            entry.kind().equals("TABLE DATA") && entry.tag().equals("c"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream data = reader.data(table)) {
                assertThat(new String(data.readAllBytes(), ISO_8859_1))
                        .startsWith("INSERT INTO public.c OVERRIDING SYSTEM VALUE VALUES (1, 2, 1.50, DEFAULT);\n")
                        .endsWith(");\n\n\n");
            }
        }
    }

    @Test
    void largeObjectsOfBothLayoutsAreRead() throws IOException {
        for (Path archive : Golden.archives()) {
            if (!archive.toString().contains("schema")) {
                Map<Long, byte[]> objects = new HashMap<>();
                ArchiveReader reader = ArchiveReader.open(Golden.asWritten(archive, scratch));
                for (TocEntry entry : reader.toc().entries()) {
                    if (entry.holdsLargeObjects()) {
                        reader.largeObjects(entry, (oid, in) -> objects.put(oid, in.readAllBytes()));
                    }
                }
                assertThat(objects).as(archive.toString()).containsOnlyKeys(424242L, 424243L);
                assertThat(objects.get(424242L)).asHexString().isEqualTo("DEADBEEF00FF");
                assertThat(new String(objects.get(424243L), ISO_8859_1)).isEqualTo("large object ".repeat(5000));
            }
        }
    }

    private static byte[] bytesOfToc(Path archive) throws IOException {
        if (Files.isDirectory(archive)) {
            return Files.readAllBytes(archive.resolve("toc.dat"));
        }
        if (archive.toString().endsWith(".dump")) {
            return Files.readAllBytes(archive);
        }
        try (RawInput member = TarFiles.open(ByteSource.of(archive)).open("toc.dat")) {
            return member.readAllBytes();
        }
    }
}
