package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the launcher itself, with scripts in the place of Java that print what they were given. */
final class LauncherTest {
    private static final String BUILD = "0".repeat(64);

    @TempDir
    private Path folder;

    private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("with space/belay");
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(
                Path.of(System.getProperty("belay.root", ".."), "tui/src/main/distribution/bin/belay"),
                home.resolve("bin/belay"));
        Files.setPosixFilePermissions(home.resolve("bin/belay"), fromString("rwxr-xr-x"));
        Files.createFile(home.resolve("lib/belay.jar"));
        Files.writeString(home.resolve("lib/build"), BUILD + "\n");
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("BELAY_CACHE", "off");
        environment.put("BELAY_JAVA", java("17.0.15").toString());
    }

    @Test
    void passesEveryArgumentOnAsItIs() throws Exception {
        List<String> given = List.of("sql", "-c", "select  '*' \"x\" $HOME `id`", "", "*", "é");

        assertThat(belay(given.toArray(String[]::new)).out())
                .containsSequence("dev.belay.tui.Main")
                .endsWith(given.toArray(String[]::new));
    }

    @Test
    void isReplacedByJavaSoThatSignalsReachIt() throws Exception {
        Process process = start("status");
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(printed).startsWith("pid " + process.pid() + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "status, true, true",
        "up, true, true",
        "run, true, true",
        "shell, true, true",
        "--version, true, true",
        "backup, false, true",
        "restore, false, true",
        "tui, false, true",
        "sql, false, false"
    })
    void shortCommandsGetWhatStartsFast(String verb, boolean fast, boolean simplest) throws Exception {
        List<String> out = belay("--env", "prod", verb).out();

        assertThat(out.contains("-XX:TieredStopAtLevel=1")).isEqualTo(fast);
        assertThat(out.contains("-XX:+UseSerialGC")).isEqualTo(simplest);
        assertThat(out.contains("-Xmn32m")).isEqualTo(fast);
    }

    @ParameterizedTest
    @CsvSource({
        "status, true",
        "--version, true",
        "up, false",
        "down, false",
        "run, false",
        "schema, false",
        "shell, false",
        "backup, true",
        "restore, true",
        "tui, true"
    })
    void onlyWhatJustLooksOrStreamsCompilesLate(String verb, boolean late) throws Exception {
        assertThat(belay("--env", "prod", verb).out().contains("-XX:CompileThresholdScaling=4"))
                .isEqualTo(late);
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, false", "21, false", "22.0.1, true", "25.0.3, true"})
    void aJavaThatWarnsOfNativeLibrariesIsToldThatTheyMayBeUsed(String version, boolean told) throws Exception {
        environment.put("BELAY_JAVA", java(version).toString());

        assertThat(belay("status").out().contains("--enable-native-access=ALL-UNNAMED"))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, true", "20.0.2, true", "21, false", "25.0.3, false"})
    void onlyAJavaThatStillHasOldLocaleDataIsToldToUseIt(String version, boolean told) throws Exception {
        environment.put("BELAY_JAVA", java(version).toString());

        assertThat(belay("status").out().contains("-Djava.locale.providers=COMPAT"))
                .isEqualTo(told);
    }

    @Test
    void theArchiveIsMadeWithTheOptionsWithWhichItIsUsed() throws Exception {
        useCache();
        Path given = folder.resolve("given");
        Path java = java("17.0.15");
        Files.writeString(java, Files.readString(java) + "printf '%s\\n' \"$@\" >>\"" + given + "\"\n");

        belay("--make-archive");
        belay("status");

        for (String prefix : List.of("-XX:TieredStopAtLevel", "-XX:+Use", "-Dpicocli.", "-Djava.locale.")) {
            List<String> options = Files.readAllLines(given).stream()
                    .filter(option -> option.startsWith(prefix))
                    .toList();
            int half = options.size() / 2;
            assertThat(options.subList(0, half)).isNotEmpty().isEqualTo(options.subList(half, options.size()));
        }
    }

    @Test
    void theArchiveIsMadeForTheClassPathThatEveryVerbHas() throws Exception {
        Files.createDirectories(home.resolve("lib/screen"));
        Path library = Files.createFile(home.resolve("lib/screen/lanterna-3.jar"));
        useCache();
        Path given = folder.resolve("given");
        Path java = java("17.0.15");
        Files.writeString(java, Files.readString(java) + "printf '%s\\n' \"$@\" >>\"" + given + "\"\n");

        belay("--make-archive");
        belay("status");
        belay("tui");

        List<String> all = Files.readAllLines(given);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).equals("-cp")) {
                paths.add(all.get(i + 1));
            }
        }
        assertThat(paths).hasSize(3).containsOnly(home.toRealPath() + "/lib/belay.jar:" + library.toRealPath());
    }

    @Test
    void moreOptionsForJavaAreCutAtBlanks() throws Exception {
        environment.put("BELAY_JAVA_OPTS", "-Xmx64m -Dx=*");

        assertThat(belay("status").out()).containsSequence("-Xmx64m", "-Dx=*");
    }

    @Test
    void anotherGarbageCollectorReplacesOurs() throws Exception {
        environment.put("BELAY_JAVA_OPTS", "-XX:+UseG1GC");

        assertThat(belay("status").out())
                .contains("-XX:+UseG1GC", "-XX:-UsePerfData")
                .doesNotContain("-XX:+UseSerialGC")
                .doesNotContain("-Xmn");
    }

    @Test
    void isFoundThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("with space/belay/bin/belay"));

        assertThat(run(new ProcessBuilder(link.toString(), "status")).out())
                .contains("-Dbelay.home=" + home.toRealPath());
    }

    @Test
    void takesTheFirstJavaThatIsNewEnough() throws Exception {
        environment.remove("BELAY_JAVA");
        environment.put("JAVA_HOME", java("11.0.2").getParent().getParent().toString());
        Path onPath = java("21");
        environment.put("PATH", onPath.getParent() + ":/usr/bin:/bin");

        assertThat(belay("status").out()).contains("java " + onPath);
    }

    @ParameterizedTest
    @CsvSource({"11.0.2", "1.8.0_392"})
    void aJavaThatWasChosenAndIsTooOldIsAnError(String version) throws Exception {
        Path old = java(version);
        environment.put("BELAY_JAVA", old.toString());

        Ended ended = belay("status");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .containsExactly(
                        "belay: BELAY_JAVA is no Java 17 or newer: " + old, "hint: give the path of its bin/java");
    }

    @Test
    void aJavaWithoutAReleaseFileIsAsked() throws Exception {
        Path java = java("17.0.15");
        Files.delete(java.getParent().resolveSibling("release"));
        environment.put("BELAY_JAVA", java.toString());

        assertThat(belay("status").exitCode()).isZero();
    }

    @Test
    void anIncompleteInstallationSaysSo() throws Exception {
        Files.delete(home.resolve("lib/belay.jar"));

        Ended ended = belay("status");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err().get(0)).isEqualTo("belay: there is no " + home.toRealPath() + "/lib/belay.jar");
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, -XX:SharedArchiveFile=", "25.0.3, -XX:AOTCache="})
    void anArchiveThatWasMadeIsUsed(String version, String option) throws Exception {
        useCache();
        environment.put("BELAY_JAVA", java(version).toString());

        assertThat(belay("--make-archive").exitCode()).isZero();

        assertThat(archives()).hasSize(1);
        assertThat(belay("status").out())
                .contains("-Xlog:disable", option + archives().get(0));
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, false", "25.0.3, true", "26, false"})
    void anArchiveIsMappedWhereItWasMadeFor(String version, boolean told) throws Exception {
        useCache();
        environment.put("BELAY_JAVA", java(version).toString());
        belay("--make-archive");

        assertThat(belay("status").out().contains("-XX:ArchiveRelocationMode=0"))
                .isEqualTo(told);
    }

    @Test
    void anArchiveOfOtherJarsIsNotUsed() throws Exception {
        useCache();
        belay("--make-archive");
        Files.setLastModifiedTime(home.resolve("lib/belay.jar"), FileTime.from(Instant.EPOCH));

        assertThat(belay("status").out()).noneMatch(option -> option.startsWith("-XX:SharedArchiveFile"));
    }

    @Test
    void aNewBuildRemovesTheArchiveOfTheOldOne() throws Exception {
        useCache();
        belay("--make-archive");
        Files.writeString(home.resolve("lib/build"), "1".repeat(64) + "\n");
        belay("--make-archive");

        assertThat(archives()).singleElement().asString().contains("1".repeat(64));
    }

    @Test
    void theArchiveOfAPlaceThatIsGoneIsRemoved() throws Exception {
        useCache();
        belay("--make-archive");
        Files.move(home, folder.resolve("moved"));
        home = folder.resolve("moved");
        belay("--make-archive");

        assertThat(archives()).singleElement().asString().contains("moved");
    }

    @Test
    void whereJavaCannotMakeAnArchiveItIsTriedOnce() throws Exception {
        useCache();
        Path java = java("17.0.15");
        Files.writeString(java, Files.readString(java).replace("printf archive", "false"));
        environment.put("BELAY_JAVA", java.toString());

        belay("--make-archive");

        assertThat(archives()).hasSize(1);
        assertThat(belay("status").out()).noneMatch(option -> option.startsWith("-XX:SharedArchiveFile"));
    }

    @Test
    void makersAtTheSameTimeLeaveOneWholeArchive() throws Exception {
        useCache();
        List<Process> makers = new ArrayList<>();
        for (int maker = 0; maker < 6; maker++) {
            makers.add(start("--make-archive"));
        }
        for (Process maker : makers) {
            maker.getInputStream().readAllBytes();
            maker.waitFor();
        }

        assertThat(archives())
                .singleElement()
                .satisfies(archive -> assertThat(Files.readString(archive)).isEqualTo("archive"));
    }

    @Test
    void whatItMakesForTheArchiveIsOfThisUserAloneWhateverTheUmaskIs() throws Exception {
        environment.put("HOME", Files.createDirectory(folder.resolve("user")).toString());
        environment.remove("BELAY_CACHE");

        Process maker =
                start(new ProcessBuilder("sh", "-c", "umask 000 && exec \"$0\" --make-archive", home + "/bin/belay"));
        maker.getInputStream().readAllBytes();
        maker.waitFor();

        try (Stream<Path> made = Files.walk(folder.resolve("user/.cache"))) {
            assertThat(made.filter(Files::isDirectory))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(one ->
                            assertThat(Files.getPosixFilePermissions(one)).isEqualTo(fromString("rwx------")));
        }
    }

    @Test
    void withoutAFolderForTheArchiveItStartsAllTheSame() throws Exception {
        environment.put("BELAY_CACHE", Files.createFile(folder.resolve("a file")) + "/cache");
        assertThat(belay("status").exitCode()).isZero();

        environment.remove("BELAY_CACHE");
        environment.remove("HOME");
        Ended ended = belay("status");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aBareContainerReadsNamesAsUtf8() throws Exception {
        assertThat(belay("status").out()).contains("locale C.UTF-8", "-Dbelay.ascii=true");
        environment.put("LANG", "de_DE.UTF-8");
        assertThat(belay("status").out()).contains("locale ").doesNotContain("-Dbelay.ascii=true");
    }

    private void useCache() {
        environment.put("BELAY_CACHE", folder.resolve("cache").toString());
    }

    private record Ended(int exitCode, List<String> out, List<String> err) {}

    private Ended belay(String... arguments) throws Exception {
        return run(command(arguments));
    }

    private ProcessBuilder command(String... arguments) {
        return new ProcessBuilder(Stream.concat(Stream.of(home + "/bin/belay"), Stream.of(arguments))
                .toList());
    }

    private Process start(String... arguments) throws IOException {
        return start(command(arguments));
    }

    private Process start(ProcessBuilder command) throws IOException {
        command.environment().clear();
        command.environment().putAll(environment);
        return command.start();
    }

    private Ended run(ProcessBuilder command) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        command.environment().clear();
        command.environment().putAll(environment);
        int exitCode = command.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ended(exitCode, Files.readAllLines(out), Files.readAllLines(err));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("home"))
                    .toList();
        }
    }

    /** A folder that looks like a JDK; its java prints what it was given, and makes an archive when told to. */
    private Path java(String version) throws IOException {
        Path java = folder.resolve("jdk " + version + "/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(
                java.getParent().resolveSibling("release"), "JAVA_VERSION=\"" + version + "\"\nSOURCE=\"\"\n");
        Files.writeString(java, """
            #!/bin/sh
            [ "$1" != -version ] || { echo 'openjdk version "%s" 2025-04-15' >&2; exit; }
            echo "pid $$"
            echo "java $0"
            echo "locale ${LC_ALL:-}"
            for argument; do
                printf '%%s\\n' "$argument"
                case $argument in
                    -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) printf archive >"${argument#*=}" ;;
                esac
            done
            """.formatted(version));
        Files.setPosixFilePermissions(java, fromString("rwxr-xr-x"));
        return java;
    }
}
