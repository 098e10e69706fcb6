package dev.belay.tui.shell;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                    called from job.jsh:9""");
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
            folder.write("file" + i, new byte[20]);
            age(folder().resolve("file" + i), now.minus(Duration.ofDays(30 - i)));
        }
        assertThat(folder.read("file0")).isPresent();

        folder.write("file3", new byte[20]);
        assertThat(kept()).extracting(ProgramCacheTest::name).containsExactly("file0", "file2", "file3");

        folder.write("big", new byte[70]);
        assertThat(kept()).extracting(ProgramCacheTest::name).contains("big").hasSize(2);

        folder.write("bigger", new byte[101]);
        assertThat(kept())
                .extracting(ProgramCacheTest::name)
                .doesNotContain("bigger")
                .hasSize(2);
    }

    @Test
    void itLiesBesideTheClassDataArchives() {
        assertThat(ProgramCache.folder(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x", "BELAY_CACHE", "/b")))
                .contains(Path.of("/b/programs"));
        assertThat(ProgramCache.folder(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")))
                .contains(Path.of("/x/belay/programs"));
        assertThat(ProgramCache.folder(Map.of("HOME", "/h"))).contains(Path.of("/h/.cache/belay/programs"));
        for (Map<String, String> nowhere :
                List.of(Map.<String, String>of(), Map.of("HOME", "/h", "BELAY_CACHE", "off"))) {
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

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
