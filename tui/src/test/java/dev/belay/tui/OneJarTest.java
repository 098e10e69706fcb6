package dev.belay.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The step of the build that makes one jar of all libraries, and plain classes of their lambdas and records. */
final class OneJarTest {
    private static final String TIME = "2026-11-20T00:00:00Z";

    /** Every way in which a lambda or a method reference can be made, and every type in a record. */
    private static final String SAMPLE = """
            package sample;

            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;

            public class Sample {
                record Nothing() {}
                record All(boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, int[] j, Object k) {}
                record Named(String name) { public String toString() { return "named " + name; } }
                interface Greeter {
                    String greet(String who);
                    default Supplier<String> later(String who) { return () -> greet(who) + hidden(); }
                    private String hidden() { return "!"; }
                    static Greeter polite() { return who -> "Dear " + who; }
                }
                static class Parent { protected String voice() { return "parent"; } }
                static class Child extends Parent {
                    @Override protected String voice() { return "child"; }
                    Supplier<String> above() { return super::voice; }
                    class Inner { Supplier<String> outer() { return () -> voice() + Child.this.secret() + secret; } }
                    private String secret() { return "secret"; }
                    private final String secret = "field";
                }
                private static int twice(int x) { return 2 * x; }
                private String own(String text, int number) { return text + number; }
                private static <T extends Comparable<T>> T larger(T a, T b) { return a.compareTo(b) > 0 ? a : b; }

                public static String run() {
                    List<Object> out = new ArrayList<>();
                    long caught = 7; double other = 0.5; byte small = 3;
                    out.add(((LongSupplier) () -> caught * 2).getAsLong());
                    out.add(((DoubleUnaryOperator) x -> x * other + caught + small).applyAsDouble(4));
                    IntUnaryOperator twice = Sample::twice;
                    Function<Integer, Integer> boxed = Sample::twice;
                    ToLongFunction<Integer> wider = Sample::twice;
                    ToDoubleFunction<Integer> unboxed = Integer::intValue;
                    IntFunction<Object> object = Integer::valueOf;
                    Supplier<Sample> made = Sample::new;
                    IntFunction<int[]> array = int[]::new;
                    Consumer<String> ignoring = out::add;
                    BiFunction<String, Integer, String> bound = new Sample()::own;
                    BinaryOperator<String> larger = Sample::larger;
                    Comparator<String> order = Comparator.comparing(String::length).thenComparing(Function.identity());
                    ignoring.accept("ignored");
                    out.add(twice.applyAsInt(4)); out.add(boxed.apply(5)); out.add(wider.applyAsLong(6));
                    out.add(unboxed.applyAsDouble(7)); out.add(object.apply(8)); out.add(made.get() != null);
                    out.add(array.apply(9).length); out.add(bound.apply("own", 10)); out.add(larger.apply("a", "b"));
                    out.add(Stream.of("ccc", "a", "bb", "aa").sorted(order).collect(Collectors.toList()));
                    out.add(Greeter.polite().later("you").get());
                    Child child = new Child();
                    out.add(child.above().get()); out.add(child.new Inner().outer().get());
                    Runnable nested = () -> { Runnable inside = () -> out.add("deep" + caught); inside.run(); };
                    nested.run();
                    Supplier<Supplier<String>> twofold = () -> () -> "twofold";
                    out.add(twofold.get().get());
                    Runnable written = (Runnable & java.io.Serializable) () -> {};
                    out.add(written instanceof java.io.Serializable);
                    int[] numbers = {1};
                    All all = new All(true, (byte) 1, (short) 2, 'c', 3, 4L, 0.5f, 0.25, "text", numbers, null);
                    All same = new All(true, (byte) 1, (short) 2, 'c', 3, 4L, 0.5f, 0.25, "text", numbers, null);
                    out.add(all.equals(same)); out.add(all.hashCode() == same.hashCode());
                    out.add(all.toString().replaceAll("@\\\\w+", "@"));
                    out.add(new All(true, (byte) 1, (short) 2, 'c', 3, 4L, 0.5f, 0.25, "text", null, 1).equals(all));
                    out.add(new All(true, (byte) 1, (short) 2, 'c', 3, 5L, 0.5f, 0.25, "text", numbers, null).equals(all));
                    out.add(new All(true, (byte) 1, (short) 2, 'c', 3, 4L, Float.NaN, -0.0, "text", numbers, null)
                            .equals(new All(true, (byte) 1, (short) 2, 'c', 3, 4L, Float.NaN, 0.0, "text", numbers, null)));
                    out.add(all.equals(null)); out.add(all.equals("text")); out.add(new Nothing());
                    out.add(new Nothing().equals(new Nothing())); out.add(new Named("x")); out.add(new Named("x").hashCode());
                    out.add(new HashSet<>(List.of(new Named("x"), new Named("y"))).contains(new Named("y")));
                    return out.toString();
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path tool;

    @BeforeEach
    void compileTheTool() throws IOException {
        Path sources = Path.of(System.getProperty("belay.root", ".."), "tui/src/main/distribution/jar");
        tool = Files.createDirectory(folder.resolve("tool"));
        try (Stream<Path> files = Files.list(sources)) {
            compile(tool, files.toList());
        }
        Files.createDirectory(folder.resolve("libraries"));
    }

    @Test
    void whatBecomesPlainDoesAndSaysTheSame() throws Exception {
        Path classes = sample();
        jar("sample.jar", files(classes));

        Path result = oneJar("result.jar");

        String expected = said(classes);
        assertThat(expected).contains("twofold").contains("All[a=true, b=1");
        assertThat(said(result)).isEqualTo(expected);
    }

    @Test
    void onlyWhatCannotBeAPlainClassIsLinkedAtRunTime() throws Exception {
        jar("sample.jar", files(sample()));

        Path result = oneJar("result.jar");

        // The lambda that can be written to a stream.
        assertThat(linkedAtRunTime(result)).containsOnly("altMetafactory");
    }

    @Test
    void twoBuildsAreTheSameToTheByte() throws Exception {
        jar("sample.jar", files(sample()));
        byte[] first = Files.readAllBytes(oneJar("first.jar"));
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        try {
            assertThat(Files.readAllBytes(oneJar("second.jar"))).isEqualTo(first);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void licencesOfEachLibraryStayAndServicesComeTogether() throws Exception {
        jar("one-1.0.jar", Map.of("META-INF/LICENSE", bytes("one"), "META-INF/services/s", bytes("a")));
        jar("two-2.0.jar", Map.of("META-INF/LICENSE", bytes("two"), "META-INF/services/s", bytes("b")));

        try (JarFile jar = new JarFile(oneJar("result.jar").toFile())) {
            assertThat(text(jar, "META-INF/libraries/one-1.0/LICENSE")).isEqualTo("one");
            assertThat(text(jar, "META-INF/libraries/two-2.0/LICENSE")).isEqualTo("two");
            assertThat(text(jar, "META-INF/services/s")).isEqualTo("a\nb");
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("dev.belay.tui.Main");
        }
    }

    @Test
    void theClassesOfEachPackageAreListedWithThoseThatWereMade() throws Exception {
        jar("sample.jar", files(sample()));

        try (JarFile jar = new JarFile(oneJar("result.jar").toFile())) {
            assertThat(text(jar, "META-INF/packages/sample").lines())
                    .containsExactlyElementsOf(jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.replaceAll("^sample/|\\.class$", ""))
                            .toList())
                    .contains("Sample", "Sample$Child$Inner", "Sample$$0");
        }
    }

    @Test
    void oneFileInTwoLibrariesStopsTheBuild() throws Exception {
        jar("one.jar", Map.of("x/file", bytes("one")));
        jar("two.jar", Map.of("x/file", bytes("two")));

        assertThatThrownBy(() -> oneJar("result.jar")).hasRootCauseMessage("two libraries have x/file");
    }

    private Path sample() throws IOException {
        Path source = Files.writeString(folder.resolve("Sample.java"), SAMPLE);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(classes, List.of(source));
        return classes;
    }

    private static void compile(Path classes, List<Path> sources) {
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "--release",
                "17",
                "-XDstringConcat=inline"));
        sources.forEach(source -> arguments.add(source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private Path oneJar(String name) throws Exception {
        Path result = folder.resolve(name);
        URL[] path = {tool.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            String[] arguments = {folder.resolve("libraries").toString(), result.toString(), TIME};
            Class.forName("OneJar", true, loader)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        }
        return result;
    }

    private static String said(Path classes) throws Exception {
        URL[] path = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, null)) {
            return (String) Class.forName("sample.Sample", true, loader)
                    .getMethod("run")
                    .invoke(null);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static List<String> linkedAtRunTime(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (ZipEntry entry : jar.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                new ClassReader(jar.getInputStream(entry)).accept(new Links(found), 0);
            }
        }
        return found;
    }

    /** Notes how the instructions are linked that Java links when it comes to them. */
    private static final class Links extends ClassVisitor {
        private final List<String> found;

        Links(List<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String called, String of, Handle bootstrap, Object... arguments) {
                    found.add(bootstrap.getName());
                }
            };
        }
    }

    private static Map<String, byte[]> files(Path classes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private void jar(String name, Map<String, byte[]> files) throws IOException {
        try (OutputStream bytes =
                        Files.newOutputStream(folder.resolve("libraries").resolve(name));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
    }
}
