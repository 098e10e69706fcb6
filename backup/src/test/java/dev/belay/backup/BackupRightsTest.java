package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.backup.archive.Decryption;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the role may not read is named before anything is copied, and left out where somebody said so. */
@ServerTest
final class BackupRightsTest {
    private static final BackupOptions THE_REST =
            BackupOptions.builder().allowMissing(true).build();

    @TempDir
    Path scratch;

    private TestDatabase source;
    private TestDatabase visitor;

    @BeforeEach
    void visit(TestDatabase database) {
        String role = "visitor_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
        source = database;
        visitor = new TestDatabase(database.server(), database.name(), role, "x");
    }

    private BelayException refusal() {
        return catchThrowableOfType(BelayException.class, () -> Backups.make(visitor, scratch, BackupOptions.DEFAULT));
    }

    @Test
    void largeObjectsAreOfTheirOwnersAndOfThoseWhomTheyLetIn() throws IOException {
        source.execute(
                "SELECT lo_from_bytea(11, 'theirs'), lo_from_bytea(12, 'ours'), lo_from_bytea(13, 'own'),"
                        + " lo_from_bytea(14, 'for all'), lo_from_bytea(4000000000, 'theirs')",
                "GRANT SELECT ON LARGE OBJECT 12 TO " + visitor.user(),
                "GRANT UPDATE ON LARGE OBJECT 11 TO " + visitor.user(),
                "ALTER LARGE OBJECT 13 OWNER TO " + visitor.user(),
                "GRANT SELECT ON LARGE OBJECT 14 TO PUBLIC");

        assertThat(refusal()).hasMessage("the role may not read the large objects 11, 4000000000");
        assertThat(refusal().kind()).isEqualTo(Kind.BACKUP);
        assertThat(refusal().hint())
                .contains("GRANT SELECT ON LARGE OBJECT", "pg_read_all_data does not reach", "--allow-missing");

        BackupResult partly = Backups.make(visitor, scratch, THE_REST);
        assertThat(partly.manifest().leftOut())
                .containsExactly(
                        "large object 11: the role may not read it",
                        "large object 4000000000: the role may not read it");
        assertThat(partly.manifest().totals().largeObjects()).isEqualTo(3);
        assertThat(partly.manifest().contents()).isEqualTo(Manifest.Contents.PART);
        try (LocalStorage storage = new LocalStorage(scratch)) {
            CheckResult check =
                    new Check(storage, Optional.of(Decryption.NONE), Check.CheckListener.NONE).run(partly.archive());
            assertThat(check.problems()).isEmpty();
            assertThat(check.largeObjects()).isEqualTo(3);
        }
    }

    @Test
    void aSuperuserAndASchemaAloneAreNotAsked() {
        source.execute("SELECT lo_from_bytea(11, 'theirs')", "REVOKE ALL ON LARGE OBJECT 11 FROM " + source.user());

        assertThat(Backups.make(source, scratch, BackupOptions.DEFAULT)
                        .manifest()
                        .leftOut())
                .isEmpty();
        assertThat(Backups.make(
                                visitor,
                                scratch,
                                BackupOptions.builder()
                                        .contents(Manifest.Contents.SCHEMA)
                                        .build())
                        .manifest()
                        .leftOut())
                .isEmpty();
    }

    /** Whoever may read each column may still not lock the table, and a table without columns has none to read. */
    @Test
    void rightsOnAllColumnsAreNoneOnTheTable() {
        source.execute(
                "CREATE TABLE t (a int, b int)",
                "GRANT SELECT (a), SELECT (b) ON t TO " + visitor.user(),
                "CREATE TABLE bare ()");

        assertThat(refusal()).hasMessage("the role may not read public.bare, public.t");
        assertThat(Backups.make(visitor, scratch, THE_REST).manifest().leftOut())
                .containsExactly(
                        "the rows of public.bare: the role may not read them",
                        "the rows of public.t: the role may not read them");
    }
}
