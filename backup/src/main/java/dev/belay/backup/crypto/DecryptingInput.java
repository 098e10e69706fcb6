package dev.belay.backup.crypto;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** What is in an encrypted file. Each piece has been authenticated before its first byte is given out. */
final class DecryptingInput extends InputStream {
    private final String name;
    private final InputChannel encrypted;
    private final ReadableByteChannel decrypted;

    DecryptingInput(String name, InputChannel encrypted, ReadableByteChannel decrypted) {
        this.name = name;
        this.encrypted = encrypted;
        this.decrypted = decrypted;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            int read = decrypted.read(ByteBuffer.wrap(bytes, offset, length));
            while (read == 0) {
                read = decrypted.read(ByteBuffer.wrap(bytes, offset, length));
            }
            return read;
        } catch (IOException | RuntimeException e) {
            encrypted.rethrow();
            throw damage(name, "is cut or changed", e);
        }
    }

    static BelayException damage(String name, String what, Exception cause) {
        return new BelayException(
                Kind.INTEGRITY,
                name + ": the encrypted file " + what,
                "the archive is damaged or incomplete: use another copy of it, or another backup",
                cause);
    }

    @Override
    public void close() throws IOException {
        try {
            decrypted.close();
        } finally {
            encrypted.close();
        }
    }
}
