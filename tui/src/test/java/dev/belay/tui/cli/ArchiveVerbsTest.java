package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with archives where they lie. */
@ServerTest
final class ArchiveVerbsTest {
    @TempDir
    private Path folder;

    private String archive = "";

    private void backUp(TestDatabase database) throws IOException {
        database.execute("CREATE TABLE author (id int, name text);"
                + " INSERT INTO author SELECT i, 'author ' || i FROM generate_series(1, 500) i");
        archive = backup(database);
    }

    private String backup(TestDatabase database) throws IOException {
        return backup(database, folder.resolve("backups"));
    }

    /** An archive, named as its place names it. */
    static String backup(TestDatabase database, Path place) throws IOException {
        Database target = new Database(
                ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/nonexistent"))));
        try (LocalStorage storage = new LocalStorage(place)) {
            return new Backup(target, BackupOptions.DEFAULT, "0.1.0", BackupListener.NONE)
                    .to(storage)
                    .archive();
        }
    }

    private Desk desk(TestDatabase database) {
        return Desk.plain(folder, database).now();
    }

    @Test
    void listsWhatThereIs(TestDatabase database) throws IOException {
        backUp(database);
        Desk.Seen seen = desk(database).run("backups", "backups");

        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains(archive, "500", "never");
        assertThat(desk(database).run("backups").exit()).isEqualTo(2);
    }

    @Test
    void aFolderThatIsNotThereIsAFirstDayWhereItIsConfiguredAndASlipWhereItIsTyped(TestDatabase database) {
        Desk desk = desk(database);
        for (List<String> verb : List.of(List.of("backups", "nothing"), List.of("prune", "nothing", "--keep-last=1"))) {
            Desk.Seen seen = desk.run(verb.toArray(String[]::new));

            assertThat(seen.exit()).isEqualTo(2);
            assertThat(seen.err()).contains("there is no folder " + folder.resolve("nothing"));
        }
        Desk.Seen first = desk.file("belay.yaml", """
                        convention: plain
                        environments:
                          dev: {url: "${DATABASE_URL}", backup: {to: backups}}
                        default_environment: dev
                        """).run("backups");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).contains("there are no backups here");
    }

    @Test
    void anArchiveThatIsNotThereIsASlipWhateverIsToBeDoneWithIt(TestDatabase database) throws IOException {
        backUp(database);
        Desk desk = desk(database);
        for (String missing : List.of("nowhere/shop.dump", "backups/nothing")) {
            for (List<String> verb : List.of(
                    List.of("check", missing),
                    List.of("export", missing, "--output=out"),
                    List.of("restore", missing, "--list"),
                    List.of("restore", missing, "--create=" + database.name() + "_copy", "--confirm=prod"),
                    List.of("drill", missing),
                    List.of("check", "nothing", "--from=backups"),
                    List.of("restore", "nothing", "--from=backups", "--list"))) {
                Desk.Seen seen = desk.run(verb.toArray(String[]::new));

                assertThat(seen.exit()).as(verb + seen.err()).isEqualTo(2);
                assertThat(seen.err()).as(verb.toString()).contains("there is no archive ", "belay backups lists");
            }
        }
    }

