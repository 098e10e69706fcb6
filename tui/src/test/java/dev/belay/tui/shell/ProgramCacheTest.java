package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of scripts, and what of it is believed. */
final class ProgramCacheTest {
    private static final ScriptText LEAVES = new ScriptText("job.jsh", "int code = 7;\nexit(code);\n");

    @TempDir
    private Path parent;

    @Test
    void aScriptIsCompiledOnceAndRunsAndFailsTheSame() throws Exception {
        ScriptText script = new ScriptText("job.jsh", """
            int half(int of) {
                return 1 / of;
            }

            String text = ""
                    + half(1);
            Runnable fails = () -> half(
                    0);
            fails.run();
            """);

        String first = said(script);
        String second = said(script);

        assertThat(first).isEqualTo("""
            job.jsh:2: ArithmeticException: / by zero
                called from job.jsh:7
                called from job.jsh:9\
            """);
        assertThat(second).isEqualTo(first);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void whatIsKeptIsRunInsteadOfTheCompiler() throws Exception {
        cache("1").program(LEAVES, Prelude.SCRIPT, "");
        byte[] key = HexFormat.of().parseHex(name(onlyKept()));
        Program other = new Program(LEAVES, List.of(new Program.Leave(9)), new LineTable(Map.of()));

        Files.write(onlyKept(), ProgramFile.written(key, other));

        assertThat(cache("1").program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(9);
    }

    @Test
    void theScriptThatACommandLineNamesIsCompiledBeforeItIsAskedFor() throws Exception {
        ProgramCache cache = cache("1");
        Files.writeString(parent.resolve(LEAVES.name()), LEAVES.text());

        cache.expect(parent, List.of("--env", "dev", LEAVES.name(), "other.jsh"));
        Program early = cache.program(LEAVES, Prelude.SCRIPT, "");

        assertThat(cache.program(LEAVES, Prelude.SCRIPT, "")).isSameAs(early);
        assertThat(early.run()).isEqualTo(7);
    }

    @Test
    void whatIsWrongInItIsToldWhenItIsAskedFor() throws Exception {
        ProgramCache cache = cache("1");
        ScriptText wrong = new ScriptText("job.jsh", "int code = \"seven\";\n");
        Files.writeString(parent.resolve(wrong.name()), wrong.text());

        cache.expect(parent, List.of(wrong.name()));

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> cache.program(wrong, Prelude.SCRIPT, ""))
                    .isInstanceOf(BelayException.class)
                    .hasMessageStartingWith("job.jsh:1:12: incompatible types");
        }
    }

