package dev.belay.core.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Settings as a URL for people. It cannot be used to connect: what is secret is not in it. */
final class MaskedUrl {
    private MaskedUrl() {}

    static String of(ConnectionSettings settings) {
        StringBuilder url = new StringBuilder("postgresql://").append(UrlText.encode(settings.user()));
        if (settings.password().isPresent()) {
            url.append(':').append(Secret.MASK);
        }
        url.append('@')
                .append(settings.addresses().stream()
                        .map(address -> address.local()
                                ? UrlText.encode(address.host()) + ":" + address.port()
                                : address.toString())
                        .collect(Collectors.joining(",")));
        url.append('/').append(UrlText.encode(settings.database()));
        List<String> parameters = parameters(settings);
        return parameters.isEmpty()
                ? url.toString()
                : url.append('?').append(String.join("&", parameters)).toString();
    }

    private static List<String> parameters(ConnectionSettings settings) {
        List<String> parameters = new ArrayList<>();
        Tls tls = settings.tls();
        if (!tls.mode().equals(Tls.DEFAULT.mode())) {
            parameters.add("sslmode=" + tls.mode());
        }
        tls.rootCertificate().ifPresent(file -> parameters.add("sslrootcert=" + file));
        settings.schema().ifPresent(schema -> parameters.add("schema=" + UrlText.encode(schema)));
        settings.parameters()
                .forEach((name, value) -> parameters.add(name + "=" + (secret(name) ? Secret.MASK : value)));
        return parameters;
    }

    private static boolean secret(String parameter) {
        String name = parameter.toLowerCase(Locale.ROOT);
        // Arguments of pluggable classes are whatever those classes like, a key store's password for one.
        return name.contains("password") || name.endsWith("arg");
    }
}