    /** None of these says anything bad of an archive, and each says what to do. */
    @Test
    void whatIsTypedWrongIsASlipAndNoFailure(TestDatabase database) throws IOException {
        backUp(database);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        Map<List<String>, String> slips = Map.ofEntries(
                Map.entry(List.of("check", "backups/" + archive + "/toc.dat"), "is a file of an archive"),
                Map.entry(List.of("restore", "backups/" + archive + "/manifest.json", "--list"), "name the archive: "),
                Map.entry(List.of("check", "backups"), "is no archive, but a folder of one"),
                Map.entry(
                        List.of("restore", "backups/" + archive, "--create="), "the name of the new database is empty"),
                Map.entry(
                        List.of("restore", "backups/" + archive, "--create=" + "ü".repeat(32)),
                        "the name of the new database has 64 bytes"),
                Map.entry(List.of("restore", "backups/" + archive, "--role="), "the role is empty"),
                Map.entry(List.of("check", ""), "the archive is empty"),
                Map.entry(List.of("restore", "", "--list"), "the archive is empty"),
                Map.entry(List.of("export", "backups/" + archive, "--output="), "the output is empty"),
                Map.entry(List.of("export", "backups/" + archive, "--output=link"), "link is there already"),
                Map.entry(
                        List.of("export", "backups/" + archive, "--output=-"), "an export is not written to standard"),
                Map.entry(
                        List.of("export", "backups/" + archive, "--output=s3://bucket/x"),
                        "an export is not written to s3://"),
                Map.entry(
                        List.of("backup", "--to=nowhere/shop.dump", "--format=custom"),
                        "there is no folder " + folder.resolve("nowhere")),
                Map.entry(List.of("backup", "--to=backups", "--s3=region"), "value for option '--s3'"),
                Map.entry(List.of("restore", "latest", "--from=nowhere"), "there is no folder "),
                Map.entry(List.of("check", "s3://"), "s3:// is a bucket, and no archive in it"),
                Map.entry(List.of("export", "backups/" + archive, "--output=nowhere/out"), "there is no folder "),
                Map.entry(List.of("backup", "--to=backups", "--rate=50"), "must be at least 1 kB: write 50MB"),
                Map.entry(List.of("backup", "--to=backups", "--compress=zstd:99"), "there is no level 99 of zstd"),
                Map.entry(List.of("backup", "--to=backups", "--s3=region=x"), "a folder and takes no region"));
        Desk desk = desk(database);

        slips.forEach((command, said) -> {
            Desk.Seen seen = desk.run(command.toArray(String[]::new));
            assertThat(seen.exit()).as(command + seen.err()).isEqualTo(2);
            assertThat(seen.err()).contains(said, "hint: ");
        });
    }

    @Test
    void aDumpInPlainSqlIsNoDamagedArchive(TestDatabase database) throws IOException {
        Desk desk = desk(database).file("shop.sql", "CREATE TABLE author ();\n");
        for (List<String> verb : List.of(List.of("check", "shop.sql"), List.of("export", "shop.sql", "--output=out"))) {
            Desk.Seen seen = desk.run(verb.toArray(String[]::new));

            assertThat(seen.exit()).as(seen.err()).isEqualTo(2);
            assertThat(seen.err()).contains("shop.sql is a dump in plain SQL", "--create NAME");
        }
    }

