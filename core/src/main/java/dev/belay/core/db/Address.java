package dev.belay.core.db;

/**
 * Where a server listens.
 *
 * @param host a name, a numeric address without brackets, or the folder of a Unix socket (it begins with a slash)
 */
public record Address(String host, int port) {
    public static final int DEFAULT_PORT = 5432;

    public Address {
        if (host.isBlank()) {
            throw new IllegalArgumentException("an address needs a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** Whether this is a socket in the file system of this machine. */
    public boolean local() {
        return host.startsWith("/");
    }

    String socketFile() {
        return host + "/.s.PGSQL." + port;
    }

    @Override
    public String toString() {
        return local() ? socketFile() : (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
