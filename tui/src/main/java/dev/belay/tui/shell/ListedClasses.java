package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * The classes in the one jar of the distribution, package by package, as its build wrote them down. The compiler itself
 * would open the jar once more and go through all of its eleven thousand names, which took a seventh of its time.
 */
final class ListedClasses {
    private static final String LISTS = "META-INF/packages/";

    private final ClassLoader loader;

    private ListedClasses(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Those of a class path.
     *
     * @return nothing where something else than the distribution is on it
     */
    static Optional<ListedClasses> of(ClassLoader loader, String home, String classPath) {
        String libraries = home + File.separator + "lib" + File.separator;
        for (String element : classPath.split(File.pathSeparator, -1)) {
            if (home.isEmpty() || !element.startsWith(libraries)) {
                return Optional.empty();
            }
        }
        return loader.getResource(LISTS + "dev.belay.tui") == null
                ? Optional.empty()
                : Optional.of(new ListedClasses(loader));
    }

    /** Those of one package, which may be none. */
    List<JavaFileObject> in(String packageName) throws IOException {
        if (packageName.isEmpty()) {
            return List.of();
        }
        try (InputStream list = loader.getResourceAsStream(LISTS + packageName)) {
            if (list == null) {
                return List.of();
            }
            String folder = packageName.replace('.', '/') + "/";
            return new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .<JavaFileObject>map(name -> new Listed(loader, folder + name))
                    .toList();
        }
    }

    /** A class of which the bytes are fetched when the compiler wants them. */
    static final class Listed extends SimpleJavaFileObject {
        private final ClassLoader loader;
        private final String name;

        Listed(ClassLoader loader, String name) {
            super(URI.create("class:///" + name + Kind.CLASS.extension), Kind.CLASS);
            this.loader = loader;
            this.name = name;
        }

        String binaryName() {
            return name.replace('/', '.');
        }

        @Override
        public InputStream openInputStream() throws IOException {
            InputStream bytes = loader.getResourceAsStream(name + kind.extension);
            if (bytes == null) {
                throw new NoSuchFileException(name + kind.extension);
            }
            return bytes;
        }
    }
}
