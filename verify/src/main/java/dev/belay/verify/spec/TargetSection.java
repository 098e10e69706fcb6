package dev.belay.verify.spec;

import dev.belay.core.db.Identifier;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code target: {min_server: 15, extensions: {pgcrypto: ">=1.3"}, settings: {timezone: UTC}}}. */
final class TargetSection {
    private final Draft draft;

    TargetSection(Draft draft) {
        this.draft = draft;
    }

    void read(Entry section) {
        Map<String, Entry> keys = section.group("min_server", "max_server", "extensions", "settings");
        if (keys.containsKey("min_server")) {
            long least = keys.get("min_server").number();
            server(keys.get("min_server"), least, Long.MAX_VALUE, "older than " + least);
        }
        if (keys.containsKey("max_server")) {
            long most = keys.get("max_server").number();
            server(keys.get("max_server"), 0, most, "newer than " + most);
        }
        if (keys.containsKey("extensions")) {
            keys.get("extensions").names().forEach(this::extension);
        }
        if (keys.containsKey("settings")) {
            keys.get("settings").names().forEach(this::setting);
        }
    }

    private void server(Entry entry, long least, long most, String how) {
        draft.expect("server", "version", entry, seen -> {
            int major = seen.catalog().major();
            return major >= least && major <= most
                    ? Complaint.none()
                    : Complaint.of("server", "version", "is PostgreSQL " + major + ", " + how);
        });
    }

    private void extension(String name, Entry entry) {
        String wanted = entry.isNothing() ? "" : entry.text();
        String least = wanted.startsWith(">=") ? wanted.substring(2).strip() : wanted;
        String question = "SELECT extversion FROM pg_catalog.pg_extension WHERE extname = " + Identifier.literal(name);
        draft.ask("extension", name, entry, catalog -> List.of(question), seen -> {
            Optional<String> version = seen.answer(question).flatMap(Answer::value);
            if (version.isEmpty()) {
                return Complaint.of("extension", name, "is missing");
            }
            boolean enough = wanted.startsWith(">=")
                    ? compare(version.get(), least) >= 0
                    : least.isEmpty() || least.equals("true") || least.equals(version.get());
            return enough
                    ? Complaint.none()
                    : Complaint.of("extension", name, "is version " + version.get() + ", not " + wanted);
        });
    }

    /** Number by number, as 1.10 comes after 1.9. */
    private static int compare(String one, String other) {
        String[] left = one.split("[.]", -1);
        String[] right = other.split("[.]", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = part(left, i).compareTo(part(right, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static BigInteger part(String[] parts, int at) {
        String digits = at < parts.length ? parts[at].replaceAll("\\D.*", "") : "";
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    /** As new sessions of this role begin, whatever ours was started with. */
    private void setting(String name, Entry entry) {
        String wanted = entry.text();
        String question = "SELECT coalesce((SELECT pg_catalog.substring(c, pg_catalog.strpos(c, '=') + 1)"
                + " FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) c"
                + " WHERE s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database"
                + " WHERE datname = pg_catalog.current_database()))"
                + " AND s.setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER))"
                + " AND pg_catalog.lower(c) LIKE pg_catalog.lower(" + Identifier.literal(name) + ") || '=%'"
                + " ORDER BY s.setrole = 0, s.setdatabase = 0 LIMIT 1),"
                + " (SELECT reset_val FROM pg_catalog.pg_settings WHERE pg_catalog.lower(name) = pg_catalog.lower("
                + Identifier.literal(name) + ")))";
        draft.ask(
                "setting",
                name,
                entry,
                catalog -> List.of(question),
                seen -> seen.answer(question)
                        .filter(answer -> !answer.value().orElse("").equalsIgnoreCase(wanted))
                        .map(answer -> Complaint.of(
                                "setting", name, "is " + answer.value().orElse("not known") + ", not " + wanted))
                        .orElse(Complaint.none()));
    }
}
