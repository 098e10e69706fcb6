import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes of the program and its libraries the one jar of the distribution: {@code OneJar FOLDER RESULT TIME}. Java looks for
 * some resources in every jar on the class path, and opening two dozen took a short command a tenth of its time.
 *
 * <p>What a library says of itself and of its licence stays, below {@code META-INF/libraries}; {@code META-INF/packages} has
 * a list of the classes of each package.
 */
public final class OneJar {
    private static final String OWN = "META-INF/";
    private static final String PACKAGES = OWN + "packages/";
    private static final String MANIFEST = "Manifest-Version: 1.0\r\nMain-Class: dev.belay.tui.Main\r\n\r\n";

    private final Map<String, byte[]> entries = new TreeMap<>();
    private final Map<String, List<String>> nests = new TreeMap<>();

    private OneJar() {}

    public static void main(String[] arguments) throws IOException {
        OneJar all = new OneJar();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.sorted().toList()) {
                all.add(file);
            }
        }
        all.nests.forEach(all::joinNest);
        all.list();
        all.write(Path.of(arguments[1]), OffsetDateTime.parse(arguments[2]).toLocalDateTime());
    }

    private void add(Path file) throws IOException {
        String library = file.getFileName().toString().replaceFirst("\\.jar$", "");
        try (JarFile jar = new JarFile(file.toFile())) {
            for (ZipEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory() && wanted(entry.getName())) {
                    add(library, entry.getName(), jar.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    /** Leaves out what says how a jar is to be read, and classes for other versions of Java than the oldest. */
    private static boolean wanted(String name) {
        return !name.endsWith("module-info.class")
                && !name.equals(JarFile.MANIFEST_NAME)
                && !name.startsWith("META-INF/versions/");
    }

    private void add(String library, String name, byte[] content) {
        if (name.endsWith(".class")) {
            PlainClass.Result plain = PlainClass.of(content);
            put(name, plain.bytes());
            plain.made().forEach((made, bytes) -> {
                put(made + ".class", bytes);
                nests.computeIfAbsent(plain.host(), host -> new ArrayList<>()).add(made);
            });
        } else if (name.startsWith("META-INF/services/")) {
            entries.merge(name, content, OneJar::lines);
        } else if (name.startsWith(OWN) && !name.startsWith("META-INF/maven/")) {
            put("META-INF/libraries/" + library + "/" + name.substring(OWN.length()), content);
        } else {
            put(name, content);
        }
    }

    private static byte[] lines(byte[] one, byte[] other) {
        return (new String(one, UTF_8) + "\n" + new String(other, UTF_8)).getBytes(UTF_8);
    }

    private void put(String name, byte[] content) {
        if (entries.put(name, content) != null) {
            throw new IllegalStateException("two libraries have " + name);
        }
    }

    private void joinNest(String host, List<String> members) {
        entries.computeIfPresent(host + ".class", (name, bytes) -> PlainClass.withMembers(bytes, members));
    }

    /** Writes down which classes each package has, for the compiler of scripts. */
    private void list() {
        Map<String, StringBuilder> packages = new TreeMap<>();
        for (String name : entries.keySet()) {
            int end = name.lastIndexOf('/');
            if (name.endsWith(".class") && end > 0 && !name.startsWith(OWN)) {
                packages.computeIfAbsent(name.substring(0, end).replace('/', '.'), each -> new StringBuilder())
                        .append(name, end + 1, name.length() - ".class".length())
                        .append('\n');
            }
        }
        packages.forEach((name, classes) -> put(PACKAGES + name, classes.toString().getBytes(UTF_8)));
    }

    private void write(Path file, LocalDateTime time) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            // It comes first in a jar.
            write(out, time, JarFile.MANIFEST_NAME, MANIFEST.getBytes(UTF_8));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                write(out, time, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void write(ZipOutputStream out, LocalDateTime time, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // Not as an instant: that would depend on the time zone of the build.
        entry.setTimeLocal(time);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
