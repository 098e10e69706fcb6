package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.restore.RestoreOptions.Part;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose things are that come back, who may use them, and whether they notice it. */
@ServerTest
final class RestoreOptionsTest {
    @TempDir
    Path scratch;

    private static RestoreOptions options(Part part, boolean owners, Optional<String> role, boolean withoutTriggers) {
        RestoreOptions usual = RestoreOptions.DEFAULT;
        return new RestoreOptions(
                part,
                usual.choice(),
                usual.target(),
                owners,
                owners,
                true,
                role,
                usual.jobs(),
                usual.keepGoing(),
                usual.analyze(),
                withoutTriggers,
                false);
    }

    private String backUp(TestDatabase source, LocalStorage storage) {
        return new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                .to(storage)
                .archive();
    }

    private static RestoreResult restore(
            LocalStorage storage, String archive, TestDatabase target, RestoreOptions options) {
        return RestoreSource.open(storage, archive, Decryption.NONE)
                .restore(Restores.database(target), options, RestoreListener.SILENT, new Cancellation());
    }

    @Test
    void ownersAndPrivilegesComeBackUnlessNobodyWantsThem(TestDatabase source, TestServer server) throws IOException {
        String owner = source.name() + "_owner";
        String reader = source.name() + "_reader";
        source.execute(
                "CREATE ROLE " + owner,
                "CREATE ROLE " + reader,
                "CREATE TABLE author (id int)",
                "ALTER TABLE author OWNER TO " + owner,
                "GRANT SELECT ON author TO " + reader);
        String question = "SELECT pg_get_userbyid(relowner), has_table_privilege('" + reader + "', oid, 'SELECT')"
                + " FROM pg_class WHERE relname = 'author'";
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase same = server.createDatabase();
                TestDatabase ours = server.createDatabase();
                TestDatabase theirs = server.createDatabase()) {
            String archive = backUp(source, storage);
            server.execute("ALTER DATABASE " + theirs.name() + " OWNER TO " + owner);

            restore(storage, archive, same, RestoreOptions.DEFAULT);
            restore(storage, archive, ours, options(Part.ALL, false, Optional.empty(), false));
            restore(storage, archive, theirs, options(Part.ALL, false, Optional.of(owner), false));

            assertThat(same.query(question)).containsExactly(owner + "|t");
            assertThat(ours.query(question)).containsExactly(ours.user() + "|f");
            assertThat(theirs.query(question)).containsExactly(owner + "|f");
        }
    }

    @Test
    void rowsThatReferToEachOtherGoInWithTriggersOff(TestDatabase source, TestDatabase target) throws IOException {
        source.execute(
                "CREATE TABLE hen (id int PRIMARY KEY, egg int)",
                "CREATE TABLE egg (id int PRIMARY KEY, hen int REFERENCES hen)",
                "ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg",
                "CREATE TABLE heard (n int)",
                "INSERT INTO hen VALUES (1, NULL)",
                "INSERT INTO egg VALUES (1, 1)",
                "UPDATE hen SET egg = 1",
                "CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN INSERT INTO public.heard VALUES (1); RETURN NEW; END $$",
                "CREATE TRIGGER hear AFTER INSERT ON hen FOR EACH ROW EXECUTE FUNCTION hear()");
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage);
            restore(storage, archive, target, RestoreOptions.DEFAULT.with(Part.SCHEMA));

            RestoreResult refused = restore(storage, archive, target, RestoreOptions.DEFAULT.with(Part.DATA));
            RestoreResult quiet = restore(storage, archive, target, options(Part.DATA, true, Optional.empty(), true));

            assertThat(refused.failure()).contains(Kind.BACKUP);
            assertThat(refused.failed())
                    .allSatisfy(one -> assertThat(one.error().orElseThrow().message())
                            .contains("violates foreign key constraint"));
            assertThat(quiet.failed()).isEmpty();
            assertThat(target.query("SELECT (SELECT count(*) FROM hen), (SELECT count(*) FROM egg),"
                            + " (SELECT count(*) FROM heard)"))
                    .containsExactly("1|1|0");
        }
    }

    @Test
    void anOwnerThatTheServerLacksIsToldWithTheWaysOut(TestDatabase source, TestDatabase target) throws IOException {
        String owner = source.name() + "_gone";
        source.execute("CREATE ROLE " + owner, "CREATE TABLE author (id int)", "ALTER TABLE author OWNER TO " + owner);
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage);
            source.execute("REASSIGN OWNED BY " + owner + " TO CURRENT_USER", "DROP ROLE " + owner);

            assertThat(restore(storage, archive, target, RestoreOptions.DEFAULT).failed())
                    .extracting(one -> one.error().orElseThrow().hint())
                    .containsExactly(
                            "make the role first, as globals.sql of a backup with --globals does, or restore with"
                                    + " --no-owner and --no-privileges");
        }
    }

    @Test
    void anExtensionThatAnAdministratorMadeIsLeftAsItIs(TestDatabase source, TestServer server) throws IOException {
        String owner = source.name() + "_plain";
        source.execute("CREATE ROLE " + owner, "CREATE EXTENSION hstore", "CREATE TABLE author (name hstore)");
        try (LocalStorage storage = new LocalStorage(scratch);
                TestDatabase target = server.createDatabase()) {
            String archive = backUp(source, storage);
            target.execute("CREATE EXTENSION hstore", "ALTER DATABASE " + target.name() + " OWNER TO " + owner);
            target.execute("GRANT ALL ON SCHEMA public TO " + owner);

            RestoreResult result =
                    restore(storage, archive, target, options(Part.ALL, false, Optional.of(owner), false));

            assertThat(result.failed()).isEmpty();
            target.execute("COMMENT ON EXTENSION hstore IS 'ours'", "DROP TABLE author");
            assertThat(restore(storage, archive, target, options(Part.ALL, false, Optional.of(owner), false))
                            .failed())
                    .as("another comment is no matter of indifference")
                    .hasSize(1);
        }
    }

    @Test
    void whatHasNoPlaceToGoToIsToldWhereThatComesFrom(TestDatabase source, TestDatabase target) throws IOException {
        source.execute("CREATE SCHEMA app", "CREATE TABLE app.orders (id int)", "INSERT INTO app.orders VALUES (1)");
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage);
            RestoreOptions table =
                    RestoreOptions.DEFAULT.with(EntryChoice.of(List.of(), List.of(), List.of("app.orders"), List.of()));

            assertThat(restore(storage, archive, target, table).failed())
                    .extracting(one -> one.error().orElseThrow().hint())
                    .containsExactly(
                            "make the schema first: -t brings tables alone, -n a schema with all that is in it");
            assertThatThrownBy(() -> restore(storage, archive, target, table.with(Part.DATA)))
                    .isInstanceOfSatisfying(
                            BelayException.class, e -> assertThat(e.hint()).contains("restore these first"));
            target.execute("CREATE SCHEMA app");
            assertThat(restore(storage, archive, target, table.with(RestoreOptions.Target.AS_IS))
                            .ok())
                    .isTrue();
        }
    }
}
