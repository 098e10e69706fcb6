package dev.belay.core.apply;

import dev.belay.core.Kind;
import dev.belay.core.db.SqlError;
import java.util.Optional;

/**
 * What went wrong, where, and what to do next.
 *
 * @param kind the exit code
 * @param message one line
 * @param hint what to do; may be empty
 * @param place where in the files
 * @param error what the server said, if it said something
 */
public record Failure(Kind kind, String message, String hint, Optional<Place> place, Optional<SqlError> error) {
    /**
     * A statement in a file, or whatever else is wrong in one.
     *
     * @param file the file's name
     * @param line the line the error points at, or the first of the statement; 0 for the file as a whole
     * @param statement its number in the script, counted from 1; 0 for a line of a program
     * @param of how many statements the script has; 0 for a program
     * @param text its beginning, on one line; empty where the message says it
     */
    public record Place(String file, int line, int statement, int of, String text) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    public static Failure of(Kind kind, String message, String hint) {
        return new Failure(kind, message, hint, Optional.empty(), Optional.empty());
    }

    public Failure withHint(String other) {
        return new Failure(kind, message, other, place, error);
    }
}
