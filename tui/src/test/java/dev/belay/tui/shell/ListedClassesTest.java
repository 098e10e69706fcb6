package dev.belay.tui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compiler of scripts learns of the distribution's classes without opening its jar. */
final class ListedClassesTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @TempDir
    private Path home;

    private Path library;
    private URLClassLoader loader;

    @BeforeEach
    void layOutADistribution() throws IOException {
        library = home.resolve("lib/belay.jar");
        Path source = Files.writeString(home.resolve("Rope.java"), """
                package sample;
                public class Rope {
                    public static class Knot {}
                    public Knot knot() { return new Knot(); }
                }
                """);
        Files.createDirectories(library);
        assertThat(COMPILER.run(null, null, null, "-proc:none", "-d", library.toString(), source.toString()))
                .isZero();
        list("dev.belay.tui", "Main");
        loader = new URLClassLoader(new URL[] {library.toUri().toURL()}, null);
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    void aProgramCompilesAgainstWhatIsListed() throws IOException {
        list("sample", "Rope", "Rope$Knot");

        assertThat(errors("class Use { sample.Rope.Knot tied = new sample.Rope().knot(); }"))
                .isEmpty();
    }

    @Test
    void whatIsNotListedIsNotThere() throws IOException {
        assertThat(errors("class Use { sample.Rope rope; }")).contains("package sample does not exist");
    }

    @Test
    void whereSomethingElseIsOnTheClassPathNothingIsTakenAsListed() {
        String own = library.toString();

        assertThat(ListedClasses.of(loader, home.toString(), own)).isPresent();
        assertThat(ListedClasses.of(loader, home.toString(), own + File.pathSeparator + home.resolve("drivers.jar")))
                .isEmpty();
        assertThat(ListedClasses.of(loader, "", own)).isEmpty();
    }

    @Test
    void aBuildWithoutListsHasNone() throws IOException {
        Files.delete(library.resolve("META-INF/packages/dev.belay.tui"));

        assertThat(ListedClasses.of(loader, home.toString(), library.toString()))
                .isEmpty();
    }

    private void list(String packageName, String... classes) throws IOException {
        Path lists = Files.createDirectories(library.resolve("META-INF/packages"));
        Files.write(lists.resolve(packageName), List.of(classes));
    }

    private String errors(String source) throws IOException {
        StringWriter said = new StringWriter();
        Optional<ListedClasses> listed = ListedClasses.of(loader, home.toString(), library.toString());
        assertThat(listed).isPresent();
        try (CompilerFiles files = new CompilerFiles(COMPILER.getStandardFileManager(null, null, null), listed)) {
            JavaFileObject text = new SimpleJavaFileObject(URI.create("text:///Use.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignored) {
                    return source;
                }
            };
            COMPILER.getTask(said, files, null, List.of("-proc:none", "-d", home.toString()), null, List.of(text))
                    .call();
        }
        return said.toString();
    }
}
