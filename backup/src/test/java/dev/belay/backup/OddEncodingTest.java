package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases may hold bytes that their encoding has no letter for. */
@ServerTest
final class OddEncodingTest {
    @TempDir
    Path scratch;

    @Test
    void aValueThatIsNothingInUnicodeIsNamedWithAWayOut(TestDatabase any, TestServer server) {
        String name = any.name() + "_1252";
        server.execute(
                "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'WIN1252' LC_COLLATE 'C' LC_CTYPE 'C'");
        try {
            TestDatabase source = new TestDatabase(server, name, any.user(), any.password());
            source.execute(
                    "CREATE TABLE plain (v text)",
                    "INSERT INTO plain VALUES ('€')",
                    "CREATE TABLE odd (v text)",
                    "INSERT INTO odd VALUES (convert_from('\\x81', 'WIN1252'))");

            BelayException refused = catchThrowableOfType(
                    BelayException.class, () -> Backups.make(source, scratch, BackupOptions.DEFAULT));

            assertThat(refused.kind()).isEqualTo(Kind.BACKUP);
            assertThat(refused).hasMessageStartingWith("cannot read public.odd: character with byte sequence 0x81");
            assertThat(refused.hint())
                    .isEqualTo("mend that value, or leave out the rows of the table: --exclude-table-data");
        } finally {
            server.execute("DROP DATABASE " + name);
        }
    }
}
