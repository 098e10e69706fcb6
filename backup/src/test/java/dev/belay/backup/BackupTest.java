package dev.belay.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.archive.ArchiveReader;
import dev.belay.backup.archive.Compression;
import dev.belay.backup.archive.Layout;
import dev.belay.backup.archive.TocEntry;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.catalog.Selection;
import dev.belay.testing.InstalledServer;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import dev.belay.testing.TestServer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup holds, as stock tools and its own manifest say. */
@ServerTest
final class BackupTest {
    @TempDir
    Path scratch;

    @Test
    void stockToolsRestoreTablesThatWereCutIntoRuns(TestDatabase source, TestDatabase other) throws IOException {
        Stock.assume();
        Sample.load(source);
        BackupResult result =
                Backups.make(source, scratch, Backups.inRuns().jobs(3).build());
        Path archive = scratch.resolve(result.archive());

        List<String> books = ArchiveReader.open(archive).toc().entries().stream()
                .filter(entry ->
                        entry.kind().equals("TABLE DATA") && entry.tag().equals("book"))
                .map(TocEntry::tag)
                .toList();
        assertThat(books).hasSizeGreaterThan(5);
        for (int jobs : List.of(1, 4)) {
            try (TestDatabase target = source.server().createDatabase()) {
                Stock.restore(archive, target, jobs);

                assertThat(Sample.text(target)).isEqualTo(Sample.text(source));
            }
        }
    }

    /** Either is enough for the readers of today; older ones know only the first. */
    @Test
    void twoThingsKeepStockReadersFromEmptyingATableBeforeEachOfItsRuns(TestDatabase source) {
        source.execute("CREATE TABLE a AS SELECT i, md5(i::text) FROM generate_series(1, 5000) i");
        BackupResult result = Backups.make(source, scratch, Backups.inRuns().build());

        List<TocEntry> entries =
                ArchiveReader.open(scratch.resolve(result.archive())).toc().entries();
        int table = entries.stream()
                .filter(entry -> entry.kind().equals("TABLE"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(entries.stream().filter(entry -> entry.kind().equals("TABLE DATA")))
                .hasSizeGreaterThan(3)
                .allSatisfy(run -> {
                    assertThat(run.dependencies()).contains(table);
                    // Which is taken for the table whose rows these are.
                    assertThat(run.dependencies().get(0)).isNotEqualTo(table);
                    assertThat(run.definition()).contains("-- load via partition root public.a");
                });
    }

    @Test
    void stockToolsRestoreOneFileToo(TestDatabase source) throws IOException {
        Stock.assume();
        Sample.load(source);
        for (Layout layout : List.of(Layout.CUSTOM, Layout.TAR)) {
            BackupOptions options = BackupOptions.builder()
                    .compression(layout == Layout.TAR ? Compression.NONE : Backups.GZIP)
                    .globals(true)
                    .build();
            Path file = scratch.resolve(layout + ".dump");
            BackupResult result = Backups.with(source, options).to(file, layout);

            try (TestDatabase target = source.server().createDatabase()) {
                Stock.restore(file, target, layout == Layout.TAR ? 1 : 2);

                assertThat(Sample.text(target)).isEqualTo(Sample.text(source));
            }
            assertThat(ManifestJson.read(Files.readAllBytes(scratch.resolve(layout + ".dump.manifest.json"))))
                    .isEqualTo(result.manifest());
            assertThat(result.manifest().files()).containsOnlyKeys(layout + ".dump", "globals.sql");
            assertThat(result.manifest().tables().get("public.book").files()).containsExactly(layout + ".dump");
        }
    }

    @Test
    void stockToolsDropWhatIsThereFirstIfTheyAreToldTo(TestDatabase source) throws IOException {
        Stock.assume();
        source.execute("CREATE TABLE a (id int PRIMARY KEY); ALTER TABLE a ENABLE ROW LEVEL SECURITY;"
                + "CREATE PUBLICATION p FOR TABLE a; SELECT lo_from_bytea(0, 'a large object')");
        Path archive = scratch.resolve(Backups.make(
                        source,
                        scratch,
                        BackupOptions.builder().compression(Backups.GZIP).build())
                .archive());
        try (TestDatabase target = source.server().createDatabase()) {
            Stock.restore(archive, target, 1);

            Stock.restore(archive, target, 1, "--clean");
            Stock.restore(archive, target, 1, "--clean", "--if-exists");

            assertThat(Stock.dump(target)).isEqualTo(Stock.dump(source));
        }
        Path stock = scratch.resolve("stock.dump");
        Stock.run("pg_dump", "-Fc", "-f", stock.toString(), "-d", source.url());
        assertThat(drops(archive)).containsExactlyInAnyOrderElementsOf(drops(stock));
    }

    private static List<String> drops(Path archive) {
        return ArchiveReader.open(archive).toc().entries().stream()
                .map(entry -> entry.drop().orElse(""))
                .filter(sql -> !sql.isEmpty() && !sql.contains("DATABASE"))
                .map(String::strip)
                .toList();
    }

    @Test
    void patternsThatLeaveNothingAreASlip(TestDatabase source) {
        source.execute("CREATE TABLE a (id int)");
        BackupOptions options = BackupOptions.builder()
                .selection(Selection.EVERYTHING.table("a").withoutTable("a"))
                .build();

        assertThatThrownBy(() -> Backups.make(source, scratch, options))
                .isInstanceOfSatisfying(BelayException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.USAGE);
                    assertThat(e.getMessage()).contains("leave nothing of the database");
                });
    }

