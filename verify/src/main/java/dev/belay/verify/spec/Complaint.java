package dev.belay.verify.spec;

import dev.belay.verify.Severity;
import dev.belay.verify.Subject;
import java.util.List;

/**
 * What is wrong with something that was expected.
 *
 * @param subject under which check and object it is reported: those of a health check where it is the same matter
 * @param hint empty where the line of the spec says it all
 */
record Complaint(Subject subject, Severity severity, String message, String hint) {
    static List<Complaint> none() {
        return List.of();
    }

    static List<Complaint> of(Subject subject, String message) {
        return List.of(new Complaint(subject, Severity.ERROR, message, ""));
    }

    static List<Complaint> of(String check, String object, String message) {
        return of(new Subject(check, object), message);
    }
}
