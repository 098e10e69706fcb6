package dev.belay.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ServerTest
final class BackupTest {
    @TempDir
    private Path folder;

    @Test
    void aBackupGoesWhereTheEnvironmentWantsIt(TestDatabase database) {
        database.execute("CREATE TABLE author (id int, name text)", "INSERT INTO author VALUES (1, 'a'), (2, 'b')");
        Desk desk = new Desk(folder).with("DATABASE_URL", database.url()).file("belay.yaml", """
            project: shop
            environments: {dev: {url: "${DATABASE_URL}", backup: {to: kept}}}
            """);

        Desk.Seen seen = desk.run("backup");

        assertThat(seen.err()).contains("public.author: 2 rows");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("1 table, 2 rows", "kept/" + database.name(), "--compress gzip");
        assertThat(folder.resolve("kept").resolve(database.name())).isDirectoryContaining("glob:**-????????");
    }

    @Test
    void jsonSaysWhereItIs(TestDatabase database) {
        Map<String, Object> json = new Desk(folder)
                .with("DATABASE_URL", database.url())
                .run("backup", "--json", "--to", "kept", "--compress", "gzip:9")
                .json();

        assertThat(json).containsEntry("ok", true);
        assertThat(Path.of(String.valueOf(json.get("archive"))).resolve("toc.dat"))
                .isRegularFile();
    }

    @Test
    void oneFileIsNamed(TestDatabase database) {
        Desk desk = new Desk(folder).with("DATABASE_URL", database.url());

        Desk.Seen tar = desk.run("backup", "--format", "tar", "--to", "all.tar", "--quiet");
        Desk.Seen again = desk.run("backup", "--format", "tar", "--to", "all.tar");

        Desk.Seen custom = desk.run("backup", "--format", "custom", "--to", "all.dump");

        assertThat(custom.out()).contains("reads it from version 16 on");
        assertThat(tar.out()).doesNotContain("from version 16 on");
        assertThat(tar.err()).isEmpty();
        assertThat(folder.resolve("all.tar")).isRegularFile();
        assertThat(folder.resolve("all.tar.manifest.json")).isRegularFile();
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("there is already a");
    }

    @Test
    void whatIsWrongAnywayIsSaidBeforeTheServerIsAsked() {
        Desk desk = new Desk(folder).with("DATABASE_URL", "postgresql://localhost:1/x");

        assertThat(desk.run("backup").err()).contains("it is not known where the backups are");
        assertThat(desk.run("backup", "--to=x", "--encrypt-to=age1xyz").err()).contains("is no age recipient");
        assertThat(desk.run("backup", "--to=").err()).contains("the place of the backups is empty");
        assertThat(desk.run("backup", "--to=x").exit()).isEqualTo(3);
    }

    @Test
    void aDrillThatIsNotAllowedIsRefusedBeforeTheBackup() {
        Desk desk = new Desk(folder)
                .with("DATABASE_URL", "postgresql://localhost:1/x")
                .file("belay.yaml", """
                        project: shop
                        convention: plain
                        environments:
                          prod: {url: "${DATABASE_URL}", protected: true, backup: {to: backups}}
                        default_environment: prod
                        """);

        assertThat(desk.run("backup", "--drill").err()).contains("is protected", "--drill-on embedded");
        assertThat(desk.run("backup", "--drill", "--drill-on=nowhere").err()).contains("nowhere");
        assertThat(desk.run("backup", "--drill", "--drill-on=target").exit()).isEqualTo(3);
    }

    /** And not after the hours that the backup takes. The key is nobody's. */
    @Test
    void aRoundThatCannotEndWellDoesNotBegin() {
        Desk desk = new Desk(folder)
                .with("DATABASE_URL", "postgresql://localhost:1/x")
                .file("key.txt", "AGE-SECRET-KEY-1L7FE4WEYV2V7KZWM9LJDLVU357J7LNZTYGZZJ8FEGCXYS3Z7GTZS687XHC\n");
        String other = "--encrypt-to=age1pm9xc5f3d75r87fldtn5fyadlqrzu4mfmlgnsrsjs4gha6u3j55qlysp97";

        Desk.Seen key = desk.run("backup", "--to=x", other, "--drill", "--identity=key.txt");
        Desk.Seen metrics = desk.run("backup", "--to=x", "--metrics-file=nowhere/belay.prom");
        Desk.Seen jobs = desk.run("drill", "x", "--jobs=0");
        Desk.Seen bucket = desk.run("restore", "s3://bucket", "--list");

        assertThat(key.err()).contains("no private key that was given opens what age1");
        assertThat(metrics.err()).contains("the metrics cannot be written to ");
        assertThat(jobs.err()).contains("--jobs is 0");
        assertThat(bucket.err()).contains("s3://bucket is a bucket, and no archive in it");
        assertThat(List.of(key.exit(), metrics.exit(), jobs.exit(), bucket.exit()))
                .containsOnly(2);
    }

    @Test
    void whatMakesNoSenseIsRefused(TestDatabase database) {
        Desk desk = new Desk(folder).with("DATABASE_URL", database.url());

        assertThat(desk.run("backup").err()).contains("it is not known where the backups are", "name the place");
        assertThat(desk.run("backup", "--to", "x", "--schema-only", "--data-only")
                        .exit())
                .isEqualTo(2);
        assertThat(desk.run("backup", "--to", "x", "--jobs", "0").exit()).isEqualTo(2);
        assertThat(desk.run("backup", "--to", "x", "--compress", "lz4").err()).contains("none of zstd, gzip and none");
        assertThat(desk.run("backup", "--to", "x", "--rate", "fast").err()).contains("is no number of bytes");
        assertThat(desk.run("backup", "--to", "x", "-t", "nobody").err()).contains("nothing is called nobody");
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }
}
