package dev.belay.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records of the model are public: each says what it means, and where in the catalogs it is from. */
final class RecordDocumentationTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("belay.root"), "core/src/main/java/dev/belay/core/catalog");

    private static final Pattern DOCUMENTED =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+\\s+)*public record (\\w+)", Pattern.DOTALL);

    @Test
    void everyComponentOfAnObjectIsExplained() {
        List<String> unexplained = new ArrayList<>();
        for (Class<?> record : objects()) {
            String text = documentation(record);
            for (RecordComponent component : record.getRecordComponents()) {
                if (!component.getName().equals("head") && !text.contains("@param " + component.getName() + " ")) {
                    unexplained.add(record.getSimpleName() + "." + component.getName());
                }
            }
        }

        assertThat(unexplained).isEmpty();
    }

    @Test
    void everyObjectSaysFromWhichCatalogItIs() {
        assertThat(objects().stream()
                        .filter(CatalogObject.class::isAssignableFrom)
                        .filter(record -> !documentation(record).contains("{@code pg_")))
                .isEmpty();
    }

    /** All kinds, and the records that they are made of. */
    private static List<Class<?>> objects() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<Class<?>> objects = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .sorted()
                    .<Class<?>>map(name -> named(name.substring(0, name.length() - ".java".length())))
                    .filter(type -> type.isRecord() && CatalogObject.class.isAssignableFrom(type))
                    .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                    .filter(type -> type.isRecord() && Modifier.isPublic(type.getModifiers()))
                    .toList();
            assertThat(objects).hasSizeGreaterThan(50);
            return Stream.concat(objects.stream(), Stream.of(Column.class, Check.class, IndexTraits.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> named(String simple) {
        try {
            return Class.forName("dev.belay.core.catalog." + simple);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String documentation(Class<?> record) {
        Class<?> outer = record.getEnclosingClass() == null ? record : record.getEnclosingClass();
        try {
            Matcher found =
                    DOCUMENTED.matcher(Files.readString(SOURCES.resolve(outer.getSimpleName() + ".java"), UTF_8));
            while (found.find()) {
                if (found.group(2).equals(record.getSimpleName())) {
                    return found.group(1).replaceAll("\\s+", " ");
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
