package dev.belay.backup.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.Check;
import dev.belay.backup.Manifest;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and values of any size pass through little memory: each case in a JVM that has no more. */
@ServerTest
final class MemoryTest {
    private static final String SAME = "SELECT count(*), md5(string_agg(md5(v::text), '' ORDER BY id)) FROM big";

    @TempDir
    Path scratch;

    @Test
    void aTableThatIsLargerThanTheHeapGoesThroughIt(TestDatabase source, TestDatabase target) throws Exception {
        fill(source, 16_000, "repeat(md5(i::text), 128)");

        assertGoesThrough("-Xmx40m", source, target);
    }

    @Test
    @Tag("nightly")
    void twoGigabytesGoThrough256Megabytes(TestDatabase source, TestDatabase target) throws Exception {
        fill(source, 500_000, "repeat(md5(i::text), 128)");

        assertGoesThrough("-Xmx256m", source, target);
    }

    @Test
    @Tag("nightly")
    void aValueOf300MegabytesGoesThroughAGigabyte(TestDatabase source, TestDatabase target) throws Exception {
        fill(source, 2, "repeat('0123456789abcdef', 300 * 65536 / i)");

        assertGoesThrough("-Xmx1g", source, target);
    }

    /** Its hexadecimal digits are more than fit into a row of text: it is copied in binary without being told. */
    @Test
    @Tag("nightly")
    void aValueOf600MegabytesIsCopiedInBinary(TestDatabase source, TestDatabase target) throws Exception {
        source.execute(
                "CREATE TABLE big (id int, v bytea)",
                "ALTER TABLE big ALTER v SET STORAGE EXTERNAL",
                "INSERT INTO big SELECT 1, decode(repeat('00ff5c27', 75 * 1048576), 'hex')",
                "UPDATE big SET v = v || v");

        run("-Xmx2g", source, target);

        String same = "SELECT id, length(v), md5(v) FROM big";
        assertThat(target.query(same)).isEqualTo(source.query(same)).hasSize(1);
    }

    /** A bomb of gzip: a few kilobytes on the disk. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "x\n"})
    void aLineOrAStatementThatDoesNotEndIsRefusedInLittleMemory(String endless, TestDatabase target) throws Exception {
        Path dump = scratch.resolve("dump.sql.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(dump), 1 << 16)) {
            out.write("CREATE TABLE t ();\n".getBytes(UTF_8));
            byte[] piece = endless.repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i < 100; i++) {
                out.write(piece);
            }
        }

        String said = said(1, "-Xmx64m", Plain.class, target.url(), dump.toString());

        assertThat(said)
                .containsPattern("dump.sql.gz:[12]: a (line|statement) does not end, not after 8 MiB")
                .contains("INTEGRITY");
        assertThat(target.tables()).as("run together, or not at all").isEmpty();
    }

    /** Runs a dump. */
    static final class Plain {
        public static void main(String[] arguments) {
            RestoreResult result = RestoreSource.open(Path.of(arguments[1]))
                    .restore(
                            Restores.database(arguments[0]),
                            RestoreOptions.DEFAULT,
                            RestoreListener.SILENT,
                            new Cancellation());
            System.out.println(result.failed());
            System.exit(result.ok() ? 0 : 1);
        }
    }

    /** A row of half a gigabyte that a few kilobytes hold. */
    @Test
    void aRowThatIsLargerThanTheHeapIsChecked(TestDatabase source) throws Exception {
        Path archive = archive(source);
        Files.delete(archive.resolve(Manifest.MARKER));
        Files.delete(archive.resolve(Manifest.FILE));
        Path rows;
        try (Stream<Path> files = Files.list(archive)) {
            rows = files.filter(file -> file.toString().endsWith(".dat.zst"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.delete(rows);
        Path bomb = archive.resolve(rows.getFileName().toString().replace(".zst", ".gz"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb), 1 << 16)) {
            byte[] piece = "x".repeat(1 << 20).getBytes(UTF_8);
            out.write("1\t".getBytes(UTF_8));
            for (int i = 0; i < 512; i++) {
                out.write(piece);
            }
            out.write("\n\\.\n\n\n".getBytes(UTF_8));
        }

        assertThat(said(0, "-Xmx48m", Checked.class, archive.toString())).contains("rows=1,", "problems=[]");
    }

    @Test
    void aManifestThatIsLargerThanTheHeapIsRefused(TestDatabase source) throws Exception {
        Path archive = archive(source);
        try (OutputStream out = Files.newOutputStream(archive.resolve(Manifest.FILE))) {
            out.write("{\"format\" : 1, \"belay\" : \"".getBytes(UTF_8));
            byte[] piece = "x".repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i < 60; i++) {
                out.write(piece);
            }
        }

        assertThat(said(1, "-Xmx48m", Checked.class, archive.toString()))
                .containsPattern("BACKUP: .*manifest.json is larger than [0-9]+ MiB, and there is no memory for that");
    }

    private Path archive(TestDatabase source) throws IOException {
        source.execute("CREATE TABLE one (id int, v text)", "INSERT INTO one VALUES (1, 'x')");
        try (LocalStorage storage = new LocalStorage(scratch)) {
            return scratch.resolve(
                    new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                            .to(storage)
                            .archive());
        }
    }

    /** Checks an archive. */
    static final class Checked {
        public static void main(String[] arguments) throws IOException {
            Path archive = Path.of(arguments[0]);
            try (LocalStorage storage = new LocalStorage(archive.getParent())) {
                System.out.println(new Check(storage, Optional.empty(), Check.CheckListener.NONE)
                        .run(archive.getFileName().toString()));
            } catch (BelayException e) {
                System.out.println(e.kind() + ": " + e.getMessage());
                System.exit(1);
            }
        }
    }

    private static void fill(TestDatabase source, int rows, String value) {
        source.execute(
                "CREATE TABLE big (id int, v text)",
                "INSERT INTO big SELECT i, " + value + " FROM generate_series(1, " + rows + ") i");
    }

    private void assertGoesThrough(String heap, TestDatabase source, TestDatabase target) throws Exception {
        run(heap, source, target);

        assertThat(target.query(SAME)).isEqualTo(source.query(SAME)).hasSize(1);
    }

    private void run(String heap, TestDatabase source, TestDatabase target) throws Exception {
        said(0, heap, Small.class, source.url(), target.url(), scratch.toString());
    }

    /** What a program says in a JVM with so much memory. */
    private static String said(int exit, String heap, Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exit);
        return said;
    }

    /** Backs one database up and restores it into another. */
    static final class Small {
        public static void main(String[] arguments) throws IOException {
            try (LocalStorage storage = new LocalStorage(Path.of(arguments[2]))) {
                String archive = new Backup(
                                Restores.database(arguments[0]), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                        .to(storage)
                        .archive();
                RestoreResult result = RestoreSource.open(storage, archive, Decryption.NONE)
                        .restore(
                                Restores.database(arguments[1]),
                                RestoreOptions.DEFAULT,
                                RestoreListener.SILENT,
                                new Cancellation());
                System.out.println(result.failed());
                System.exit(result.ok() ? 0 : 1);
            }
        }
    }
}
