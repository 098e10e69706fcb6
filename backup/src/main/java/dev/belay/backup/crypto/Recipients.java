package dev.belay.backup.crypto;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;

/** For whom files are encrypted: the public keys of those who shall read them. Several threads may use it. */
public final class Recipients {
    private static final String PREFIX = "age1";

    private final List<String> keys;
    private final List<RecipientStanzaWriter> writers;

    private Recipients(List<String> keys) {
        this.keys = keys;
        this.writers = keys.stream().map(Recipients::writer).toList();
    }

    /**
     * Any of whose private keys will do.
     *
     * @param keys as {@code age-keygen} prints them: {@code age1…}
     * @throws BelayException of kind USAGE when one of them is no such key, or there is none
     */
    public static Recipients of(Collection<String> keys) {
        if (keys.isEmpty()) {
            throw new BelayException(Kind.USAGE, "there is nobody to encrypt for", "give a public key: age1…");
        }
        return new Recipients(keys.stream().map(String::strip).distinct().toList());
    }

    private static RecipientStanzaWriter writer(String key) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key);
        } catch (GeneralSecurityException | RuntimeException e) {
            // The library has no one way to say that a text is no key.
            throw new BelayException(Kind.USAGE, refusal(key), "age-keygen -y KEYFILE prints the public key", e);
        }
    }

    private static String refusal(String key) {
        if (key.startsWith("AGE-SECRET-KEY-")) {
            return "a private key was given as the one to encrypt for";
        }
        boolean plugin = key.startsWith(PREFIX) && key.indexOf('1', PREFIX.length()) > 0;
        return "\"" + key + "\" is no age recipient"
                + (key.startsWith("ssh-") || plugin ? ": SSH keys and those of plugins are not supported" : "");
    }

    /** The keys. */
    public List<String> keys() {
        return keys;
    }

    /** What is written is encrypted on its way. Closing it completes the file and closes the other. */
    public OutputStream encrypt(OutputStream out) throws IOException {
        try {
            return new EncryptingOutput(
                    new StandardEncryptingChannelFactory().newEncryptingChannel(new OutputChannel(out), writers));
        } catch (GeneralSecurityException e) {
            throw new BelayException(Kind.INTERNAL, "cannot encrypt: " + e.getMessage(), "", e);
        }
    }
}
