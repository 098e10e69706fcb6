package dev.belay.core.db;

import dev.belay.core.db.Diagnosis.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong before the server has said a word: names, routes, ports, silence. */
final class NetworkTrouble {
    private NetworkTrouble() {}

    static @Nullable Diagnosis of(Throwable failure, ConnectionSettings settings) {
        String where = where(settings);
        UnknownHostException unknown = Diagnosis.cause(failure, UnknownHostException.class);
        if (unknown != null) {
            return unresolved(settings);
        }
        if (settings.addresses().get(0).local() && Diagnosis.cause(failure, SocketException.class) != null) {
            return new Diagnosis(
                    Stage.NETWORK,
                    "nobody listens at the socket " + where,
                    "is the server running on this machine, and is this the folder of its socket"
                            + " (SHOW unix_socket_directories)?");
        }
        if (Diagnosis.cause(failure, SocketTimeoutException.class) != null || loginTimeout(failure)) {
            return timedOut(settings);
        }
        if (Diagnosis.cause(failure, NoRouteToHostException.class) != null) {
            return new Diagnosis(
                    Stage.NETWORK,
                    "there is no route to " + where,
                    "is this machine in the right network (VPN, bastion)?");
        }
        if (Diagnosis.cause(failure, ConnectException.class) != null) {
            return refused(failure, settings);
        }
        return silentOrStrange(failure, settings);
    }

    private static Diagnosis unresolved(ConnectionSettings settings) {
        String hosts = settings.addresses().stream()
                .map(address -> "\"" + address.host() + "\"")
                .distinct()
                .collect(Collectors.joining(", "));
        return new Diagnosis(
                Stage.NAME,
                "the host name " + hosts + " does not resolve",
                "is it spelled right? A private name resolves only inside its network (VPN, bastion, the cluster)");
    }

    private static Diagnosis refused(Throwable failure, ConnectionSettings settings) {
        String messages = Diagnosis.messages(failure);
        if (messages.contains("unreachable")) {
            return new Diagnosis(
                    Stage.NETWORK,
                    "the network of " + where(settings) + " cannot be reached",
                    "is this machine in the right network (VPN, bastion)?");
        }
        return new Diagnosis(
                Stage.NETWORK,
                "connection to " + where(settings) + " refused",
                "is the server running, does it listen on this address (listen_addresses), and is " + settings.port()
                        + " its port?");
    }

    private static Diagnosis timedOut(ConnectionSettings settings) {
        String waited = settings.connectTimeout().toSeconds() + " s";
        Optional<InetAddress> inside = privateAddress(settings);
        if (inside.isPresent()) {
            return new Diagnosis(
                    Stage.NETWORK,
                    "connection to " + where(settings) + " timed out after " + waited + "; "
                            + inside.get().getHostAddress() + " is a private address",
                    "it can be reached from inside its network only: use the VPN, a bastion, a tunnel or a job there");
        }
        return new Diagnosis(
                Stage.NETWORK,
                "connection to " + where(settings) + " timed out after " + waited,
                "does a firewall or security group drop packets from here? Is the port right, and the server not"
                        + " overloaded? A longer connect_timeout helps a slow one");
    }

    /** That of {@link Login} for the whole of it has no cause. */
    private static boolean loginTimeout(Throwable failure) {
        return failure instanceof SQLException sql
                && "08001".equals(sql.getSQLState())
                && sql.getCause() == null
                && String.valueOf(sql.getMessage()).contains("timed out");
    }

    /** Something accepted the connection, and was no PostgreSQL, or was ending. */
    private static @Nullable Diagnosis silentOrStrange(Throwable failure, ConnectionSettings settings) {
        String messages = Diagnosis.messages(failure);
        boolean protocol = failure instanceof SQLException sql && "08P01".equals(sql.getSQLState());
        boolean spoken =
                failure instanceof org.postgresql.util.PSQLException said && said.getServerErrorMessage() != null;
        if (spoken) {
            return null;
        }
        if (protocol || messages.contains("Protocol error") || messages.contains("Unknown Response Type")) {
            return new Diagnosis(
                    Stage.NETWORK,
                    "what answers at " + where(settings) + " is not a PostgreSQL server",
                    "is " + settings.port() + " the port of PostgreSQL, and not of something else?");
        }
        boolean ended = Diagnosis.cause(failure, EOFException.class) != null
                || (Diagnosis.cause(failure, IOException.class) != null
                        && (messages.contains("Connection reset") || messages.contains("Broken pipe")));
        return ended
                ? new Diagnosis(
                        Stage.NETWORK,
                        "the connection to " + where(settings) + " was accepted and closed at once",
                        "is it a PostgreSQL server, is it restarting, or does a proxy or firewall in between close it?")
                : null;
    }

    static String where(ConnectionSettings settings) {
        return settings.addresses().stream().map(Address::toString).collect(Collectors.joining(", "));
    }

    static Optional<InetAddress> privateAddress(ConnectionSettings settings) {
        for (Address address : settings.addresses()) {
            try {
                for (InetAddress resolved : InetAddress.getAllByName(address.host())) {
                    if (isPrivate(resolved)) {
                        return Optional.of(resolved);
                    }
                }
            } catch (UnknownHostException e) {
                // The next host may have one.
            }
        }
        return Optional.empty();
    }

    /** RFC 1918, RFC 6598 (what cloud providers use inside), RFC 4193, link-local. */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == 4 && (bytes[0] & 255) == 100 && (bytes[1] & 192) == 64;
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 254) == 0xfc;
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || shared || uniqueLocal;
    }
}
