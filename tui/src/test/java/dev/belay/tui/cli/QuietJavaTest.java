package dev.belay.tui.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Java itself says to whoever types a command: newer ones warn of native libraries and of what will be taken away.
 * Through the launcher, with a jar in its place that leads to the classes under test.
 */
@ServerTest
@EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "older ones warn of nothing that Belay does")
final class QuietJavaTest {
    @TempDir
    private Path folder;

    private final List<Map.Entry<String, String>> variables = new ArrayList<>();

    @Test
    void itSaysNothingOfItsOwn(TestDatabase database) throws Exception {
        install();
        database.execute("CREATE TABLE author (id int)");
        Desk.plain(folder, database).file("jobs/job.jsh", "print(rows(\"SELECT 1 AS one\"));");
        try (SmallBucket bucket = new SmallBucket()) {
            String[] place = {"s3://bucket/shop", "--s3=" + bucket.endpoint()};
            variables.addAll(List.of(
                    Map.entry("DATABASE_URL", database.url()),
                    Map.entry("AWS_ACCESS_KEY_ID", "id"),
                    Map.entry("AWS_SECRET_ACCESS_KEY", "secret")));

            quiet("", "backup", "--to=" + place[0], place[1], "--compress=zstd");
            quiet("", "check", "latest", "--from=" + place[0], place[1]);
            quiet("", "run", "jobs/job.jsh");
            quiet("sql(\"SELECT 1\")\n", "shell");
        }
        quietScreen();
    }

    /** As the distribution lies on a disk. */
    private void install() throws IOException {
        Path sources = Path.of(System.getProperty("belay.root"), "tui/src/main/distribution");
        Path launcher = Files.createDirectories(folder.resolve("belay/bin")).resolve("belay");
        Files.copy(sources.resolve("bin/belay"), launcher);
        Files.setPosixFilePermissions(launcher, fromString("rwxr-xr-x"));
        Path library = Files.createDirectories(folder.resolve("belay/lib"));
        Files.copy(sources.resolve("logging.properties"), library.resolve("logging.properties"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(place -> Path.of(place).toUri().toString())
                                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(library.resolve("belay.jar")), manifest).close();
    }

    private void quiet(String input, String... words) throws Exception {
        Path said = folder.resolve("said.txt");
        Process process = start(words, said);
        try (var typed = process.getOutputStream()) {
            typed.write(input.getBytes(UTF_8));
        }
        process.getInputStream().readAllBytes();

        assertThat(process.waitFor()).as(() -> read(said)).isZero();
        requireQuiet(read(said));
    }

    /** At a terminal, since it wants one. */
    private void quietScreen() throws Exception {
        Process process = start(
                new ProcessBuilder("script", "-qefc", "stty cols 100 rows 40; '" + launcher() + "' tui", "/dev/null")
                        .redirectErrorStream(true));
        try {
            StringBuilder screen = new StringBuilder();
            InputStream out = process.getInputStream();
            byte[] some = new byte[8192];
            for (int n = out.read(some); n >= 0; n = out.read(some)) {
                boolean painted = screen.indexOf("Overview") >= 0;
                screen.append(new String(some, 0, n, UTF_8));
                if (!painted && screen.indexOf("Overview") >= 0) {
                    process.getOutputStream().write('q');
                    process.getOutputStream().flush();
                }
            }

            assertThat(process.waitFor()).as(screen::toString).isZero();
            requireQuiet(screen.toString());
        } finally {
            process.destroy();
        }
    }

    private static void requireQuiet(String said) {
        assertThat(said.lines())
                .noneMatch(
                        line -> line.contains("WARNING:") || line.contains("VM warning") || line.contains("[warning]"));
    }

    private Process start(String[] words, Path said) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher()));
        command.addAll(List.of(words));
        return start(new ProcessBuilder(command).redirectError(said.toFile()));
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Map<String, String> environment = builder.directory(folder.toFile()).environment();
        variables.forEach(variable -> environment.put(variable.getKey(), variable.getValue()));
        environment.put("BELAY_JAVA", System.getProperty("java.home") + "/bin/java");
        environment.put("BELAY_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        environment.put("BELAY_CACHE", "off");
        environment.put("XDG_STATE_HOME", folder.resolve(".state").toString());
        environment.put("TERM", "xterm");
        return builder.start();
    }

    private String launcher() {
        return folder.resolve("belay/bin/belay").toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
