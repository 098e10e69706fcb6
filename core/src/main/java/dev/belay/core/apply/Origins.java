package dev.belay.core.apply;

import dev.belay.core.BelayException;
import dev.belay.core.convention.Convention;
import dev.belay.core.db.SqlError;
import dev.belay.core.migration.Direction;
import dev.belay.core.migration.Migration;
import dev.belay.core.script.Created;
import dev.belay.core.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which migration of the project creates an object that the server misses, or has too many of. */
final class Origins {
    /** The server quotes names in the way of its language. */
    private static final Pattern QUOTED = Pattern.compile("[\"«„]([^\"»“]+)[\"»“]");

    private static final Set<String> MISSING = Set.of("42P01", "42704", "42883", "3F000");
    private static final Set<String> ALREADY = Set.of("42P07", "42710", "42723", "42P06");
    private static final String NO_COLUMN = "42703";
    private static final String COLUMN_ALREADY = "42701";

    private static final String NOBODY_ELSE =
            "no other migration creates it: unless this one does twice, an earlier run outside of Belay has, or a hand;"
                    + " belay adopt finds what is in place, and records it";

    private final Convention convention;
    private final List<Migration> migrations;

    Origins(Convention convention, List<Migration> migrations) {
        this.convention = convention;
        this.migrations = migrations;
    }

    /** A hint for "does not exist" and "already exists"; empty for other errors and for unknown objects. */
    Optional<String> hint(SqlError error, Migration failed) {
        if (error.state().equals(NO_COLUMN)) {
            // The server knows the names that are there, and the migrations only those of whole objects.
            return error.hint().isEmpty()
                    ? Optional.of("is it spelt as in the table, and does a migration before this one add it?")
                    : Optional.of(error.hint());
        }
        List<String> names = names(error.message());
        if (error.state().equals(COLUMN_ALREADY) && !names.isEmpty()) {
            return Optional.of(ofColumn(names.get(0), failed));
        }
        boolean already = ALREADY.contains(error.state());
        if (!already && !MISSING.contains(error.state())) {
            return Optional.empty();
        }
        List<String> hints = new ArrayList<>();
        for (String name : names) {
            creators(name).stream()
                    .filter(migration -> !migration.version().equals(failed.version()))
                    .map(migration -> "\"" + name + "\" is created by " + migration.label())
                    .forEach(hints::add);
        }
        if (hints.isEmpty()) {
            return Optional.of(already ? NOBODY_ELSE : "no migration creates it: it must be there before");
        }
        return Optional.of(String.join("; ", hints));
    }

    /** Its table is there as it should be: who has made that is no help. */
    private String ofColumn(String column, Migration failed) {
        Pattern adds =
                Pattern.compile("(?is)\\b(ADD|CREATE\\s+TABLE)\\b.*(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])");
        List<String> others = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (Migration migration : migrations) {
            for (Statement statement : statements(migration)) {
                if (!adds.matcher(statement.text()).find()) {
                    continue;
                }
                if (migration.version().equals(failed.version())) {
                    lines.add(statement.line());
                } else if (!others.contains(migration.label())) {
                    others.add(migration.label());
                }
            }
        }
        if (!others.isEmpty()) {
            return "\"" + column + "\" may be from " + String.join(", ", others);
        }
        return lines.size() > 1
                ? "this file adds \"" + column + "\" more than once: in lines "
                        + lines.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : NOBODY_ELSE;
    }

    private List<Migration> creators(String name) {
        return migrations.stream().filter(migration -> creates(migration, name)).toList();
    }

    private boolean creates(Migration migration, String name) {
        String bare = name.substring(name.lastIndexOf('.') + 1);
        return statements(migration).stream()
                .flatMap(statement -> statement.traits().creates().stream())
                .map(Created::name)
                .anyMatch(created -> created.name().equals(bare));
    }

    private List<Statement> statements(Migration migration) {
        try {
            return convention.read(migration, Direction.UP).script().executable();
        } catch (BelayException e) {
            return List.of(); // A file that cannot be read cannot help either; its own run will say so.
        }
    }

    private static List<String> names(String message) {
        List<String> names = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(message);
        while (quoted.find()) {
            names.add(quoted.group(1));
        }
        if (names.isEmpty()) {
            Matcher function = Pattern.compile("(\\S+)\\(").matcher(message);
            while (function.find()) {
                names.add(function.group(1));
            }
        }
        return names;
    }
}
