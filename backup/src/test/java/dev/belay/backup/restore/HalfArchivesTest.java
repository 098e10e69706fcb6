package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.Manifest.Contents;
import dev.belay.backup.restore.RestoreOptions.Part;
import dev.belay.backup.restore.RestoreOptions.Target;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever asks an archive for the half that it does not have is told so; opened without a manifest, as those of pg_dump are. */
@ServerTest
final class HalfArchivesTest {
    private static final String COUNT = "SELECT count(*) FROM author";

    @TempDir
    Path scratch;

    private RestoreSource archive(TestDatabase source, Contents contents) throws IOException {
        BackupOptions options = BackupOptions.builder().contents(contents).build();
        try (LocalStorage storage = new LocalStorage(scratch)) {
            return RestoreSource.open(
                    scratch.resolve(new Backup(Restores.database(source), options, "0", BackupListener.NONE)
                            .to(storage)
                            .archive()));
        }
    }

    private static void fill(TestDatabase source) {
        source.execute("CREATE TABLE author (id serial PRIMARY KEY)", "INSERT INTO author VALUES (DEFAULT), (DEFAULT)");
    }

    private static RestoreResult restore(RestoreSource archive, TestDatabase target, RestoreOptions options) {
        return archive.restore(Restores.database(target), options, RestoreListener.SILENT, new Cancellation());
    }

    private static DrillResult drill(RestoreSource archive, TestDatabase target) {
        return new Drill(
                        Restores.database(target),
                        RestoreOptions.DEFAULT,
                        RestoreListener.SILENT,
                        new Cancellation(),
                        Clock.systemUTC())
                .run(archive, "0");
    }

    private static void refused(Runnable what, String message, String hint) {
        assertThatThrownBy(what::run).isInstanceOfSatisfying(BelayException.class, e -> {
            assertThat(e).hasMessageContaining(message);
            assertThat(e.kind()).isEqualTo(Kind.USAGE);
            assertThat(e.hint()).contains(hint);
        });
    }

    /** Cleaned, too: they would have come beside those that are there. */
    @ParameterizedTest
    @EnumSource
    void rowsAloneAreRefusedWhereNobodySaysThatTheyAre(Target state, TestDatabase source) throws IOException {
        fill(source);
        RestoreSource rows = archive(source, Contents.DATA);

        for (Part part : new Part[] {Part.ALL, Part.SCHEMA}) {
            RestoreOptions options = RestoreOptions.DEFAULT.with(state).with(part);
            refused(() -> restore(rows, source, options), "holds rows alone, and no tables", "--data-only");
            refused(() -> rows.require(options), "holds rows alone, and no tables", "--data-only");
        }
        assertThat(source.query(COUNT)).containsExactly("2");
    }

    @Test
    void theyCanBeLookedAtAllTheSame(TestDatabase source) throws IOException {
        fill(source);

        assertThat(archive(source, Contents.DATA).list(RestoreOptions.DEFAULT))
                .contains("TABLE DATA public.author", "SEQUENCE SET public.author_id_seq");
    }

    @Test
    void rowsAloneCannotBeDrilled(TestDatabase source, TestDatabase target) throws IOException {
        fill(source);
        RestoreSource rows = archive(source, Contents.DATA);

        refused(() -> drill(rows, target), "holds rows alone", "without --data-only");
    }

    @Test
    void definitionsAloneHaveNoRows(TestDatabase source) throws IOException {
        fill(source);
        RestoreSource definitions = archive(source, Contents.SCHEMA);
        RestoreOptions options = RestoreOptions.DEFAULT.with(Part.DATA).with(Target.CLEANED);

        refused(() -> restore(definitions, source, options), "holds definitions alone, and no rows", "--data-only");
        refused(() -> definitions.require(options), "holds definitions alone, and no rows", "--data-only");
        assertThat(source.query(COUNT)).containsExactly("2");
    }

    /** Its fingerprint is in the manifest. */
    @Test
    void definitionsThatNothingCanBeComparedWithAreNotProven(TestDatabase source, TestDatabase target)
            throws IOException {
        fill(source);

        DrillResult drill = drill(archive(source, Contents.SCHEMA), target);

        assertThat(drill.restore().ok()).isTrue();
        assertThat(drill.drill().findings())
                .containsExactly("nothing was compared, although the archive holds definitions");
    }

    @Test
    void largeObjectsNeedNoTables(TestDatabase source, TestDatabase target) throws IOException {
        source.execute("SELECT lo_from_bytea(4711, 'text')");

        RestoreResult result = restore(archive(source, Contents.DATA), target, RestoreOptions.DEFAULT);

        assertThat(result.failed()).isEmpty();
        assertThat(target.query("SELECT convert_from(lo_get(4711), 'UTF8')")).containsExactly("text");
    }

    @Test
    void anEmptyDatabaseHasBothHalves(TestDatabase source, TestDatabase target) throws IOException {
        RestoreSource archive = archive(source, Contents.ALL);

        assertThat(restore(archive, target, RestoreOptions.DEFAULT).ok()).isTrue();
        assertThat(restore(archive, target, RestoreOptions.DEFAULT.with(Part.DATA))
                        .ok())
                .isTrue();
        assertThat(drill(archive, target).drill().findings()).isEmpty();
    }
}
