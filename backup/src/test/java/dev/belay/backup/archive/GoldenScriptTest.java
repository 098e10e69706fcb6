package dev.belay.backup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL that an archive becomes is the SQL that stock tools print. */
final class GoldenScriptTest {
    @TempDir
    Path scratch;

    @Test
    void anArchiveBecomesTheScriptThatItsOwnPgDumpPrints() throws IOException {
        List<Path> whole = Golden.archives().stream()
                .filter(archive -> !archive.toString().matches(".*-(schema|inserts|statistics)\\..*"))
                .toList();

        assertThat(whole).hasSizeGreaterThan(40);
        for (Path archive : whole) {
            String major = archive.getFileName().toString().substring(0, 4);

            assertThat(script(archive))
                    .as(archive.toString())
                    .isEqualTo(Files.readString(Golden.file(major + "-plain.sql"), ISO_8859_1));
        }
    }

    @Test
    void anArchiveBecomesTheScriptThatPgRestorePrints() throws IOException {
        StockTools.assume();
        for (Path archive : Golden.archives()) {
            if (archive.getFileName().toString().startsWith("pg15")) {
                Path written = Golden.asWritten(archive, scratch);

                assertThat(script(archive))
                        .as(archive.toString())
                        .isEqualTo(new String(
                                StockTools.run("pg_restore", "-f", "-", "--restrict-key=golden", written.toString()),
                                ISO_8859_1));
            }
        }
    }

    private static String script(Path archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Export.toSql(ArchiveReader.open(archive), out, "golden");
        return out.toString(ISO_8859_1);
    }
}
