package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.storage.Storages;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps archives in folders pays nothing for S3, and can do without its library. Whole processes, and what they load. */
@ServerTest
final class WithoutS3Test {
    /** Drill and prune included: all that is done with archives. */
    private static final String[] LOCALLY = {
        "backup", "--to=backups", "--drill", "--prune", "--keep-last=1", "--jobs=2", "--progress=plain"
    };

    private static final String[] IN_S3 = {"backups", "s3://bucket/backups", "--s3=endpoint=http://127.0.0.1:1"};

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void fill(TestDatabase source) {
        database = source;
        database.execute("CREATE TABLE author AS SELECT generate_series(1, 10) AS id");
        Desk.plain(folder, database);
    }

    private record Ended(int exit, String said) {}

    private Ended belay(String classPath, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded().getFileName(),
                "-XX:TieredStopAtLevel=1",
                "-Daws.accessKeyId=id",
                "-Daws.secretAccessKey=secret",
                "-cp",
                classPath,
                "dev.belay.tui.Main"));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said.txt");
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        process.environment().put("DATABASE_URL", database.url());
        int exit = process.start().waitFor();
        return new Ended(exit, Files.readString(said));
    }

    private Path loaded() {
        return folder.resolve("loaded.txt");
    }

    private List<String> ofS3() throws IOException {
        try (Stream<String> lines = Files.lines(loaded(), UTF_8)) {
            return lines.filter(line -> line.contains("software.amazon") || line.contains("dev.belay.backup.s3."))
                    .toList();
        }
    }

    private static String whole() {
        return System.getProperty("java.class.path");
    }

    /** As when lib/s3 is missing. */
    private static String without() {
        return Arrays.stream(whole().split(File.pathSeparator))
                .filter(entry -> !entry.replace(File.separatorChar, '/').contains("/software/amazon/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void nothingOfItIsLoadedWhenNoPlaceIsInS3() throws Exception {
        Ended locally = belay(whole(), LOCALLY);

        assertThat(locally.exit()).as(locally.said()).isZero();
        assertThat(Files.readString(loaded())).contains("dev.belay.backup.storage.LocalStorage");
        assertThat(ofS3()).isEmpty();

        belay(whole(), IN_S3);
        assertThat(ofS3()).as("it is seen where it is").isNotEmpty();
    }

    @Test
    void withoutItsLibraryFoldersWorkAndS3SaysWhatIsMissing() throws Exception {
        assertThat(without()).isNotEqualTo(whole());

        Ended locally = belay(without(), LOCALLY);

        assertThat(locally.exit()).as(locally.said()).isZero();
        assertSaysWhatIsMissing(belay(without(), IN_S3));
    }

    @Test
    void anEmptyFolderIsNoLibrary() throws Exception {
        Path ours = Path.of(Storages.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path library = Files.createDirectories(folder.resolve("lib/s3")).getParent();
        Path moved = library.resolve(ours.getFileName());
        copy(ours, moved);

        assertSaysWhatIsMissing(belay(moved + File.pathSeparator + without(), IN_S3));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void assertSaysWhatIsMissing(Ended ended) {
        assertThat(ended.said())
                .contains("this installation has no library for S3", "lib/s3")
                .doesNotContain("Exception", "Error", "\tat ");
        assertThat(ended.exit()).isEqualTo(2);
    }
}
