package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A function, a window function or a procedure ({@code pg_proc}).
 *
 * @param arguments with names, modes and defaults ({@code proargnames})
 * @param identityArguments as {@code DROP} takes them: without defaults
 * @param result the type it returns, with {@code SETOF} or {@code TABLE (…)}; empty for procedures
 * @param language it is written in ({@code prolang})
 * @param transforms the types whose transforms it uses ({@code protrftypes})
 * @param window whether it is a window function ({@code prokind})
 * @param volatility {@code IMMUTABLE}, {@code STABLE} or {@code VOLATILE}
 * @param strict whether it is not called with NULL ({@code pg_proc.proisstrict})
 * @param securityDefiner whether it runs with the rights of its owner ({@code prosecdef})
 * @param leakproof whether it tells nothing of its arguments but by its result ({@code pg_proc.proleakproof})
 * @param parallel {@code SAFE}, {@code RESTRICTED} or {@code UNSAFE}
 * @param cost of one call, where it is not the usual one of its language ({@code pg_proc.procost})
 * @param rows that it is thought to return, where they are not the usual 1000 ({@code pg_proc.prorows})
 * @param support the function that helps the planner ({@code pg_proc.prosupport})
 * @param settings that hold while it runs ({@code proconfig})
 * @param library the file of a C function ({@code probin})
 * @param body the source, the link symbol of a C function, or the parsed statements as the server prints them ({@code
 *     prosrc})
 * @param parsed whether the body was parsed when it was made ({@code BEGIN ATOMIC … END} or {@code RETURN …})
 */
public record Routine(
        Head head,
        String arguments,
        String identityArguments,
        Optional<String> result,
        String language,
        List<String> transforms,
        boolean window,
        String volatility,
        boolean strict,
        boolean securityDefiner,
        boolean leakproof,
        String parallel,
        Optional<String> cost,
        Optional<String> rows,
        Optional<String> support,
        List<Setting> settings,
        Optional<String> library,
        String body,
        boolean parsed)
        implements CatalogObject {
    public Routine {
        transforms = List.copyOf(transforms);
        settings = List.copyOf(settings);
    }

    static Routine of(Head head, Row row, Context context) {
        return new Routine(
                head,
                row.text("arguments"),
                row.text("identity_arguments"),
                row.optional("result"),
                row.text("language"),
                row.texts("transforms"),
                row.flag("window_function"),
                row.text("volatility"),
                row.flag("strict"),
                row.flag("security_definer"),
                row.flag("leakproof"),
                row.text("parallel"),
                row.optional("cost"),
                row.optional("rows"),
                row.optional("support"),
                row.texts("settings").stream().map(Setting::of).toList(),
                row.optional("library"),
                row.text("body"),
                row.flag("parsed"));
    }

    @Override
    public String create(Set<Part> apart) {
        StringBuilder sql = new StringBuilder("CREATE ")
                .append(id().type().words())
                .append(' ')
                .append(id().sql())
                .append('(')
                .append(arguments)
                .append(')');
        result.ifPresent(type -> sql.append(" RETURNS ").append(type));
        sql.append("\n    LANGUAGE ").append(Identifier.spell(language));
        if (!transforms.isEmpty()) {
            sql.append(" TRANSFORM FOR TYPE ").append(String.join(", FOR TYPE ", transforms));
        }
        sql.append(attributes());
        settings.forEach(setting -> sql.append("\n    SET ").append(setting.sql()));
        return sql.append("\n    ").append(source()).append(";\n").toString();
    }

    private String attributes() {
        StringBuilder sql = new StringBuilder();
        sql.append(window ? " WINDOW" : "");
        sql.append(volatility.equals("VOLATILE") ? "" : " " + volatility);
        sql.append(strict ? " STRICT" : "");
        sql.append(securityDefiner ? " SECURITY DEFINER" : "");
        sql.append(leakproof ? " LEAKPROOF" : "");
        sql.append(parallel.equals("UNSAFE") ? "" : " PARALLEL " + parallel);
        cost.ifPresent(number -> sql.append(" COST ").append(number));
        rows.ifPresent(number -> sql.append(" ROWS ").append(number));
        support.ifPresent(function -> sql.append(" SUPPORT ").append(function));
        return sql.toString();
    }

    private String source() {
        if (parsed) {
            return body;
        }
        return library.map(file -> "AS " + Clauses.literal(file) + ", " + Clauses.literal(body))
                .orElseGet(() -> "AS " + Identifier.dollars(body));
    }

    @Override
    public String reference() {
        return id().type().words() + " " + id().sql() + "(" + identityArguments + ")";
    }

    @Override
    public String tag() {
        return id().name() + "(" + id().qualifier() + ")";
    }

    /** A parsed body may need a constraint of a table: which columns a primary key makes unique, for one. */
    @Override
    public boolean postponable() {
        return true;
    }

    /** Called by the same arguments and with the same result it can be replaced in place. */
    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (before instanceof Routine old
                && identityArguments.equals(old.identityArguments())
                && result.equals(old.result())
                && window == old.window()
                && defaults() >= old.defaults()
                && change.takeAll(fact -> !Alteration.isCommon(fact))) {
            change.add("CREATE OR REPLACE " + create().substring("CREATE ".length()));
        }
    }

    private long defaults() {
        return Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"| DEFAULT ")
                .matcher(arguments)
                .results()
                .filter(result -> result.group().equals(" DEFAULT "))
                .count();
    }
}
