package dev.belay.verify;

import static java.util.Objects.requireNonNull;

/**
 * Something that is not as it should be.
 *
 * @param check the check that found it, such as {@code invalid-index}
 * @param object what it is about, with its schema, such as {@code app.users.email}; the same text in every run, so that a
 *     finding can be accepted by it
 * @param message what is the matter with the object, without naming it again
 * @param hint what to do next; may be empty
 */
public record Finding(String check, String object, Severity severity, String message, String hint) {
    public Finding {
        requireNonNull(check, "check");
        requireNonNull(object, "object");
        requireNonNull(severity, "severity");
        requireNonNull(message, "message");
        requireNonNull(hint, "hint");
    }
}
