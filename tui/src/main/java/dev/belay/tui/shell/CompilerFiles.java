package dev.belay.tui.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * Where the compiler of scripts finds classes. JShell also lists every class of Java and of the class path, in a thread of
 * its own, to complete names that somebody types: nobody does in a script, and that thread is told there are none.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    private final Thread compiling = Thread.currentThread();
    private final Optional<ListedClasses> listed;

    CompilerFiles(StandardJavaFileManager files) {
        this(
                files,
                ListedClasses.of(
                        CompilerFiles.class.getClassLoader(),
                        System.getProperty("belay.home", ""),
                        System.getProperty("java.class.path", "")));
    }

    CompilerFiles(StandardJavaFileManager files, Optional<ListedClasses> listed) {
        super(files);
        this.listed = listed;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        boolean known = listed.isPresent()
                && location == StandardLocation.CLASS_PATH
                && kinds.contains(JavaFileObject.Kind.CLASS)
                && !recurse;
        return known ? listed.get().in(packageName) : super.list(location, packageName, kinds, recurse);
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof ListedClasses.Listed one ? one.binaryName() : super.inferBinaryName(location, file);
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        return Thread.currentThread() == compiling ? fileManager.getLocationAsPaths(location) : List.of();
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }
}
