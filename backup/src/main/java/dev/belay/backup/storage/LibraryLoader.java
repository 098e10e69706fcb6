package dev.belay.backup.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the classes of a storage together with its library. In the distribution that lies in a folder beside Belay's own
 * jars, off the class path, so that no other command pays for it; elsewhere it is simply there.
 */
final class LibraryLoader extends URLClassLoader {
    private final String ours;

    /** @param ours the package that uses the library: it must be seen from where the library is */
    private LibraryLoader(List<URL> jars, String ours, ClassLoader parent) {
        super(jars.toArray(URL[]::new), parent);
        this.ours = ours;
    }

    /**
     * A loader that sees the library.
     *
     * @param probe a class of it
     * @param folder where the distribution keeps it
     */
    static Optional<ClassLoader> of(String probe, String folder, String ours) {
        ClassLoader own = LibraryLoader.class.getClassLoader();
        if (sees(own, probe)) {
            return Optional.of(own);
        }
        try {
            Path jar = Path.of(LibraryLoader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path library = jar.resolveSibling(folder);
            return Files.isDirectory(library)
                    ? Optional.<ClassLoader>of(new LibraryLoader(urls(jar, library), ours, own))
                            .filter(loader -> sees(loader, probe))
                    : Optional.empty();
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("cannot find " + folder, e);
        }
    }

    private static boolean sees(ClassLoader loader, String probe) {
        return loader.getResource(probe.replace('.', '/') + ".class") != null;
    }

    private static List<URL> urls(Path own, Path library) throws IOException {
        List<URL> urls = new ArrayList<>(List.of(url(own)));
        try (Stream<Path> jars = Files.list(library)) {
            jars.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(file -> urls.add(url(file)));
        }
        return urls;
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ours)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }
}
