package dev.belay.core;

import static java.util.Objects.requireNonNull;

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

    public BelayException(Kind kind, String message, String hint) {
        this(kind, message, hint, null);
    }

    public BelayException(Kind kind, String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
        this.kind = requireNonNull(kind, "kind");
        this.hint = requireNonNull(hint, "hint");
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
