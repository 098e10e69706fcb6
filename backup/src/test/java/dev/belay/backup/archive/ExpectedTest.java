package dev.belay.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.FolderStorage;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected of a file holds for what is read, and not only for what was listed. */
final class ExpectedTest {
    private static final String FOLDER = "archive";

    @TempDir
    Path scratch;

    /** Of the bytes of a large object that are not compressed nothing else tells that they end too early. */
    @Test
    void aFileThatIsCutWhileTheArchiveIsReadIsDamage() throws Exception {
        SampleArchive.write(ArchiveFormat.of(Layout.DIRECTORY, Compression.NONE), scratch.resolve(FOLDER));

        assertThat(objects(new FolderStorage(scratch))).isPositive();
        assertThatThrownBy(() -> objects(new Cut(scratch)))
                .isInstanceOfSatisfying(
                        BelayException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTEGRITY))
                .hasMessageContaining("blob_16500.dat")
                .hasMessageContaining("bytes were written");
    }

    private long objects(Storage storage) throws Exception {
        ArchiveReader reader = ArchiveReader.open(storage, FOLDER, Decryption.NONE, expected(storage));
        long[] bytes = new long[1];
        for (TocEntry entry : reader.toc().entries()) {
            if (entry.holdsLargeObjects()) {
                reader.largeObjects(entry, (oid, in) -> bytes[0] += in.readAllBytes().length);
            }
        }
        return bytes[0];
    }

    private Map<String, ExpectedFile> expected(Storage storage) throws Exception {
        Map<String, ExpectedFile> expected = new TreeMap<>();
        for (StoredFile file : storage.list(FOLDER)) {
            byte[] bytes = Files.readAllBytes(scratch.resolve(file.name()));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            expected.put(
                    file.name().substring(FOLDER.length() + 1),
                    new ExpectedFile(bytes.length, HexFormat.of().formatHex(hash)));
        }
        return expected;
    }

    /** Somebody has cut its large objects since it was listed. */
    private static final class Cut extends FolderStorage {
        Cut(Path root) {
            super(root);
        }

        @Override
        public InputStream read(String file, long from) throws IOException {
            InputStream in = super.read(file, from);
            if (!file.contains("blob_")) {
                return in;
            }
            try (in) {
                return new ByteArrayInputStream(in.readNBytes(5));
            }
        }
    }
}
