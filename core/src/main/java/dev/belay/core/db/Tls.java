package dev.belay.core.db;

import java.util.List;
import java.util.Optional;

/**
 * How the connection is encrypted, and what the two sides show each other.
 *
 * @param mode libpq's {@code sslmode}
 * @param rootCertificate the file of the authorities to trust, or {@link #SYSTEM} for the platform's own
 * @param certificate the client's certificate
 * @param key the client's key (PEM, PKCS-8 or PKCS-12)
 */
public record Tls(String mode, Optional<String> rootCertificate, Optional<String> certificate, Optional<String> key) {
    public static final String SYSTEM = "system";

    public static final List<String> MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** As libpq: encrypted when the server can, without looking at its certificate. */
    public static final Tls DEFAULT = new Tls("prefer", Optional.empty(), Optional.empty(), Optional.empty());

    public Tls {
        if (!MODES.contains(mode)) {
            throw new IllegalArgumentException("not an sslmode: \"" + mode + "\"");
        }
    }

    /** Whether the server's certificate is looked at. */
    public boolean verifies() {
        return mode.startsWith("verify");
    }

    /** Whether the connection may go without encryption. */
    public boolean optional() {
        return mode.equals("disable") || mode.equals("allow") || mode.equals("prefer");
    }
}
