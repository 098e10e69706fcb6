package dev.belay.core.activity;

import java.time.Instant;

/**
 * How a database is doing at one moment.
 *
 * @param version of the server, as it prints it
 * @param replica whether it only follows another server
 * @param started when the server began
 * @param bytes that the database takes
 * @param connections to the whole server by clients
 * @param limit of these
 * @param transactions that have ended in this database since its statistics were reset
 * @param blocked sessions of this database that wait for others
 * @param now by the server's clock
 */
public record Pulse(
        String version,
        boolean replica,
        Instant started,
        long bytes,
        int connections,
        int limit,
        long transactions,
        int blocked,
        Instant now) {}
