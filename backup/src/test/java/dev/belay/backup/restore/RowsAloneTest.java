package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.Manifest.Contents;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.restore.RestoreOptions.Part;
import dev.belay.backup.restore.RestoreOptions.Target;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows go into tables that are there, and what is in these is emptied for nothing that cannot come back. */
@ServerTest
final class RowsAloneTest {
    private static final RestoreOptions ROWS = RestoreOptions.DEFAULT.with(Part.DATA);
    private static final String CONTENT = "SELECT (SELECT count(*) FROM author), (SELECT count(*) FROM book),"
            + " (SELECT count(*) FROM pg_largeobject_metadata)";

    @TempDir
    Path scratch;

    private String backUp(TestDatabase source, LocalStorage storage) {
        source.execute(
                "CREATE TABLE author (id int PRIMARY KEY)",
                "CREATE TABLE book (author int REFERENCES author)",
                "INSERT INTO author VALUES (1), (2)",
                "CREATE TABLE page (id int PRIMARY KEY, author int) PARTITION BY RANGE (id)",
                "CREATE TABLE page_1 PARTITION OF page FOR VALUES FROM (0) TO (9999)",
                "ALTER TABLE page ADD FOREIGN KEY (author) REFERENCES author",
                "CREATE TABLE word (page int REFERENCES page)",
                // What refers to others is bigger, and would be begun first.
                "INSERT INTO book SELECT 1 FROM generate_series(1, 5000)",
                "INSERT INTO page SELECT i, 2 FROM generate_series(1, 6000) i",
                "INSERT INTO word SELECT i FROM generate_series(1, 6000) i, generate_series(1, 4) j",
                "SELECT lo_from_bytea(4711, 'text')");
        return new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                .to(storage)
                .archive();
    }

    private static RestoreResult restore(
            LocalStorage storage, String archive, TestDatabase target, RestoreOptions options) {
        return RestoreSource.open(storage, archive, Decryption.NONE)
                .restore(Restores.database(target), options, RestoreListener.SILENT, new Cancellation());
    }

    private static void refused(Runnable restore, Kind kind, String message, String hint) {
        assertThatThrownBy(restore::run).isInstanceOfSatisfying(BelayException.class, e -> {
            assertThat(e).hasMessageContaining(message);
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.hint()).contains(hint);
        });
    }

    @Test
    void cleanedTheyTakeThePlaceOfRowsAndLargeObjects(TestDatabase live) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(live, storage);
            live.execute("INSERT INTO author VALUES (3)", "SELECT lo_put(4711, 0, 'other')");

            RestoreResult result = restore(storage, archive, live, ROWS.with(Target.CLEANED));

            assertThat(result.failed()).isEmpty();
            assertThat(live.query(CONTENT)).containsExactly("2|5000|1");
            assertThat(live.query("SELECT convert_from(lo_get(4711), 'UTF8')")).containsExactly("text");
        }
    }

    @Test
    void whatOthersReferToGoesInFirstAlsoWhereTheArchiveKnowsNoForeignKeys(TestDatabase source, TestDatabase target)
            throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            restore(storage, backUp(source, storage), target, RestoreOptions.DEFAULT.with(Part.SCHEMA));
            String rows = new Backup(
                            Restores.database(source),
                            BackupOptions.builder().contents(Contents.DATA).build(),
                            "0",
                            BackupListener.NONE)
                    .to(storage)
                    .archive();

            RestoreResult result = restore(storage, rows, target, ROWS.withJobs(4));

            assertThat(result.failed()).isEmpty();
            assertThat(target.query("SELECT count(*) FROM word")).containsExactly("24000");
        }
    }

    @Test
    void largeObjectsThatAreThereAreNamedBeforeAnythingIsLoaded(TestDatabase live) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(live, storage);
            live.execute("TRUNCATE author, book, page, word");

            refused(
                    () -> restore(storage, archive, live, ROWS),
                    Kind.USAGE,
                    "has already what is to be loaded: large object 4711",
                    "--clean empties");
            assertThat(live.query(CONTENT)).containsExactly("0|0|1");
        }
    }

    @Test
    void aTableThatAnotherRefersToIsNotEmptiedAlone(TestDatabase live) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(live, storage);
            RestoreOptions author =
                    ROWS.with(Target.CLEANED).with(EntryChoice.of(List.of(), List.of(), List.of("author"), List.of()));

            refused(
                    () -> restore(storage, archive, live, author),
                    Kind.BACKUP,
                    "--clean cannot empty what is there, and emptied nothing: cannot truncate a table referenced in a"
                            + " foreign key constraint",
                    "-t");
            assertThat(live.query(CONTENT)).containsExactly("2|5000|1");
        }
    }

    @Test
    void aRoleThatMayNotSeeTheRowsIsAFailureOfTheRestore(TestDatabase live) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(live, storage);
            String role = live.name() + "_plain";
            live.execute("CREATE ROLE " + role, "ALTER TABLE author ENABLE ROW LEVEL SECURITY");
            live.execute("GRANT ALL ON author, book TO " + role, "GRANT ALL ON SCHEMA public TO " + role);
            Database plain = new Database(
                    Restores.database(live).settings().toBuilder().role(role).build());

            refused(
                    () -> RestoreSource.open(storage, archive, Decryption.NONE)
                            .restore(
                                    plain,
                                    ROWS.with(EntryChoice.of(List.of(), List.of(), List.of("author"), List.of())),
                                    RestoreListener.SILENT,
                                    new Cancellation()),
                    Kind.BACKUP,
                    "row-level security",
                    "restore as its owner or as a superuser");
        }
    }
}
