package dev.belay.backup.restore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.BackupResult;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.restore.RestoreOptions.Part;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a table whose foreign key leads to itself may need rows of another file, and its key is there already. */
@ServerTest
final class SelfReferringTableTest {
    private static final String MISSING = "SELECT count(*) FROM node n LEFT JOIN node o ON o.id = n.other"
            + " WHERE o.id IS NULL OR n.word <> md5(n.id::text)";

    @TempDir
    Path scratch;

    private static BackupResult backUp(TestDatabase source, LocalStorage storage, boolean binary) {
        source.execute("CREATE TABLE node (id int PRIMARY KEY, other int REFERENCES node, word text)");
        return backUp(source, "public.node", storage, binary);
    }

    /** The first row leads to the last, and the last one to the first. */
    private static BackupResult backUp(TestDatabase source, String table, LocalStorage storage, boolean binary) {
        source.execute("INSERT INTO node SELECT i, 6001 - i, md5(i::text) FROM generate_series(1, 6000) i");
        BackupOptions inRuns = BackupOptions.builder()
                .piece(OptionalLong.of(60_000))
                .binary(binary)
                .build();
        BackupResult backup = new Backup(Restores.database(source), inRuns, "0", BackupListener.NONE).to(storage);
        assertThat(requireNonNull(backup.manifest().tables().get(table)).files())
                .hasSizeGreaterThan(2);
        return backup;
    }

    private static RestoreResult restore(LocalStorage storage, String archive, Database target, RestoreOptions options)
            throws IOException {
        try (RestoreSource source = RestoreSource.open(storage, archive, Decryption.NONE)) {
            return source.restore(target, options, RestoreListener.SILENT, new Cancellation());
        }
    }

    /** The owner of the tables restores them: triggers are switched off by superusers alone. */
    private static Database owner(TestDatabase target) {
        String role = target.name() + "_owner";
        target.execute("CREATE ROLE " + role, "GRANT CREATE ON SCHEMA public TO " + role);
        return new Database(
                Restores.database(target).settings().toBuilder().role(role).build());
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 2", "true, 1", "true, 2"})
    void itsRowsAreLoadedInSpiteOfThem(boolean binary, int jobs, TestDatabase source, TestDatabase target)
            throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage, binary).archive();
            Database owner = owner(target);
            restore(
                    storage,
                    archive,
                    owner,
                    RestoreOptions.DEFAULT.withoutOwners().with(Part.SCHEMA));

            RestoreResult result = restore(
                    storage,
                    archive,
                    owner,
                    RestoreOptions.DEFAULT.with(Part.DATA).withJobs(jobs));

            assertThat(result.failed()).isEmpty();
            assertThat(target.query("SELECT count(*) FROM node")).containsExactly("6000");
            assertThat(target.query(MISSING)).containsExactly("0");
        }
    }

    @Test
    void aPartitionMayReferToItselfByWayOfItsRoot(TestDatabase source, TestDatabase target) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            source.execute(
                    "CREATE TABLE node (id int PRIMARY KEY, other int, word text) PARTITION BY RANGE (id)",
                    "CREATE TABLE leaf PARTITION OF node FOR VALUES FROM (0) TO (9999)",
                    "ALTER TABLE node ADD FOREIGN KEY (other) REFERENCES node");
            String archive = backUp(source, "public.leaf", storage, false).archive();
            restore(storage, archive, Restores.database(target), RestoreOptions.DEFAULT.with(Part.SCHEMA));

            RestoreResult result =
                    restore(storage, archive, Restores.database(target), RestoreOptions.DEFAULT.with(Part.DATA));

            assertThat(result.failed()).isEmpty();
            assertThat(target.query(MISSING)).containsExactly("0");
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aFileThatIsNotWhatWasWrittenKeepsAllOfThemOut(boolean binary, TestDatabase source, TestDatabase target)
            throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            BackupResult backup = backUp(source, storage, binary);
            restore(storage, backup.archive(), Restores.database(target), RestoreOptions.DEFAULT.with(Part.SCHEMA));
            for (String name : requireNonNull(backup.manifest().tables().get("public.node"))
                    .files()) {
                Path file = scratch.resolve(backup.archive()).resolve(name);
                byte[] whole = Files.readAllBytes(file);
                byte[] other = whole.clone();
                other[other.length / 2] ^= 1;
                Files.write(file, other);

                RestoreResult result = restore(
                        storage, backup.archive(), Restores.database(target), RestoreOptions.DEFAULT.with(Part.DATA));

                assertThat(result.failed()).as(name).hasSize(1);
                assertThat(target.query("SELECT count(*) FROM node")).containsExactly("0");
                Files.write(file, whole);
            }
        }
    }
}
