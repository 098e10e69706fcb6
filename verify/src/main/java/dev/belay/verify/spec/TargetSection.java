package dev.belay.verify.spec;

import dev.belay.core.db.Identifier;
import dev.belay.verify.Subject;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code target: {min_server: 15, extensions: {pgcrypto: ">=1.3"}, settings: {timezone: UTC}}}. */
final class TargetSection {
    /** What the driver sends when it connects, so that nobody sees what the server would have begun with. */
    private static final String CLIENTS =
            "('timezone', 'datestyle', 'client_encoding', 'extra_float_digits', 'application_name')";

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
        String question = "SELECT coalesce(r.value, p.reset_val), p.unit, p.vartype,"
                + " r.value IS NULL AND pg_catalog.lower(p.name) IN " + CLIENTS
                + " FROM (SELECT (SELECT pg_catalog.substring(c, pg_catalog.strpos(c, '=') + 1)"
                + " FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) c"
                + " WHERE s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database"
                + " WHERE datname = pg_catalog.current_database()))"
                + " AND s.setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER))"
                + " AND pg_catalog.lower(c) LIKE pg_catalog.lower(" + Identifier.literal(name) + ") || '=%'"
                + " ORDER BY s.setrole = 0, s.setdatabase = 0 LIMIT 1) AS value) r"
                + " LEFT JOIN pg_catalog.pg_settings p ON pg_catalog.lower(p.name) = pg_catalog.lower("
                + Identifier.literal(name) + ")";
        Function<Observation, Optional<SettingValue>> found = seen -> seen.answer(question).stream()
                .flatMap(answer -> answer.rows().stream())
                .map(row -> SettingValue.of(row.get(0), row.get(1), row.get(2)))
                .findFirst();
        draft.add(Expectation.of(
                        new Subject("setting", name),
                        entry,
                        seen -> found.apply(seen)
                                .filter(value -> !value.is(wanted))
                                .map(value -> Complaint.of("setting", name, "is " + value.shown() + ", not " + wanted))
                                .orElse(Complaint.none()))
                .asking(catalog -> List.of(question))
                .unlessUnknown(seen -> seen.answer(question).stream()
                        .flatMap(answer -> answer.rows().stream())
                        .filter(row -> "t".equals(row.get(3)))
                        .map(row -> "each client says it of its own session, and so did this one: ALTER DATABASE or"
                                + " ALTER ROLE … SET " + name + " makes it certain")
                        .findFirst()));
    }
}
