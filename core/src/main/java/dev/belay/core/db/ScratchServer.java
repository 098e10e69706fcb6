package dev.belay.core.db;

import java.nio.file.Path;
import java.util.Set;

/** Who can make a temporary PostgreSQL server on this machine. */
public interface ScratchServer {
    /** The major versions there are, oldest first. */
    Set<Integer> majors();

    /**
     * Refuses a version that there is not, for whoever needs it only later.
     *
     * @throws dev.belay.core.BelayException of kind USAGE
     */
    void require(int major);

    /**
     * Makes an empty server and waits until it answers.
     *
     * @throws dev.belay.core.BelayException when there is no such version here, or when it does not start
     */
    Running start(int major, Lifetime lifetime);

    /** How long a server lives when nobody stops it. */
    enum Lifetime {
        /** It and its data go with this process, however that ends. */
        OF_THIS_PROCESS,
        /** It stays when this process ends. */
        UNTIL_STOPPED
    }

    /** A server that is up. Listens on this machine only, and asks everyone for a password. */
    interface Running extends AutoCloseable {
        int major();

        String host();

        int port();

        /** The superuser. */
        String user();

        String password();

        /** The process of the server. */
        long pid();

        /** Where its data lies, together with its log. */
        Path folder();

        /** As a libpq URL, with the password. */
        default String url(String database) {
            return "postgresql://" + user() + ":" + password() + "@" + host() + ":" + port() + "/" + database;
        }

        /** Stops the server, whoever is connected, and removes its data. Nothing happens the second time. */
        @Override
        void close();
    }
}
