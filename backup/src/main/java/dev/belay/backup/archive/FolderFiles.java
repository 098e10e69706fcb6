package dev.belay.backup.archive;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The files of a directory archive. A link in it could lead anywhere, so none is followed. */
record FolderFiles(Path folder) implements FileSet {
    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public boolean has(String name) {
        return Files.exists(folder.resolve(name), NOFOLLOW_LINKS);
    }

    @Override
    public long size(String name) {
        return folder.resolve(name).toFile().length();
    }

    @Override
    public RawInput open(String name) {
        Path file = folder.resolve(name);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw Damage.in(file.toString(), "is not a file");
            }
            return RawInput.of(file, file.toString(), 0, attributes.size());
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("cannot read " + file, e), "see who may read it", e);
        }
    }
}