    /** What somebody wants to be rid of may be a secret: a slip of the pen must not keep it. */
    @Test
    void whatIsToBeLeftOutHasToBeThere(TestDatabase source) {
        source.execute(
                "CREATE TABLE a (id int)",
                "CREATE TABLE log (day int) PARTITION BY RANGE (day)",
                "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10)");
        Selection all = Selection.EVERYTHING;

        assertThat(List.of(
                        refusal(source, all.withoutTable("secrts"), all),
                        refusal(source, all.withoutSchema("secrts"), all),
                        refusal(source, all, all.withoutTable("public.secrts")),
                        refusal(source, all.withoutTable("log"), all),
                        refusal(source, all, all.withoutTable("log"))))
                .containsExactly(
                        "nothing is called secrts, which is to be left out",
                        "nothing is called secrts, which is to be left out",
                        "nothing is called public.secrts, which is to be left out",
                        "public.log is to be left out, but not its partition public.log_1",
                        "public.log is to be left out, but not its partition public.log_1");
    }

    private String refusal(TestDatabase source, Selection selection, Selection rows) {
        BackupOptions options =
                BackupOptions.builder().selection(selection).rows(rows).build();
        BelayException refused = org.junit.jupiter.api.Assertions.assertThrows(
                BelayException.class, () -> Backups.make(source, scratch, options));
        assertThat(refused.kind()).isEqualTo(Kind.USAGE);
        return String.valueOf(refused.getMessage());
    }

    /** What they hold may be the very rows of the table that is left out; pg_dump goes by the same rule. */
    @Test
    void materializedViewsAndSequencesAreLeftOutToo(TestDatabase source) {
        source.execute(
                "CREATE TABLE customer (id serial, name text)",
                "CREATE MATERIALIZED VIEW names AS SELECT name FROM customer",
                "CREATE MATERIALIZED VIEW initials AS SELECT left(name, 1) FROM names",
                "CREATE MATERIALIZED VIEW numbers AS SELECT id FROM customer",
                "CREATE SEQUENCE invoice",
                "SELECT setval('invoice', 42)");

        BackupResult result = Backups.make(
                source,
                scratch,
                BackupOptions.builder()
                        .rows(Selection.EVERYTHING.withoutTable("names").withoutTable("invoice"))
                        .build());

        assertThat(result.manifest().leftOut())
                .containsExactlyInAnyOrder(
                        "the rows of public.initials: excluded",
                        "the rows of public.names: excluded",
                        "the value of public.invoice: excluded");
        assertThat(ArchiveReader.open(scratch.resolve(result.archive())).toc().entries().stream()
                        .filter(entry -> List.of("MATERIALIZED VIEW DATA", "SEQUENCE SET")
                                .contains(entry.kind()))
                        .map(TocEntry::tag))
                .containsExactlyInAnyOrder("numbers", "customer_id_seq");
    }

