package dev.belay.backup.archive;

import static java.util.Objects.requireNonNull;

import dev.belay.core.BelayException;
import dev.belay.core.FileTrouble;
import dev.belay.core.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Turns an archive into one of another shape, version or compression, or into SQL. */
public final class Export {
    private Export() {}

    /** The table of contents that this archive gets in another format: what its writer is to be given. */
    public static Toc translated(ArchiveReader from, ArchiveFormat format) {
        return Translation.of(from.toc(), format);
    }

    /** Into a new directory or file. */
    public static void toPath(ArchiveReader from, ArchiveFormat format, Path to) {
        Toc toc = translated(from, format);
        try {
            switch (format.layout()) {
                case DIRECTORY -> copy(from, ArchiveWriter.directory(to, toc));
                case CUSTOM -> copy(from, ArchiveWriter.custom(to, toc));
                case TAR -> toTar(from, toc, to);
            }
        } catch (IOException e) {
            throw new BelayException(
                    Kind.BACKUP, FileTrouble.sentence("cannot write " + to, e), FileTrouble.hint(e), e);
        }
    }

    private static void toTar(ArchiveReader from, Toc toc, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Path whole = to.toAbsolutePath();
        Path partial = whole.resolveSibling(whole.getFileName() + ".partial");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                copy(from, ArchiveWriter.tar(out, toc, requireNonNull(whole.getParent())));
            }
            Files.move(partial, whole);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Into a writer that was given {@link #translated}, which is finished and closed. */
    public static void copy(ArchiveReader from, ArchiveWriter to) throws IOException {
        try (to) {
            Map<Integer, TocEntry> sources = from.toc().byId();
            for (TocEntry entry : to.toc().entries()) {
                if (entry.holdsLargeObjects() && entry.hasData()) {
                    copyLargeObjects(from, to, entry);
                } else if (entry.hasData()) {
                    copyData(from, requireNonNull(sources.get(entry.id()), entry.label()), to, entry);
                }
            }
            to.finish();
        }
    }

    private static void copyData(ArchiveReader from, TocEntry source, ArchiveWriter to, TocEntry entry)
            throws IOException {
        try (InputStream in = from.data(source);
                OutputStream out = to.data(entry)) {
            in.transferTo(out);
        }
    }

    private static void copyLargeObjects(ArchiveReader from, ArchiveWriter to, TocEntry entry) throws IOException {
        try (ArchiveWriter.LargeObjectSink sink = to.largeObjects(entry)) {
            for (TocEntry source : Translation.sources(from.toc(), to.toc(), entry)) {
                from.largeObjects(source, (oid, in) -> {
                    try (OutputStream out = sink.object(oid)) {
                        in.transferTo(out);
                    }
                });
            }
        }
    }

    /**
     * As a script for psql. The stream stays open.
     *
     * @param restrictKey letters and digits that nobody who wrote the data could guess: between them psql takes no
     *     commands of its own from it
     */
    public static void toSql(ArchiveReader from, OutputStream out, String restrictKey) throws IOException {
        if (!restrictKey.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("a restrict key has letters and digits");
        }
        new SqlScript(from, out).run(restrictKey);
        out.flush();
    }
}
