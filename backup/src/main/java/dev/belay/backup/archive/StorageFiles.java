package dev.belay.backup.archive;

import static java.util.Objects.requireNonNull;

import dev.belay.backup.storage.Storage;
import dev.belay.backup.storage.StoredFile;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files of a directory archive in a storage, listed once. Those in the age format go by the names that they would have
 * without it and are decrypted as they are read.
 */
final class StorageFiles implements FileSet {
    private static final String AGE = ".age";
    private static final int BUFFER = 1 << 16;

    private final Storage storage;
    private final String folder;
    private final Decryption decryption;
    private final Map<String, StoredFile> files;
    private final Expected expected;

    /** @param listed all files of the folder */
    StorageFiles(Storage storage, String folder, List<StoredFile> listed, Decryption decryption, Expected expected) {
        this.expected = expected;
        this.storage = storage;
        this.folder = folder;
        this.decryption = decryption;
        this.files = listed.stream()
                .collect(Collectors.toMap(file -> file.name().substring(folder.length() + 1), Function.identity()));
    }

    static String label(Storage storage, String name) {
        return storage.name().endsWith("/") ? storage.name() + name : storage.name() + "/" + name;
    }

    static BelayException unreadable(String name, IOException e) {
        return new BelayException(
                Kind.BACKUP, FileTrouble.sentence("cannot read " + name, e), "see whether it may be read", e);
    }

    @Override
    public String name() {
        return label(storage, folder);
    }

    @Override
    public boolean has(String name) {
        boolean plain = files.containsKey(name);
        boolean encrypted = files.containsKey(name + AGE);
        if (plain && encrypted) {
            throw Damage.in(name(), name + " is there encrypted and not encrypted");
        }
        return plain || encrypted;
    }

    @Override
    public long size(String name) {
        return stored(name).size();
    }

    @Override
    public void require(String name) {
        StoredFile file = stored(name);
        expected.require(file, inFolder(file), label(storage, file.name()));
    }

    /** A file that is there, encrypted or not. */
    private StoredFile stored(String name) {
        StoredFile plain = files.get(name);
        return plain == null ? requireNonNull(files.get(name + AGE), name) : plain;
    }

    private String inFolder(StoredFile file) {
        return file.name().substring(folder.length() + 1);
    }

    @Override
    public RawInput open(String name) {
        StoredFile file = stored(name);
        boolean encrypted = !inFolder(file).equals(name);
        String label = label(storage, file.name());
        try {
            InputStream bytes = bytes(file, label);
            try {
                return encrypted
                        ? new RawInput(label, decrypted(bytes, label), 0, Long.MAX_VALUE)
                        : new RawInput(label, bytes, 0, file.size());
            } catch (IOException | RuntimeException e) {
                bytes.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(label, e);
        }
    }

    /** No key opens a file whose header is damaged: the comparison of all its bytes says that before anybody doubts the key. */
    private InputStream decrypted(InputStream bytes, String label) throws IOException {
        try {
            return decryption.decrypt(bytes, label);
        } catch (BelayException e) {
            if (e.kind() == Kind.USAGE && decryption != Decryption.NONE) {
                bytes.transferTo(OutputStreams.NOWHERE);
            }
            throw e;
        }
    }

    /** As they are stored, compared with what is expected of them. */
    private InputStream bytes(StoredFile file, String label) throws IOException {
        InputStream bytes = new BufferedInputStream(storage.read(file.name(), 0), BUFFER);
        return expected.compared(bytes, file, inFolder(file), label);
    }
}
