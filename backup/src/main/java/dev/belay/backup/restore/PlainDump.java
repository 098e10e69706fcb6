package dev.belay.backup.restore;

import com.github.luben.zstd.ZstdInputStream;
import dev.belay.backup.archive.Toc;
import dev.belay.backup.storage.Storage;
import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.core.db.Database;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A dump in plain SQL, as it is or compressed with gzip or zstd.
 *
 * @param bytes as they are stored
 */
record PlainDump(String name, Bytes bytes) implements RestoreSource {
    private static final int START = 64;

    /** Opens what is stored, from its beginning. */
    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }

    /** Empty where something else lies there. */
    static Optional<PlainDump> of(Path path) {
        return Files.isRegularFile(path)
                ? Optional.of(new PlainDump(path.toString(), () -> Files.newInputStream(path)))
                        .filter(PlainDump::looksLikeOne)
                : Optional.empty();
    }

    static Optional<PlainDump> of(Storage storage, String file) {
        try {
            return storage.find(file)
                    .map(found -> new PlainDump(storage.name() + "/" + file, () -> storage.read(file, 0)))
                    .filter(PlainDump::looksLikeOne);
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("cannot read " + storage.name() + "/" + file, e), "", e);
        }
    }

    private boolean looksLikeOne() {
        if (name.matches("(?is).*\\.sql(\\.gz|\\.zst)?")) {
            return true;
        }
        try (InputStream in = text()) {
            String start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
            return start.startsWith("--\n-- PostgreSQL database");
        } catch (IOException e) {
            // Nothing that can be read as text; what it is instead, others find out.
            return false;
        }
    }

    /** Decompressed. */
    InputStream text() throws IOException {
        InputStream in = new BufferedInputStream(new DumpBytes(name, bytes), 1 << 16);
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length > 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        }
        boolean zstd = magic.length == 4 && magic[0] == 0x28 && magic[1] == (byte) 0xb5 && magic[2] == 0x2f;
        return zstd ? new ZstdInputStream(in) : in;
    }

    @Override
    public Optional<Toc> toc() {
        return Optional.empty();
    }

    @Override
    public List<String> list(RestoreOptions options) {
        throw new BelayException(
                Kind.USAGE, name + " is a dump in plain SQL and has no list", "read it: it is a text, or less -R");
    }

    @Override
    public void require(RestoreOptions options) {
        refuse(options.choice().partial(), "-n, -N, -t and -T");
        refuse(options.part() != RestoreOptions.Part.ALL, "--schema-only and --data-only");
        refuse(options.target() == RestoreOptions.Target.CLEANED, "--clean");
        refuse(options.keepGoing(), "--keep-going");
    }

    @Override
    public RestoreResult restore(
            Database target, RestoreOptions options, RestoreListener listener, Cancellation cancellation) {
        require(options);
        return new PlainRestore(target, options, listener, cancellation).run(this);
    }

    /** Where more has to be known of it than its text says. */
    BelayException opaque() {
        return new BelayException(
                Kind.USAGE,
                name + " is a dump in plain SQL, which says nothing of what is in it",
                "belay restore --create NAME tries whether it can be run");
    }

    private void refuse(boolean wanted, String options) {
        if (wanted) {
            throw new BelayException(
                    Kind.USAGE,
                    name + " is a dump in plain SQL: it can only be run as it is, without " + options,
                    "dump in an archive format (pg_dump -Fc, belay backup) to choose at the restore");
        }
    }

    @Override
    public void close() {
        // Opened and closed by the restore.
    }
}
