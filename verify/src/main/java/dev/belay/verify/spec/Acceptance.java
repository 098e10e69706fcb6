package dev.belay.verify.spec;

import dev.belay.verify.Finding;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A finding that the project lives with: {@code accept: [{check: …, object: …, reason: …}]}.
 *
 * @param object its name, in which {@code *} stands for anything
 * @param reason why; nobody accepts without one
 */
record Acceptance(String at, String check, String object, String reason) {
    static List<Acceptance> all(Entry section) {
        return section.items().stream().map(Acceptance::of).toList();
    }

    private static Acceptance of(Entry entry) {
        Map<String, Entry> keys = entry.group("check", "object", "reason");
        String reason = entry.required(keys, "reason").text();
        if (reason.isBlank()) {
            throw entry.wrong("needs a reason", "say why this is accepted");
        }
        return new Acceptance(
                entry.at(),
                entry.required(keys, "check").text(),
                entry.required(keys, "object").text(),
                reason);
    }

    boolean covers(Finding finding) {
        return check.equals(finding.check())
                && Pattern.matches(Pattern.quote(object).replace("*", "\\E.*\\Q"), finding.object());
    }
}
