package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;

/** Settings in the words of the driver. The password goes into the properties and never into the URL. */
final class DriverProperties {
    private DriverProperties() {}

    static String url(ConnectionSettings settings) {
        String hosts = settings.addresses().stream()
                // The name of a socket's folder goes to the socket factory, where no URL can break it.
                .map(address -> address.local() ? "localhost:" + address.port() : address.toString())
                .collect(Collectors.joining(","));
        return "jdbc:postgresql://" + hosts + "/" + UrlText.encode(settings.database());
    }

    static Properties of(ConnectionSettings settings, Optional<Secret> password) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.user());
        // Always set: the driver would look for a .pgpass of its own otherwise, in the home of the process.
        PGProperty.PASSWORD.set(properties, password.map(Secret::reveal).orElse(""));
        PGProperty.APPLICATION_NAME.set(properties, settings.applicationName().orElse("belay"));
        settings.options().ifPresent(options -> PGProperty.OPTIONS.set(properties, options));
        PGProperty.CONNECT_TIMEOUT.set(properties, String.valueOf(seconds(settings)));
        tls(settings.tls(), properties);
        socket(settings, properties);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // Saves two round trips: the name of the application goes with the first packet.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        settings.parameters().forEach(properties::setProperty);
        // A parameter takes the type of what it is compared with. As varchar it would rarely find an operator of
        // exactly
        // its types among the server's own, and so any that a user has made would go before them.
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        return properties;
    }

    /** A server that accepts and then says nothing is not covered by the connect timeout. Zero is for ever. */
    static Duration loginTimeout(ConnectionSettings settings) {
        return Duration.ofSeconds(seconds(settings) * settings.addresses().size());
    }

    private static long seconds(ConnectionSettings settings) {
        return settings.connectTimeout().isZero()
                ? 0
                : Math.max(1, settings.connectTimeout().toSeconds());
    }

    private static void tls(Tls tls, Properties properties) {
        PGProperty.SSL_MODE.set(properties, tls.mode());
        if (tls.rootCertificate().filter(Tls.SYSTEM::equals).isPresent()) {
            PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            tls.rootCertificate().ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file));
        }
        tls.certificate().ifPresent(file -> PGProperty.SSL_CERT.set(properties, file));
        tls.key().ifPresent(file -> PGProperty.SSL_KEY.set(properties, file));
    }

    private static void socket(ConnectionSettings settings, Properties properties) {
        List<Address> local =
                settings.addresses().stream().filter(Address::local).toList();
        if (local.isEmpty()) {
            PGProperty.SOCKET_FACTORY.set(properties, TcpSocketFactory.class.getName());
            return;
        }
        if (settings.addresses().size() > 1) {
            throw new BelayException(
                    Kind.USAGE,
                    "a Unix socket cannot be one of several hosts: " + settings.addresses(),
                    "name the socket alone, or hosts alone");
        }
        PGProperty.SOCKET_FACTORY.set(properties, UnixSocketFactory.class.getName());
        PGProperty.SOCKET_FACTORY_ARG.set(properties, local.get(0).socketFile());
        PGProperty.SSL_MODE.set(properties, "disable");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
    }
}
