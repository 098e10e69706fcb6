package dev.belay.backup.crypto;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;

/** A key of the tests' own. */
public record AgeKey(String recipient, String identity) {
    public static AgeKey generate() throws GeneralSecurityException {
        KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
        return new AgeKey(pair.getPublic().toString(), pair.getPrivate().toString());
    }

    /** As age-keygen writes it. */
    public Path write(Path file) throws IOException {
        return Files.writeString(file, "# public key: " + recipient + "\n\n" + identity + "\n");
    }
}