    @Test
    void aRuleThatLeavesNothingOutIsTold(TestDatabase source) {
        source.execute(
                "CREATE TABLE a (id int)",
                "CREATE TABLE log (day int) PARTITION BY RANGE (day)",
                "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10)");

        BackupResult result = Backups.make(
                source,
                scratch,
                BackupOptions.builder()
                        .selection(Selection.EVERYTHING.withoutTable("*_tmp").withoutSchema("pg_toast*"))
                        .rows(Selection.EVERYTHING.withoutTable("log*"))
                        .build());

        assertThat(result.notes()).containsExactly("nothing is called *_tmp, so that it leaves nothing out");
        assertThat(result.manifest().tables()).containsOnlyKeys("public.a");
        assertThat(result.manifest().contents()).isEqualTo(Manifest.Contents.PART);
    }

    @Test
    void whereNoRuleLeavesAnythingOutItIsTheWholeAndKnowsWhatWasAskedFor(TestDatabase source) throws IOException {
        source.execute("CREATE TABLE a (id serial)", "CREATE MATERIALIZED VIEW m AS TABLE a");
        BackupOptions options = BackupOptions.builder()
                .selection(Selection.EVERYTHING.withoutTable("*_tmp").withoutSchema("old*"))
                .rows(Selection.EVERYTHING.withoutTable("*_log"))
                .build();

        BackupResult result = Backups.make(source, scratch, options);
        BackupResult chosen = Backups.make(
                source,
                scratch,
                BackupOptions.builder()
                        .selection(Selection.EVERYTHING.schema("*"))
                        .build());

        assertThat(result.manifest().contents()).isEqualTo(Manifest.Contents.ALL);
        assertThat(result.manifest().selection()).isEqualTo(options.part());
        assertThat(result.notes()).hasSize(3);
        assertThat(chosen.manifest().contents()).isEqualTo(Manifest.Contents.PART);
        try (Storage storage = new FolderStorage(scratch)) {
            assertThat(Listing.of(storage, ""))
                    .filteredOn(shelf -> shelf.name().equals(result.archive()))
                    .singleElement()
                    .matches(shelf -> shelf.holds(options))
                    .matches(shelf -> shelf.holds(BackupOptions.DEFAULT));
        }
    }

    @Test
    void extensionsAloneAreNothing(TestDatabase source) {
        source.execute("CREATE EXTENSION hstore", "CREATE TABLE a (id int)");

        assertThat(refusal(source, Selection.EVERYTHING.withoutSchema("*"), Selection.EVERYTHING))
                .contains("leave nothing of the database");
    }

    @Test
    void theWrittenGlobalsMakeTheRolesOnAnotherServer(TestDatabase source) {
        Stock.assume();
        TestServer other = InstalledServer.of(Stock.MAJOR).orElseThrow();
        String team = source.name() + "_team";
        String writer = source.name() + "_writer";
        source.execute(
                "CREATE ROLE " + team + " NOLOGIN CREATEDB",
                "CREATE ROLE " + writer + " LOGIN PASSWORD 'x' IN ROLE " + team,
                "ALTER ROLE " + writer + " SET work_mem = '7MB'");
        BackupResult result = Backups.make(
                source, scratch, BackupOptions.builder().globals(true).build());
        String roles = """
            SELECT r.rolname, r.rolcanlogin, r.rolcreatedb, a.rolpassword, array_to_string(s.setconfig, ','),
                   (SELECT string_agg(g.rolname, ',') FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                    WHERE m.member = r.oid)
            FROM pg_roles r JOIN pg_authid a ON a.oid = r.oid
            LEFT JOIN pg_db_role_setting s ON s.setrole = r.oid AND s.setdatabase = 0
            WHERE starts_with(r.rolname, '%s_') ORDER BY 1
            """.formatted(source.name());
        try (TestDatabase target = other.createDatabase()) {
            // Without -e: the other server has some of all the roles.
            Stock.run(
                    "psql",
                    "-X",
                    "-q",
                    "-d",
                    target.url(),
                    "-f",
                    scratch.resolve(result.archive()).resolve("globals.sql").toString());

            assertThat(target.query(roles)).isEqualTo(source.query(roles)).hasSize(2);
            target.execute("DROP ROLE " + writer + ", " + team);
        }
        source.execute("DROP ROLE " + writer + ", " + team);
    }

