package dev.belay.core;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one unchecked exception of the toolkit: what broke, what the operator can do about it, and the exit code.
 *
 * <p>The message is lower case, says what and which, and never holds a secret. The hint says what to do next and may be
 * empty.
 */
public final class BelayException extends RuntimeException {
    private final Kind kind;
    private final String message;
    private final String hint;
    private final transient @Nullable Spot spot;

    public BelayException(Kind kind, String message, String hint) {
        this(kind, message, hint, null);
    }

    public BelayException(Kind kind, String message, String hint, @Nullable Throwable cause) {
        this(kind, message, hint, cause, null);
    }

    private BelayException(Kind kind, String message, String hint, @Nullable Throwable cause, @Nullable Spot spot) {
        super(message, cause);
        this.spot = spot;
        this.message = message;
        this.kind = requireNonNull(kind, "kind");
        this.hint = requireNonNull(hint, "hint");
    }

    /** Something is wrong in a file: the message begins with the place. */
    public static BelayException in(Spot spot, Kind kind, String message, String hint) {
        return new BelayException(kind, spot + ": " + message, hint).at(spot);
    }

    /** The same, with the file that it is about. */
    public BelayException at(Spot place) {
        BelayException there = new BelayException(kind, message, hint, getCause(), place);
        there.setStackTrace(getStackTrace());
        return there;
    }

    /** Where in which file something is wrong, where that is what stopped us. */
    public Optional<Spot> spot() {
        return Optional.ofNullable(spot);
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Kind kind() {
        return kind;
    }

    public String hint() {
        return hint;
    }
}
