package dev.belay.backup.archive;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.InputStream;

/** How files in the age format are read. */
@FunctionalInterface
public interface Decryption {
    /** For whoever has no key. */
    Decryption NONE = (encrypted, name) -> {
        throw new BelayException(Kind.USAGE, name + " is encrypted", "give the file with its key: --identity FILE");
    };

    /**
     * What is in an encrypted file. Closing it closes that.
     *
     * @param name of the file, for messages
     * @throws BelayException of kind USAGE when no key fits, of kind INTEGRITY, then or while it is read, when it is damaged
     */
    InputStream decrypt(InputStream encrypted, String name) throws IOException;
}
