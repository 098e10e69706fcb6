package dev.belay.core.db;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.NumberFormat;
import java.util.GregorianCalendar;
import org.postgresql.Driver;

/**
 * Loads what the first connection needs, on a thread of its own, while the command line and the configuration are still
 * being read. Nothing is connected, and nothing waits for it: whoever needs a class before it is ready loads it himself.
 */
public final class EarlyStart {
    private static final String[] CLASSES = {
        "org.postgresql.jdbc.PgConnection",
        "org.postgresql.core.v3.ConnectionFactoryImpl",
        "org.postgresql.core.v3.QueryExecutorImpl",
        "org.postgresql.jdbc.TimestampUtils",
        "org.postgresql.jdbc.PgPreparedStatement",
        "org.postgresql.jdbc.PgResultSet"
    };

    private EarlyStart() {}

    public static void begin() {
        Thread thread = new Thread(EarlyStart::load, "belay-early-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try {
            // In the order in which they are needed: the driver reads the configuration of the logging, its connection
            // the time zone and the version of the server, and files are told apart by their digest.
            new Driver();
            new GregorianCalendar();
            NumberFormat.getIntegerInstance();
            for (String name : CLASSES) {
                Class.forName(name);
            }
            MessageDigest.getInstance("SHA-256").digest();
        } catch (ClassNotFoundException | NoSuchAlgorithmException | LinkageError e) {
            // Whatever is wrong, the connection itself meets it again, and says so.
        }
    }
}
