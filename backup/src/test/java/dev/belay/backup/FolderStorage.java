package dev.belay.backup;

import dev.belay.backup.storage.Contents;
import dev.belay.backup.storage.Draft;
import dev.belay.backup.storage.Leftover;
import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.Storages;
import dev.belay.backup.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The storage of a folder, for tests that want to come between. */
public class FolderStorage implements Storage {
    private final Storage folder;

    public FolderStorage(Path root) {
        this.folder = Storages.open(root.toString(), Map.of());
    }

    @Override
    public String name() {
        return folder.name();
    }

    @Override
    public Contents contents(String in) throws IOException {
        return folder.contents(in);
    }

    @Override
    public List<StoredFile> files(String in) throws IOException {
        return folder.files(in);
    }

    @Override
    public Optional<StoredFile> find(String file) throws IOException {
        return folder.find(file);
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
        return folder.read(file, from);
    }

    @Override
    public Draft draft(String name) throws IOException {
        return folder.draft(name);
    }

    @Override
    public void put(String file, byte[] content) throws IOException {
        folder.put(file, content);
    }

    @Override
    public void delete(Collection<String> files) throws IOException {
        folder.delete(files);
    }

    @Override
    public List<Leftover> leftovers() throws IOException {
        return folder.leftovers();
    }

    @Override
    public void discard(Leftover leftover) throws IOException {
        folder.discard(leftover);
    }

    @Override
    public void close() {
        folder.close();
    }
}