    @Test
    void anotherTextThanWasExpectedIsCompiledItself() throws Exception {
        ProgramCache cache = cache("1");
        Files.writeString(parent.resolve(LEAVES.name()), "exit(1);");

        cache.expect(parent, List.of(LEAVES.name()));
        Files.writeString(parent.resolve(LEAVES.name()), LEAVES.text());

        assertThat(cache.program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(7);
        ScriptText migration = new ScriptText(LEAVES.name(), "void up() {}");
        Files.writeString(parent.resolve(LEAVES.name()), migration.text());
        cache.expect(parent, List.of(LEAVES.name()));
        assertThat(cache.program(migration, Prelude.DATA, "up").moves())
                .hasSizeGreaterThan(
                        cache.program(migration, Prelude.SCRIPT, "").moves().size());
    }

    @Test
    void whatIsNoReadableScriptIsLeftToTheVerb() {
        ProgramCache cache = cache("1");

        for (String word : List.of("none.jsh", "-x.jsh", "job.sql", "\0.jsh", ".jsh")) {
            assertThatCode(() -> cache.expect(parent, List.of(word))).doesNotThrowAnyException();
        }
        assertThat(cache.program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(7);
    }

    @Test
    void aDamagedFileIsNotRunAndMadeAnew() throws Exception {
        cache("1").program(LEAVES, Prelude.SCRIPT, "");
        byte[] whole = Files.readAllBytes(onlyKept());
        for (int at : List.of(0, 40, whole.length / 2, whole.length - 1)) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(onlyKept(), damaged);

            assertThat(cache("1").program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(7);
            assertThat(onlyKept()).hasBinaryContent(whole);
        }
        Files.write(onlyKept(), new byte[3]);
        assertThat(cache("1").program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(7);
    }

    @Test
    void aFileOfAnotherScriptIsNotRunInItsPlace() throws Exception {
        cache("1").program(new ScriptText("other.jsh", "exit(9);"), Prelude.SCRIPT, "");
        byte[] other = Files.readAllBytes(onlyKept());
        Files.delete(onlyKept());
        cache("1").program(LEAVES, Prelude.SCRIPT, "");

        Files.write(onlyKept(), other);

        assertThat(cache("1").program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(7);
    }

    @Test
    void anotherBuildAndAnotherTextAndOtherNamesAreOtherPrograms() throws Exception {
        ScriptText either = new ScriptText("job.jsh", "void up() {}\nvoid down() {}\n");

        cache("1").program(either, Prelude.DATA, "up");
        cache("1").program(either, Prelude.DATA, "down");
        cache("1").program(either, Prelude.SCRIPT, "");
        cache("2").program(either, Prelude.DATA, "up");
        cache("1").program(new ScriptText("job.jsh", either.text() + "\n"), Prelude.DATA, "up");
        cache("1").program(new ScriptText("renamed.jsh", either.text()), Prelude.DATA, "up");

        assertThat(kept()).hasSize(5);
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        cache("1").program(LEAVES, Prelude.SCRIPT, "");

        assertThat(Files.getPosixFilePermissions(folder())).isEqualTo(fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(onlyKept())).isEqualTo(fromString("rw-------"));
    }

    @Test
    void aFolderThatOthersMayEnterOrThatIsSomebodyElsesIsLeftAlone() throws Exception {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), fromString("rwxr-xr-x"));
        assertThat(cache("1").program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(7);
        assertThat(kept()).isEmpty();

        Files.setPosixFilePermissions(folder(), fromString("rwx------"));
        OwnFolder somebodyElses = new OwnFolder(folder(), "nobody-of-us", 9, 1_000_000);
        ProgramCache.in(somebodyElses, "1").program(LEAVES, Prelude.SCRIPT, "");
        assertThat(kept()).isEmpty();

        cache("1").program(LEAVES, Prelude.SCRIPT, "");
        assertThat(somebodyElses.read(name(onlyKept()))).isEmpty();
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        cache("1").program(LEAVES, Prelude.SCRIPT, "");
        Path elsewhere = Files.move(onlyKept(), parent.resolve("elsewhere"));
        String name = HexFormat.of().formatHex(ProgramFile.key(List.of("x")));
        Files.createSymbolicLink(folder().resolve(name), elsewhere);

        assertThat(own(9, 1_000_000).read(name)).isEmpty();

        Path real = Files.move(folder(), parent.resolve("real"));
        Files.createSymbolicLink(folder(), real);
        assertThat(cache("1").program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(7);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void whatDoesNotCompileIsNotKeptNorWhatSeemsToHoldAPassword() throws Exception {
        ScriptText wrong = new ScriptText("job.jsh", "int a = true;");
        ScriptText secret = new ScriptText("job.jsh", "String password = \"x\";");

        assertThatThrownBy(() -> cache("1").program(wrong, Prelude.SCRIPT, "")).isInstanceOf(BelayException.class);
        cache("1").program(secret, Prelude.SCRIPT, "");

        assertThat(folder()).doesNotExist();
    }

    @Test
    void whatEndsTheProcessIsRefusedTheSecondTimeToo() throws Exception {
        ScriptText script = new ScriptText("job.jsh", "System.exit(1);");
        for (int time = 0; time < 2; time++) {
            Program program = cache("1").program(script, Prelude.SCRIPT, "");

            assertThatThrownBy(() -> program.requireNoEnd("exit(n) ends a script"))
                    .hasMessageContaining("job.jsh:1:1: this would end Belay itself");
        }
    }

    @Test
    void whatWasUsedLastIsKeptUpToANumberOfFilesAndBytes() throws Exception {
        Instant now = Instant.now();
        OwnFolder folder = own(3, 100);
        for (int i = 0; i < 3; i++) {
            folder.write(name(i), new byte[20]);
            age(folder().resolve(name(i)), now.minus(Duration.ofDays(30 - i)));
        }
        assertThat(folder.read(name(0))).isPresent();

        folder.write(name(3), new byte[20]);
        assertThat(kept()).extracting(ProgramCacheTest::name).containsExactly(name(0), name(2), name(3));

        folder.write(name(4), new byte[70]);
        assertThat(kept()).extracting(ProgramCacheTest::name).contains(name(4)).hasSize(2);

        folder.write(name(5), new byte[101]);
        assertThat(kept())
                .extracting(ProgramCacheTest::name)
                .doesNotContain(name(5))
                .hasSize(2);
    }

    @Test
    void whatSomebodyElsePutThereStays() throws Exception {
        OwnFolder folder = own(1, 100);
        folder.write(name(0), new byte[20]);
        Path letter = Files.writeString(folder().resolve("letter.txt"), "dear all");
        Path draft = Files.write(folder().resolve(name(0) + ".77.1234"), new byte[3]);
        Path work = Files.createDirectory(folder().resolve("work"));
        Files.writeString(work.resolve("it"), "");
        for (Path file : List.of(letter, draft, work)) {
            age(file, Instant.now().minus(Duration.ofDays(100)));
        }

        folder.write(name(1), new byte[20]);

        assertThat(kept()).containsExactlyInAnyOrder(folder().resolve(name(1)), letter, work);
    }

    @ParameterizedTest
    @CsvSource({
        "rwxrwxrwx, -, false",
        "rwxr-xrwx, -, false",
        "rwxr-xr-x, -, true",
        "rwxrwxr-x, mine, true",
        "rwxrwxr-x, another, false",
        "rwxrwxrwx, sticky, true",
    })
    void aFolderBelowOneThatOthersMayWriteToIsLeftAlone(String permissions, String kind, boolean kept)
            throws Exception {
        Path above = Files.createDirectories(parent.resolve("above/below")).getParent();
        String user = System.getProperty("user.name");
        OwnFolder folder = new OwnFolder(above.resolve("below/programs"), user, 9, 1_000);
        folder.write(name(0), new byte[20]);

        Optional<String> group = groups().filter(name -> name.equals(user) == kind.equals("mine"))
                .findFirst();
        if (kind.equals("mine") || kind.equals("another")) {
            assumeThat(group).as("a group of this user to try it with").isPresent();
            Files.getFileAttributeView(above, PosixFileAttributeView.class)
                    .setGroup(above.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByGroupName(group.get()));
        }
        Files.setPosixFilePermissions(above, fromString(permissions));
        if (kind.equals("sticky")) {
            Files.setAttribute(above, "unix:mode", 01777);
        }

        assertThat(folder.read(name(0)).isPresent()).isEqualTo(kept);
        folder.write(name(1), new byte[20]);
        assertThat(above.resolve("below/programs/" + name(1)).toFile().exists()).isEqualTo(kept);
    }

    @Test
    void aLinkInThePlaceOfAFolderAboveIsFollowedToWhatIsLookedAt() throws Exception {
        Path real = Files.createDirectory(parent.resolve("real"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), real);
        OwnFolder folder = new OwnFolder(link.resolve("programs"), System.getProperty("user.name"), 9, 1_000);
        folder.write(name(0), new byte[20]);
        assertThat(folder.read(name(0))).isPresent();

        Files.setPosixFilePermissions(real, fromString("rwxrwxrwx"));

        assertThat(folder.read(name(0))).isEmpty();
    }

    @Test
    void aDraftThatCannotTakeItsPlaceDoesNotStay() throws Exception {
        OwnFolder folder = own(9, 1_000);
        folder.write(name(0), new byte[20]);
        Path taken = Files.createDirectory(folder().resolve(name(1)));
        Files.writeString(taken.resolve("it"), "");

        assertThatThrownBy(() -> folder.write(name(1), new byte[20])).isInstanceOf(IOException.class);

        assertThat(kept()).containsExactlyInAnyOrder(folder().resolve(name(0)), taken);
    }

    @Test
    void manyAtOnceLeaveOneWholeFile() throws Exception {
        OwnFolder folder = own(9, 1_000_000);
        ExecutorService several = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> writes = Collections.nCopies(200, () -> {
                folder.write(name(0), new byte[20_000]);
                assertThat(folder.read(name(0)))
                        .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(20_000));
                return null;
            });
            for (Future<Void> one : several.invokeAll(writes)) {
                one.get();
            }
        } finally {
            several.shutdownNow();
        }

        assertThat(kept()).extracting(ProgramCacheTest::name).containsExactly(name(0));
        assertThat(Files.getPosixFilePermissions(onlyKept())).isEqualTo(fromString("rw-------"));
    }

    @Test
    void whatIsWrittenInAnotherWayIsCompiledAgain() throws Exception {
        cache("1").program(LEAVES, Prelude.SCRIPT, "");
        byte[] key = HexFormat.of().parseHex(name(onlyKept()));
        for (byte[] content : List.of(new byte[0], new byte[] {0, 0, 0, 1, 9}, new byte[] {-1, -1, -1, -1})) {
            Files.write(onlyKept(), ProgramFile.written(key, content));

            assertThat(cache("1").program(LEAVES, Prelude.SCRIPT, "").run()).isEqualTo(7);
        }
    }

    @Test
    void itLiesBesideTheClassDataArchives() {
        assertThat(ProgramCache.folder(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x", "BELAY_CACHE", "/b")))
                .contains(Path.of("/b/programs"));
        assertThat(ProgramCache.folder(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")))
                .contains(Path.of("/x/belay/programs"));
        assertThat(ProgramCache.folder(Map.of("HOME", "/h"))).contains(Path.of("/h/.cache/belay/programs"));
        for (Map<String, String> nowhere : List.of(
                Map.<String, String>of(),
                Map.of("HOME", "/h", "BELAY_CACHE", "off"),
                // As Java reads a name whose letters the locale does not have.
                Map.of("HOME", "/h/\0"))) {
            assertThat(ProgramCache.folder(nowhere)).isEqualTo(Optional.empty());
        }
    }

    private static void age(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private Path folder() {
        return parent.resolve("programs");
    }

    private OwnFolder own(int files, long bytes) {
        return new OwnFolder(folder(), System.getProperty("user.name"), files, bytes);
    }

    private ProgramCache cache(String build) {
        return ProgramCache.in(own(9, 1_000_000), build);
    }

    private String said(ScriptText script) {
        Program program = cache("1").program(script, Prelude.SCRIPT, "");
        try {
            return "ended with " + program.run();
        } catch (BelayException e) {
            return e.getMessage();
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        }
    }

    private Path onlyKept() throws IOException {
        assertThat(kept()).hasSize(1);
        return kept().get(0);
    }

    private static String name(int number) {
        return "%064x".formatted(number);
    }

    private static Stream<String> groups() throws Exception {
        Process id = new ProcessBuilder("id", "-Gn").start();
        List<String> own = List.of(
                new String(id.getInputStream().readAllBytes(), UTF_8).strip().split(" "));
        // Root may give a folder to any group.
        return Stream.concat(own.stream(), own.contains("root") ? Stream.of("daemon") : Stream.empty());
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
