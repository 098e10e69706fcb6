package dev.belay.backup.archive;

import com.github.luben.zstd.ZstdInputStream;
import dev.belay.backup.archive.Compression.Algorithm;
import dev.belay.core.BelayException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.jspecify.annotations.Nullable;

/** What a file or block holds, decompressed. Whatever the decompressor dislikes is damage, said with file and byte. */
final class CheckedInput extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final Source source;
    private final String label;
    private final Opener opener;
    private @Nullable InputStream in;

    /** @param label of the entry, for messages */
    CheckedInput(Source source, String label, Opener opener) {
        this.source = source;
        this.label = label;
        this.opener = opener;
    }

    /** The content of a file. */
    static CheckedInput file(RawInput raw, String label, Algorithm algorithm) {
        return new CheckedInput(new Source(raw, raw.file(), raw::position), label, in -> decompress(in, algorithm));
    }

    static InputStream decompress(InputStream in, Algorithm algorithm) throws IOException {
        return switch (algorithm) {
            case NONE -> in;
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(new BufferedInputStream(in, BUFFER))
                        .setDecompressConcatenated(true)
                        .get();
            case LZ4 -> new FramedLZ4CompressorInputStream(new BufferedInputStream(in, BUFFER), true);
            case ZSTD -> new ZstdInputStream(in);
        };
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            int read = opened().read(buffer, offset, length);
            if (read < 0) {
                // Whoever compares the bytes as they are stored has to see all of them before the end is told.
                source.bytes().transferTo(OutputStreams.NOWHERE);
            }
            return read;
        } catch (BelayException e) {
            throw e;
        } catch (EOFException e) {
            throw damage("ends in the middle", e);
        } catch (IOException | RuntimeException e) {
            // Decompressors stumble over damage in ways that they do not declare.
            throw damage("cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private InputStream opened() throws IOException {
        if (in == null) {
            in = opener.open(source.bytes());
        }
        return in;
    }

    private BelayException damage(String what, Exception cause) {
        return Damage.at(source.file() + ", " + label, source.position().getAsLong(), what, cause);
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
        source.bytes().close();
    }

    /** Compressed bytes, and where they are. */
    record Source(InputStream bytes, String file, LongSupplier position) {}

    @FunctionalInterface
    interface Opener {
        InputStream open(InputStream bytes) throws IOException;
    }
}
