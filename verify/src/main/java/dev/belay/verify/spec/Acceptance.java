package dev.belay.verify.spec;

import dev.belay.verify.Finding;
import dev.belay.verify.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A finding that the project lives with: {@code accept: [{check: …, object: …, reason: …}]}.
 *
 * @param object its name, in which {@code *} stands for anything
 * @param most how severe it may be: what becomes worse is a finding again
 * @param reason why; nobody accepts without one
 */
record Acceptance(String at, String check, String object, Severity most, String reason) {
    static List<Acceptance> all(Entry section) {
        return section.items().stream().map(Acceptance::of).toList();
    }

    private static Acceptance of(Entry entry) {
        Map<String, Entry> keys = entry.group("check", "object", "severity", "reason");
        String reason = entry.required(keys, "reason").text();
        if (reason.isBlank()) {
            throw entry.wrong("needs a reason", "say why this is accepted");
        }
        return new Acceptance(
                entry.at(),
                entry.required(keys, "check").oneOf(CheckNames.ALL.toArray(String[]::new)),
                entry.required(keys, "object").text(),
                keys.containsKey("severity")
                        ? Severity.valueOf(keys.get("severity")
                                .oneOf("info", "warning", "error")
                                .toUpperCase(Locale.ROOT))
                        : Severity.ERROR,
                reason);
    }

    boolean covers(Finding finding) {
        return check.equals(finding.check())
                && finding.severity().compareTo(most) <= 0
                && Pattern.matches(Pattern.quote(object).replace("*", "\\E.*\\Q"), finding.object());
    }
}
