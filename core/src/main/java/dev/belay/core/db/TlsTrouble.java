package dev.belay.core.db;

import dev.belay.core.db.Diagnosis.Stage;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with the encryption: wanted and not there, not trusted, another name. */
final class TlsTrouble {
    private TlsTrouble() {}

    static @Nullable Diagnosis of(Throwable failure, ConnectionSettings settings) {
        String where = NetworkTrouble.where(settings);
        String messages = Diagnosis.messages(failure).toLowerCase(Locale.ROOT);
        if (messages.contains("does not support ssl")) {
            return tls(
                    "the server at " + where + " does not offer TLS, and sslmode="
                            + settings.tls().mode() + " wants it",
                    "switch TLS on in the server (ssl = on), or use sslmode=prefer where an open connection is"
                            + " acceptable");
        }
        if (messages.contains("could not be verified by hostnameverifier")
                || messages.contains("no subject alternative")) {
            return tls(
                    "the certificate of " + where + " was issued for another host name",
                    "connect by the name in the certificate; sslmode=verify-ca checks the authority and not the name");
        }
        if (rootCertificateMissing(messages)) {
            return tls(
                    "the file of trusted certificates cannot be read: "
                            + settings.tls().rootCertificate().orElse("~/.postgresql/root.crt"),
                    "set sslrootcert to the provider's CA file, or to \"system\" for the authorities of this machine");
        }
        if (Diagnosis.cause(failure, CertificateExpiredException.class) != null) {
            return tls("the certificate of " + where + " has expired", "renew it on the server");
        }
        if (Diagnosis.cause(failure, CertPathValidatorException.class) != null
                || messages.contains("pkix path")
                || messages.contains("unable to find valid certification path")) {
            return tls(
                    "the certificate of " + where + " is not signed by an authority that is trusted here",
                    "set sslrootcert to the provider's CA file");
        }
        if (clientKey(failure, messages)) {
            return tls(
                    "the client's certificate or key cannot be used: "
                            + settings.tls().key().orElse("~/.postgresql/postgresql.pk8"),
                    "sslcert and sslkey name PEM, PKCS-8 or PKCS-12 files that this user may read; is sslpassword right?");
        }
        return Diagnosis.cause(failure, SSLException.class) != null
                ? tls(
                        "the TLS handshake with " + where + " failed",
                        "is it a PostgreSQL port, and do both sides share a"
                                + " protocol version? belay doctor shows more")
                : null;
    }

    private static boolean rootCertificateMissing(String messages) {
        return messages.contains("could not open ssl root certificate file")
                || messages.contains("loading the ssl root certificate");
    }

    private static boolean clientKey(Throwable failure, String messages) {
        return failure instanceof SQLException
                && (messages.contains("ssl key file")
                        || messages.contains("ssl certificate file")
                        || messages.contains("sslkey")
                        || messages.contains("could not load the private key"));
    }

    private static Diagnosis tls(String message, String hint) {
        return new Diagnosis(Stage.TLS, message, hint);
    }
}
