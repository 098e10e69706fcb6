package dev.belay.backup.crypto;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Private keys, any of which may open a file. Several threads may use it. */
public final class Identities {
    private static final String PREFIX = "AGE-SECRET-KEY-1";
    private static final String HINT = "give a file that age-keygen wrote";

    private final List<RecipientStanzaReader> readers;

    private Identities(List<RecipientStanzaReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /**
     * Those in a file as {@code age-keygen} writes it: a key per line, comments behind #.
     *
     * @throws BelayException of kind USAGE when there is no such file, no key in it, or something else
     */
    public static Identities read(Path file) {
        try {
            return parse(Files.readAllLines(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new BelayException(Kind.USAGE, file + " is no file with private keys", HINT, e);
        } catch (IOException e) {
            throw new BelayException(Kind.USAGE, "cannot read the file with the private key " + file, HINT, e);
        }
    }

    private static Identities parse(List<String> lines, String file) {
        if (!lines.isEmpty() && lines.get(0).startsWith("age-encryption.org/")) {
            throw new BelayException(
                    Kind.USAGE, file + " is itself encrypted", "decrypt it first: age --decrypt -o KEYFILE " + file);
        }
        List<RecipientStanzaReader> readers = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                readers.add(reader(line, file + ":" + (i + 1)));
            }
        }
        if (readers.isEmpty()) {
            throw new BelayException(Kind.USAGE, "there is no private key in " + file, HINT);
        }
        return new Identities(readers);
    }

    /** The text is secret: neither it nor what the library says of it goes into the error. */
    private static RecipientStanzaReader reader(String key, String place) {
        if (key.startsWith(PREFIX)) {
            try {
                return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(key);
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new BelayException(Kind.USAGE, place + ": the private key has a mistake", HINT);
            }
        }
        boolean other = key.startsWith("AGE-PLUGIN-") || key.startsWith("-----BEGIN");
        throw new BelayException(
                Kind.USAGE,
                place + (other ? ": SSH keys and those of plugins are not supported" : ": this is no private key"),
                HINT);
    }

    /**
     * Refuses keys that are of none of those for whom something is going to be encrypted.
     *
     * @throws BelayException of kind USAGE
     */
    public void require(Recipients recipients) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try {
            recipients.encrypt(sealed).close();
            decrypt(
                            new ByteArrayInputStream(sealed.toByteArray()),
                            "what " + String.join(", ", recipients.keys()) + " can read")
                    .close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is in an encrypted file of any size. Closing it closes that.
     *
     * @param name of the file, for messages
     * @throws BelayException of kind USAGE when no key opens it, of kind INTEGRITY, then or while it is read, when it is
     *     damaged
     */
    public InputStream decrypt(InputStream encrypted, String name) throws IOException {
        InputChannel channel = new InputChannel(encrypted);
        try {
            return new DecryptingInput(
                    name, channel, new StandardDecryptingChannelFactory().newDecryptingChannel(channel, readers));
        } catch (UnsupportedRecipientStanzaException e) {
            throw new BelayException(
                    Kind.USAGE, "no private key that was given opens " + name, "give the one of a recipient", e);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            channel.rethrow();
            throw DecryptingInput.damage(name, "is cut or changed", e);
        }
    }
}