    @Test
    void theManifestListsEachFileAndTheMarkerTheManifest(TestDatabase source) throws Exception {
        Sample.load(source);
        BackupResult result = Backups.make(source, scratch, BackupOptions.DEFAULT);
        Path archive = scratch.resolve(result.archive());

        Manifest manifest = ManifestJson.read(Files.readAllBytes(archive.resolve(Manifest.FILE)));
        assertThat(manifest).isEqualTo(result.manifest());
        assertThat(manifest.tables().get("public.author").rows()).isEqualTo(3000);
        assertThat(manifest.totals().largeObjects()).isEqualTo(3);
        assertThat(manifest.totals().rows()).isEqualTo(3000 + 8000 + 2 + 1 + 99 + 2000 + 5);
        assertThat(manifest.lsn()).isPresent();
        assertThat(Files.readString(archive.resolve(Manifest.MARKER)))
                .isEqualTo(sha256(archive.resolve(Manifest.FILE)) + "  manifest.json\n");
        try (Stream<Path> files = Files.list(archive)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("manifest.")))
                    .containsExactlyInAnyOrderElementsOf(manifest.files().keySet());
        }
        for (String name : manifest.files().keySet()) {
            assertThat(sha256(archive.resolve(name)))
                    .isEqualTo(manifest.files().get(name).sha256());
        }
    }

    @Test
    void howTablesAreCutDoesNotChangeTheirHashes(TestDatabase source) {
        Sample.load(source);

        Manifest whole = Backups.make(source, scratch, BackupOptions.DEFAULT).manifest();
        Manifest cut =
                Backups.make(source, scratch, Backups.inRuns().jobs(3).build()).manifest();
        source.execute("UPDATE book SET price = price + 0.01 WHERE id = 4711");
        Manifest changed = Backups.make(source, scratch, BackupOptions.DEFAULT).manifest();

        assertThat(cut.tables().get("public.book").files()).hasSizeGreaterThan(5);
        whole.tables().forEach((name, table) -> {
            assertThat(cut.tables().get(name).hash()).as(name).isEqualTo(table.hash());
            assertThat(changed.tables().get(name).hash().equals(table.hash()))
                    .as(name)
                    .isEqualTo(!name.equals("public.book"));
        });
    }

    @Test
    void binaryRowsComeBackWithStockToolsToo(TestDatabase source, TestDatabase target) {
        Stock.assume();
        Sample.load(source);
        source.execute("CREATE TABLE odd (id int, a aclitem)", "INSERT INTO odd VALUES (1, 'postgres=r/postgres')");

        BackupResult result =
                Backups.make(source, scratch, Backups.inRuns().binary(true).build());
        Stock.restore(scratch.resolve(result.archive()), target, 4);

        assertThat(Sample.text(target)).isEqualTo(Sample.text(source));
        assertThat(result.manifest().tables().get("public.book").binary()).isTrue();
        assertThat(result.manifest().tables().get("public.book").rows()).isEqualTo(8000);
        assertThat(result.manifest().tables().get("public.odd").binary())
                .as("its type has no binary form")
                .isFalse();
    }

    @Test
    void onlyWhatIsWantedIsThere(TestDatabase source) {
        Sample.load(source);
        source.execute("CREATE SCHEMA app", "CREATE TABLE app.log (id int)", "INSERT INTO app.log VALUES (1)");

        Manifest schema = Backups.make(
                        source,
                        scratch,
                        BackupOptions.builder()
                                .contents(Manifest.Contents.SCHEMA)
                                .build())
                .manifest();
        Manifest app = Backups.make(
                        source,
                        scratch,
                        BackupOptions.builder()
                                .selection(Selection.EVERYTHING.schema("app"))
                                .build())
                .manifest();
        Manifest partly = Backups.make(
                        source,
                        scratch,
                        BackupOptions.builder()
                                .rows(Selection.EVERYTHING.withoutTable("book"))
                                .build())
                .manifest();

        assertThat(schema.tables()).isEmpty();
        assertThat(schema.totals().largeObjects()).isZero();
        assertThat(app.tables()).containsOnlyKeys("app.log");
        assertThat(partly.tables()).doesNotContainKey("public.book").containsKey("public.author");
        assertThat(partly.leftOut()).containsExactly("the rows of public.book: excluded");
    }

    @Test
    void rowsAloneGoIntoADatabaseThatHasTheSchema(TestDatabase source, TestDatabase target) {
        Stock.assume();
        Sample.load(source);
        BackupOptions options =
                Backups.inRuns().contents(Manifest.Contents.DATA).build();
        BackupResult result = Backups.make(source, scratch, options);
        target.execute("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')");
        Stock.run("psql", "-Xq", "-d", target.url(), "-c", "DROP TYPE mood");
        Path schema = scratch.resolve("schema.dump");
        Stock.run("pg_dump", "-Fc", "-s", "-f", schema.toString(), "-d", source.url());
        Stock.restore(schema, target, 1);

        // Keys are there already, so that authors must come before their books.
        Stock.restore(scratch.resolve(result.archive()), target, 4);

        assertThat(target.query("SELECT count(*) FROM book")).containsExactly("8000");
        assertThat(target.query("SELECT last_value FROM called")).containsExactly("2");
        assertThat(target.query("SELECT count(*) FROM pg_largeobject_metadata")).containsExactly("3");
    }

    @Test
    void withASealEveryFileIsSealedAndNamesAreNoneOfOthersBusiness(TestDatabase source) throws IOException {
        Sample.load(source);
        BackupOptions options = BackupOptions.builder()
                .seal(Optional.of(BackupTest::mirrored))
                .globals(true)
                .rows(Selection.EVERYTHING.withoutTable("nothing"))
                .build();

        BackupResult result = Backups.make(source, scratch, options);

        Path archive = scratch.resolve(result.archive());
        Manifest clear = ManifestJson.read(Files.readAllBytes(archive.resolve(Manifest.FILE)));
        assertThat(clear.encrypted()).isTrue();
        assertThat(clear.tables()).isEmpty();
        assertThat(clear.fingerprint()).isEmpty();
        assertThat(clear.totals()).isEqualTo(result.manifest().totals());
        assertThat(clear.files().keySet())
                .allMatch(name -> name.endsWith(".age"))
                .contains("contents.json.age");
        ManifestJson.Secret secret =
                ManifestJson.readSecret(mirrored(Files.readAllBytes(archive.resolve(Manifest.SECRET_FILE))));
        assertThat(secret.tables()).isEqualTo(result.manifest().tables());
        assertThat(secret.leftOut()).containsExactly("the rows of public.nothing: excluded");
        assertThat(clear.leftOut()).containsExactly("1 in contents.json.age");
        assertThat(clear.with(secret)).isEqualTo(clear.with(ManifestJson.Secret.of(result.manifest())));
        assertThat(clear.files().keySet())
                .containsAll(secret.tables().get("public.book").files());
        assertThat(new String(mirrored(Files.readAllBytes(archive.resolve("globals.sql.age"))), UTF_8))
                .contains("ALTER ROLE postgres");
    }

    @Test
    void stockToolsKnowTheOwnerOfWhateverCanBeDropped(TestDatabase source) {
        Sample.load(source);
        source.execute("CREATE INDEX ON sale (n)", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");

        BackupResult result = Backups.make(source, scratch, BackupOptions.DEFAULT);

        // Of anything else they warn that they do not know how to set its owner.
        assertThat(ArchiveReader.open(scratch.resolve(result.archive())).toc().entries())
                .filteredOn(
                        entry -> entry.owner().filter(role -> !role.isEmpty()).isPresent())
                .filteredOn(entry -> entry.drop().filter(sql -> !sql.isEmpty()).isPresent())
                .extracting(TocEntry::kind)
                .contains("TABLE", "FUNCTION")
                .isSubsetOf(
                        "DATABASE",
                        "SCHEMA",
                        "TABLE",
                        "TYPE",
                        "VIEW",
                        "MATERIALIZED VIEW",
                        "SEQUENCE",
                        "FUNCTION",
                        "BLOB",
                        "CONSTRAINT",
                        "DEFAULT",
                        "FK CONSTRAINT",
                        "INDEX",
                        "TRIGGER");
    }

    /** As bad as any encryption that is easy to undo. */
    private static OutputStream mirrored(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int value) throws IOException {
                out.write(~value);
            }
        };
    }

    private static byte[] mirrored(byte[] bytes) {
        byte[] other = bytes.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = (byte) ~other[i];
        }
        return other;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