    @Test
    void anExportIsNamedAsItIsFound(TestDatabase database) throws IOException {
        backUp(database);

        Desk.Seen seen = desk(database).run("export", archive, "--from=backups", "-o", "backups/../shop.dump");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out()).contains(folder.resolve("shop.dump").toString()).doesNotContain("..");
    }

    @Test
    void provesAnArchiveAndFindsAWrongByte(TestDatabase database) throws IOException {
        backUp(database);
        Desk desk = desk(database);
        Desk.Seen good = desk.run("check", archive, "--from=backups");
        assertThat(good.out()).contains("1 table, 500 rows");
        assertThat(good.err()).containsPattern("TABLE DATA \\S+: \\S+ \\S+, \\S+ ms");
        assertThat(desk.run("check", archive, "--from=backups", "--quiet").err())
                .isEmpty();
        assertThat(desk.run("check", "backups/" + archive).exit()).isZero();
        assertThat(desk.run("check", "latest", "--from=backups").exit()).isZero();

        Path toc = folder.resolve("backups").resolve(archive).resolve("toc.dat");
        byte[] bytes = Files.readAllBytes(toc);
        bytes[bytes.length / 2] ^= 1;
        Files.write(toc, bytes);
        Desk.Seen seen = desk.run("check", archive, "--from=backups");

        assertThat(seen.exit()).isEqualTo(8);
        assertThat(seen.out()).contains("toc.dat: has been changed");
        assertThat(seen.err()).contains("is damaged: ");
        assertThat(desk.run("export", archive, "--from=backups", "-o", "out").exit())
                .isEqualTo(8);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void exportsToEveryFormatOfStockTools(TestDatabase database) throws IOException {
        backUp(database);
        Desk desk = desk(database);
        for (String format : List.of("directory", "custom", "tar", "sql")) {
            Desk.Seen seen = desk.run("export", archive, "--from=backups", "--format", format, "-o", format + ".out");

            assertThat(seen.exit()).as(seen.err()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(format + ".out"))))
                    .isEqualTo(format.equals("directory") ? "rwx------" : "rw-------");
            if (!format.equals("sql")) {
                assertThat(desk.run("check", format + ".out").out()).contains("500 rows", "there is no manifest");
            }
        }
        assertThat(folder.resolve("sql.out")).content().contains("COPY public.author", "500\tauthor 500");
        assertThat(desk.run("export", archive, "--from=backups", "-o", "sql.out")
                        .exit())
                .isEqualTo(2);
        assertThat(desk.run("export", archive, "--from=backups", "-o", "x", "--format=zip")
                        .err())
                .contains("there is no format \"zip\"");
    }

    @Test
    void aPartReplacesNoWhole(TestDatabase database) throws IOException {
        backUp(database);
        database.execute("CREATE TABLE book (id int)");
        Desk desk = desk(database);

        assertThat(desk.run("backup", "--to=backups", "--table=book").exit()).isZero();
        assertThat(desk.run("prune", "backups", "--keep-last=1").out()).contains("deleted 0 archives", "kept 2");

        assertThat(desk.run("restore", "latest", "--from=backups", "--list").out())
                .contains("author")
                .doesNotContain("book");
        assertThat(desk.run("backup", "--to=backups", "--unless-newer-than=1h").out())
                .contains(archive + " is young enough");
    }

    @Test
    void anArchiveOfOneFileCountsLikeOneInAFolder(TestDatabase database, TestDatabase other) throws IOException {
        backUp(database);
        Desk desk = desk(database);
        desk.run("prune", "backups", "--keep-last=1");
        database.execute("CREATE TABLE book (id int)");
        for (String format : List.of("custom", "tar")) {
            String file = database.name() + "." + format;
            assertThat(desk.run("backup", "--format", format, "--to", "backups/" + file)
                            .exit())
                    .isZero();

            assertThat(desk.run("check", "latest", "--from=backups", "--json")
                            .json()
                            .get("archive"))
                    .asString()
                    .endsWith("/" + file);
            assertThat(desk.run("backup", "--to=backups", "--unless-newer-than=1h")
                            .out())
                    .contains(file + " is young enough");
        }
        assertThat(desk.run("restore", "latest", "--from=backups", "--list").out())
                .contains("book");
        assertThat(desk(other)
                        .run("backup", "--to=backups", "--unless-newer-than=1h")
                        .out())
                .as("it is of another database")
                .doesNotContain("young enough");
        Files.delete(folder.resolve("backups/" + database.name() + ".tar.manifest.json"));
        assertThat(desk(database).run("check", "latest", "--from=backups").out())
                .as("without a manifest nobody knows of when and of what it is")
                .contains("2 tables, 500 rows");
    }

    @Test
    void aRunPrunesOnlyItsOwnDatabase(TestDatabase database, TestDatabase other) throws IOException {
        backUp(database);
        backup(database);

        Desk.Seen seen = desk(other).run("backup", "--to=backups", "--prune", "--keep-last=1");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(desk(other).run("backups", "backups").out().lines().filter(line -> line.contains(database.name())))
                .hasSize(2);
    }

    @Test
    void databasesOfOneNameOnTwoServersDoNotMix(TestDatabase database) throws IOException {
        backUp(database);
        String mine = backup(database);
        String theirs = archive;
        ofAnotherServer(folder.resolve("backups").resolve(theirs));
        Desk desk = desk(database);

        assertThat(desk.run("check", "latest", "--from=backups", "--json")
                        .json()
                        .get("archive"))
                .asString()
                .endsWith(mine);
        ofAnotherServer(folder.resolve("backups").resolve(mine));
        assertThat(desk.run("check", "latest", "--from=backups").exit()).isZero();
        String own = backup(database);
        assertThat(desk.run("backup", "--to=backups", "--prune", "--keep-last=1")
                        .out())
                .contains("deleted " + own)
                .doesNotContain("deleted " + mine, "deleted " + theirs);
        assertThat(desk.run("prune", "backups", "--keep-last=1").out())
                .contains("deleted " + theirs)
                .doesNotContain("deleted " + mine);
        assertThat(desk.run("backup", "--to=backups", "--unless-newer-than=1h").out())
                .contains("young enough")
                .doesNotContain(mine);
    }

    @Test
    void aPartIsNeverYoungEnoughForAnother(TestDatabase database) throws IOException {
        backUp(database);
        database.execute("CREATE TABLE book (id int); CREATE TABLE sale (id int)");
        Desk desk = desk(database);
        desk.run("backup", "--to=backups", "--table=book");

        Desk.Seen other = desk.run(
                "backup", "--to=backups", "--table=sale", "--unless-newer-than=1h", "--prune", "--keep-last=1");
        Desk.Seen same = desk.run("backup", "--to=backups", "--table=book", "--unless-newer-than=1h");
        Desk.Seen schema = desk.run("backup", "--to=backups", "--schema-only", "--unless-newer-than=1h");

        assertThat(other.out()).as(other.err()).contains("1 table, 0 rows").doesNotContain("young enough");
        assertThat(same.out()).contains("young enough");
        assertThat(schema.out()).doesNotContain("young enough");
        assertThat(desk.run("backups", "backups").out().lines().filter(line -> line.contains(" part ")))
                .hasSize(2);
        assertThat(desk.run("backups", "backups").out()).containsOnlyOnce(" schema only ");
    }

    @Test
    void aPlaceForADrillIsOfNoUseWithoutOne(TestDatabase database) {
        Desk.Seen seen = desk(database).run("backup", "--to=backups", "--drill-on=embedded");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("--drill-on says where a drill is done", "add --drill");
        assertThat(folder.resolve("backups")).doesNotExist();
    }

    @Test
    void whatCannotBeChosenIsSaidBeforeADatabaseIsMade(TestDatabase database) throws IOException {
        backUp(database);
        String copy = database.name() + "_copy";

        Desk.Seen seen = desk(database)
                .run("restore", "latest", "--from=backups", "--create", copy, "--table=nosuch", "--confirm=prod");

        assertThat(seen.exit()).as(seen.err()).isEqualTo(2);
        assertThat(seen.err()).contains("nothing in the archive is called nosuch");
        assertThat(database.query("SELECT count(*) FROM pg_database WHERE datname = '" + copy + "'"))
                .containsExactly("0");
    }

    @Test
    void aNewDatabaseThatNothingCameIntoIsNotLeftThere(TestDatabase database) throws IOException {
        backUp(database);
        String copy = database.name() + "_copy";
        Desk desk = desk(database);
        desk.run("export", "latest", "--from=backups", "--format=custom", "--output=ours.dump");
        desk.run("backup", "--to=cut.dump", "--format=custom");
        Path cut = folder.resolve("cut.dump");
        byte[] bytes = Files.readAllBytes(cut);
        bytes[bytes.length - 9] ^= 1;
        Files.write(cut, bytes);

        List<Desk.Seen> seen = List.of(
                desk.run("restore", "cut.dump", "--create", copy, "--confirm=prod"),
                desk.run("restore", "ours.dump", "--role=nobody_here", "--create", copy, "--confirm=prod"),
                desk.run(
                        "restore",
                        "ours.dump",
                        "-t",
                        "author",
                        "--role=pg_monitor",
                        "--create",
                        copy,
                        "--confirm=prod"));

        assertThat(seen).extracting(Desk.Seen::exit).as(seen.toString()).containsExactly(8, 3, 7);
        assertThat(seen.get(2).err()).contains("TABLE public.author", "nothing was restored", "is not there");
        assertThat(database.query("SELECT count(*) FROM pg_database WHERE datname = '" + copy + "'"))
                .containsExactly("0");
    }

    @Test
    void nobodyIsAskedAboutAnArchiveThatIsNotThere(TestDatabase database) throws IOException {
        backUp(database);

        Desk.Seen seen = desk(database).run("restore", "nowhere", "--clean");

        assertThat(seen.err()).contains("there is no archive").doesNotContain("as confirmation");
    }

    @Test
    void aFolderOfArchivesIsNoDamagedOne(TestDatabase database) throws IOException {
        backUp(database);
        Desk desk = desk(database);
        for (String place : List.of("backups", "backups/" + database.name())) {
            for (String verb : List.of("restore", "check", "drill")) {
                Desk.Seen seen = desk.run(verb, place);

                assertThat(seen.exit()).as(verb + seen.err()).isEqualTo(2);
                assertThat(seen.err()).contains("is no archive, but a folder of one", "name one of them: ", archive);
            }
        }
    }

    @Test
    void anArchiveOfALaterFormatIsToldTheSameByEveryVerb(TestDatabase database) throws IOException {
        byte[] later = Files.readAllBytes(Path.of(archiveOf(database)).resolve("toc.dat"));
        later[6] = 17;
        Files.write(Files.createDirectory(folder.resolve("later")).resolve("toc.dat"), later);
        for (String verb : List.of("check", "restore", "drill")) {
            Desk.Seen seen = desk(database).run(verb, "later");

            assertThat(seen.exit()).as(verb + seen.err()).isEqualTo(8);
            assertThat(seen.err())
                    .as(verb)
                    .contains(
                            "the format has the version 1.17",
                            "a newer version of Belay, or of pg_restore, may know it");
        }
    }

    private String archiveOf(TestDatabase database) throws IOException {
        backUp(database);
        return folder.resolve("backups").resolve(archive).toString();
    }

    @Test
    void aKeyIsOfNoUseWithoutADrill(TestDatabase database) {
        Desk.Seen seen = desk(database).run("backup", "--to=backups", "--identity=key.txt");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("--identity is the key that a drill reads with", "add --drill");
    }

    @Test
    void whoeverReadsOldMetricsIsTold(TestDatabase database) throws IOException {
        Desk desk = desk(database).with("DATABASE_URL", database.url().replaceFirst(":\\d+/", ":1/"));
        Files.createDirectory(folder.resolve("belay.prom.partial"));

        Desk.Seen seen = desk.run("backup", "--to=backups", "--metrics-file=belay.prom");

        assertThat(seen.exit()).as(seen.err()).isEqualTo(3);
        assertThat(seen.err()).contains("the metrics are those of an earlier run: belay.prom could not be written");
    }

    @Test
    void monitoringSeesARunThatDidNotGetToTheServer(TestDatabase database) throws IOException {
        database.execute("CREATE TABLE author (id int)");
        String[] backup = {"backup", "--to=backups", "--metrics-file=belay.prom"};
        Path file = folder.resolve("belay.prom");
        Desk desk = desk(database);
        assertThat(desk.run(backup).exit()).isZero();
        String before = Files.readString(file);

        Desk.Seen seen = desk.with("DATABASE_URL", database.url().replaceFirst(":\\d+/", ":1/"))
                .run(backup);

        assertThat(seen.exit()).as(seen.err()).isEqualTo(3);
        assertThat(before).containsPattern("last_run_success\\{.*} 1\n");
        assertThat(seen.err()).doesNotContain("the metrics");
        assertThat(file).hasContent(before.replaceFirst("(last_run_success\\{.*}) 1\n", "$1 0\n"));
        Files.delete(file);
        desk.run(backup);
        assertThat(file)
                .content()
                .containsPattern("last_run_success\\{.*} 0\n")
                .contains("last_success_timestamp_seconds{");
        assertThat(desk(database).run(backup).exit()).isZero();
        assertThat(file).content().containsPattern("last_run_success\\{.*} 1\n");
    }

    @Test
    void theLatestIsNoneOfSeveralParts(TestDatabase database) {
        database.execute("CREATE TABLE book (id int); CREATE TABLE sale (id int)");
        Desk desk = desk(database);
        desk.run("backup", "--to=backups", "--table=book");
        Desk.Seen only = desk.run("drill", "latest", "--from=backups", "--on=target");
        desk.run("backup", "--to=backups", "--schema-only");

        Desk.Seen seen = desk.run("restore", "latest", "--from=backups", "--list");

        assertThat(only.exit()).as(only.err()).isZero();
        assertThat(only.out()).contains("there is no good backup of all of the database");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("only of parts", "(schema), ", "(part)");
    }

    /** A role that lost a privilege must not make the archives go that have more than it can read. */
    @Test
    void anArchiveThatLacksMoreReplacesNoneThatLacksLess(TestDatabase database) {
        String role = database.name() + "_reader";
        database.execute(
                "CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int)",
                "CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
                "GRANT SELECT ON a, b TO " + role);
        Desk desk = desk(database)
                .with("DATABASE_URL", new TestDatabase(database.server(), database.name(), role, "secret").url());
        String[] backup = {
            "backup",
            "--to=backups",
            "--allow-missing",
            "--unless-newer-than=1h",
            "--prune",
            "--keep-last=1",
            "--metrics-file=m"
        };
        try {
            Desk.Seen first = desk.run(backup);
            Desk.Seen same = desk.run(backup);
            database.execute("REVOKE SELECT ON b FROM " + role);
            Desk.Seen less = desk.run("backup", "--to=backups", "--allow-missing", "--prune", "--keep-last=1");

            assertThat(first.out()).as(first.err()).contains("left out: the rows of public.c");
            assertThat(same.out()).as(same.err()).contains("young enough");
            assertThat(folder.resolve("m")).content().contains("belay_backup_last_success_timestamp_seconds{");
            assertThat(less.out()).as(less.err()).contains("deleted 0 archives", "kept 2");
        } finally {
            database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    @Test
    void anAbsolutePathThatIsNotThereIsNoNameInThePlaceOfTheBackups(TestDatabase database) throws IOException {
        backUp(database);

        Desk.Seen seen = desk(database).run("check", folder.resolve("nothing").toString(), "--from=backups");

        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("there is no archive " + folder.resolve("nothing"));
    }

    @Test
    void aTableIsRestoredWithoutThePublicationThatNobodyChose(TestDatabase database, TestDatabase other)
            throws IOException {
        database.execute("CREATE TABLE author (id int); CREATE PUBLICATION p FOR TABLE author");
        backup(database);

        Desk.Seen seen = desk(database)
                .with("COPY_URL", other.url())
                .run("restore", "latest", "--from=backups", "--into=env:COPY_URL", "--table=author");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out() + seen.err()).contains("p author: the publication itself was not chosen");
    }

    @Test
    void whoeverTakesTheLatestIsToldOfANewerOneThatIsDamaged(TestDatabase database, TestDatabase other)
            throws IOException {
        backUp(database);
        String good = archive;
        String damaged = backup(database);
        Files.delete(folder.resolve("backups").resolve(damaged).resolve("toc.dat"));

        Desk.Seen seen = desk(database)
                .with("COPY_URL", other.url())
                .run("restore", "latest", "--from=backups", "--into=env:COPY_URL");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out() + seen.err())
                .contains("latest is " + folder.resolve("backups").resolve(good))
                .contains("passed over " + damaged + ": it is damaged: toc.dat is missing");
    }

    @Test
    void soIsWhoeverChecksItOrTakesItElsewhere(TestDatabase database) throws IOException {
        backUp(database);
        String good = archive;
        String damaged = backup(database);
        Files.delete(folder.resolve("backups").resolve(damaged).resolve("toc.dat"));

        for (List<String> verb : List.of(
                List.of("check", "latest", "--from=backups"),
                List.of("export", "latest", "--from=backups", "--output=out.sql"),
                List.of("restore", "latest", "--from=backups", "--list"))) {
            Desk.Seen seen = desk(database).run(verb.toArray(String[]::new));

            assertThat(seen.exit()).as(seen.err()).isZero();
            assertThat(seen.out() + seen.err())
                    .contains("latest is " + folder.resolve("backups").resolve(good))
                    .contains("passed over " + damaged + ": it is damaged: toc.dat is missing");
        }
    }

    /** It may be just the server that is gone whose backup is wanted. */
    @Test
    void whereBackupsOfSeveralServersLieTheLatestIsNobodysWithoutOurs(TestDatabase database) throws IOException {
        backUp(database);
        ofAnotherServer(folder.resolve("backups").resolve(backup(database)));
        Desk gone = desk(database).with("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/" + database.name());

        Desk.Seen ours = desk(database).run("check", "latest", "--from=backups");
        Desk.Seen nobodys = gone.run("check", "latest", "--from=backups");

        assertThat(ours.out()).contains("latest is " + folder.resolve("backups").resolve(archive));
        assertThat(nobodys.exit()).as(nobodys.err()).isEqualTo(2);
        assertThat(nobodys.err()).contains("are of several servers, and which one this is cannot be found out");
    }

    @Test
    void whoeverRestoresAPartIsTold(TestDatabase database, TestDatabase other) throws IOException {
        backUp(database);
        Desk desk = desk(database);
        desk.run("backup", "--to=other", "--schema-only");

        Desk.Seen seen =
                desk.with("COPY_URL", other.url()).run("restore", "latest", "--from=other", "--into=env:COPY_URL");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out() + seen.err()).contains("the archive holds a schema alone, and no rows");
    }

    /** As if it had come from a server that is not this one. */
    private static void ofAnotherServer(Path archive) throws IOException {
        Path manifest = archive.resolve("manifest.json");
        String text = Files.readString(manifest);
        String other = text.replaceFirst("\"system\" : \"[0-9]+\"", "\"system\" : \"1\"");
        assertThat(other).isNotEqualTo(text);
        Files.writeString(manifest, other);
        Files.writeString(
                archive.resolve("manifest.sha256"),
                HexFormat.of().formatHex(sha256(other.getBytes(StandardCharsets.UTF_8))) + "  manifest.json\n");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatSomebodyPutBesideAnArchiveStays(TestDatabase database) throws IOException {
        backUp(database);
        Path note = folder.resolve("backups").resolve(archive).resolve("NOTES.txt");
        Files.writeString(note, "the last one before the move");
        backup(database);

        assertThat(desk(database).run("prune", "backups", "--keep-last=1").exit())
                .isZero();

        assertThat(note).exists();
        assertThat(note.resolveSibling("toc.dat")).doesNotExist();
    }

    @Test
    void prunesByRuleAndOnlySaysSoWhenAsked(TestDatabase database) throws IOException {
        backUp(database);
        String second = backup(database);
        Desk desk = desk(database);

        Desk.Seen plan = desk.run("prune", "backups", "--keep-last=1", "--dry-run");
        assertThat(plan.out()).contains("would delete " + archive, "kept 1");
        assertThat(folder.resolve("backups").resolve(archive)).exists();

        assertThat(desk.run("prune", "backups", "--keep-last=1").exit()).isZero();

        assertThat(folder.resolve("backups").resolve(archive)).doesNotExist();
        assertThat(folder.resolve("backups").resolve(second)).exists();
        assertThat(desk.run("prune", "backups").err()).contains("no rule says what to keep");
    }
}
