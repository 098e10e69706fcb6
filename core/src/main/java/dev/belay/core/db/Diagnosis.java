package dev.belay.core.db;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection could not be made, and the way out, told from what the driver threw. Never the password.
 *
 * @param stage how far the connection had come
 * @param message what is wrong, with what and which
 * @param hint what the user can do
 */
public record Diagnosis(Stage stage, String message, String hint) {
    /** The steps of making a connection, in their order. */
    public enum Stage {
        NAME,
        NETWORK,
        TLS,
        AUTHENTICATION,
        DATABASE,
        SESSION
    }

    /** Every failure has a diagnosis; of an unknown one it is what the server or the driver said. */
    public static Diagnosis of(Throwable failure, ConnectionSettings settings) {
        Diagnosis network = NetworkTrouble.of(failure, settings);
        if (network != null) {
            return network;
        }
        Diagnosis tls = TlsTrouble.of(failure, settings);
        if (tls != null) {
            return tls;
        }
        SQLException sql = sql(failure);
        Diagnosis server = sql == null ? null : ServerTrouble.of(sql, settings);
        if (server != null) {
            return server;
        }
        String said = sql == null
                ? String.valueOf(failure.getMessage())
                : SqlError.of(sql).toString();
        return new Diagnosis(
                Stage.SESSION,
                "cannot connect to " + settings.masked() + ": " + withoutPassword(said, settings),
                "belay doctor tries the connection step by step");
    }

    /** As the exception that ends a command. */
    public BelayException exception(Throwable cause) {
        return new BelayException(Kind.CONNECTION, message, hint, cause);
    }

    private static @Nullable SQLException sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String withoutPassword(String text, ConnectionSettings settings) {
        String masked = UrlText.mask(text);
        // A short one may be part of any word; and nobody tells what it was by the word it hid.
        return settings.password()
                .map(Secret::reveal)
                .filter(password -> password.length() >= 4)
                .map(password -> masked.replace(password, Secret.MASK))
                .orElse(masked);
    }

    /** The first cause of this type. */
    static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** All messages of a failure and its causes: what a library wraps is often the only thing that tells. */
    static String messages(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage())
                    .append('\n');
        }
        return text.toString();
    }
}
