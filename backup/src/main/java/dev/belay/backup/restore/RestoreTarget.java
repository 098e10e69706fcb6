package dev.belay.backup.restore;

import dev.belay.backup.archive.Toc;
import dev.belay.backup.archive.TocEntry;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.db.Database;
import dev.belay.core.db.DatabaseShape;
import dev.belay.core.db.Identifier;
import dev.belay.core.db.Sql;
import dev.belay.core.db.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database made for a restore, as the archive says its own was: encoding and locale first, all else at the end. */
public final class RestoreTarget {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\";]+)";
    private static final Pattern CREATE = Pattern.compile("CREATE DATABASE " + NAME + "( .*)?;\\s*", Pattern.DOTALL);
    private static final Pattern TABLESPACE = Pattern.compile(" TABLESPACE = " + NAME);

    private static final Pattern PROVIDER = Pattern.compile(" LOCALE_PROVIDER = \\w+");

    /** Literals and other names are passed over: one may hold what looks like the name. */
    private static final Pattern NAMED =
            Pattern.compile("E'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'|\"[^\"]*\"|\\bDATABASE " + NAME, Pattern.DOTALL);

    private RestoreTarget() {}

    /**
     * Makes the database, empty.
     *
     * @param server any database of the server that it shall be on
     * @throws BelayException of kind USAGE when there is one of that name, of kind BACKUP when the server refuses
     */
    public static Database create(Database server, String name, Optional<Toc> toc, RestoreOptions options) {
        try (Connection connection = server.connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            Sql.script(connection, statement(name, toc, options, major));
        } catch (SQLException e) {
            throw refused(name, e);
        }
        return server.with(server.settings().toBuilder().database(name));
    }

    /**
     * Takes away a database that was made and that nothing came into.
     *
     * @param cause why
     * @return the cause, with what has become of the database
     */
    public static BelayException discard(Database server, String name, BelayException cause) {
        String end = cause.getMessage() + "; nothing was restored, and the new database \"" + name + "\" is ";
        try (Connection connection = server.connect()) {
            // The server waits a while for sessions of ours that are ending. Whoever else has come in keeps it.
            Sql.script(connection, "DROP DATABASE IF EXISTS " + Identifier.quote(name));
            return new BelayException(cause.kind(), end + "not there", cause.hint(), cause);
        } catch (SQLException e) {
            return new BelayException(
                    cause.kind(),
                    end + "there all the same: " + SqlError.of(e),
                    cause.hint() + (cause.hint().isEmpty() ? "" : "; ") + "then DROP DATABASE "
                            + Identifier.quote(name),
                    cause);
        }
    }

    private static BelayException refused(String name, SQLException e) {
        SqlError error = SqlError.of(e);
        return switch (error.state()) {
            case "42P04" ->
                new BelayException(
                        Kind.USAGE,
                        "there is a database \"" + name + "\" already",
                        "give another name, or restore into that one with --into and --clean",
                        e);
            case "42501" -> RestoreTrouble.of(e);
            default ->
                new BelayException(
                        Kind.BACKUP,
                        "the database \"" + name + "\" cannot be made: " + error,
                        "make it yourself with a locale that this server knows, then restore with --into",
                        e);
        };
    }

    static String statement(String name, Optional<Toc> toc, RestoreOptions options, int major) {
        Optional<String> properties = toc.flatMap(contents -> entry(contents, "DATABASE"))
                .flatMap(TocEntry::definition)
                .map(CREATE::matcher)
                .filter(Matcher::matches)
                .map(parts -> Optional.ofNullable(parts.group(1)).orElse(""))
                .map(text ->
                        options.tablespaces() ? text : TABLESPACE.matcher(text).replaceAll(""))
                .map(text -> known(text, name, major));
        Optional<String> encoding = toc.flatMap(Toc::encoding).map(text -> " ENCODING = '" + text + "'");
        return "CREATE DATABASE " + Identifier.quote(name)
                + properties.filter(text -> !text.isEmpty()).orElse(" WITH TEMPLATE = template0" + encoding.orElse(""));
    }

    /** Before there was a choice of providers there was libc alone, and no word for it. */
    private static String known(String properties, String name, int major) {
        String provider = value(properties, "LOCALE_PROVIDER").orElse("libc");
        int since = provider.equals("builtin") ? 17 : 15;
        if (provider.equals("libc") || major >= since) {
            return major >= 15 ? properties : PROVIDER.matcher(properties).replaceAll("");
        }
        throw new BelayException(
                Kind.BACKUP,
                "the database \"" + name + "\" cannot be made: its locales are of " + provider
                        + ", which PostgreSQL has since " + since + ", and this server is " + major,
                "make it yourself with a locale that this server knows, then restore with --into");
    }

    /** Encoding and locale of the archive's database, for a scratch that stands for it. */
    public static DatabaseShape shape(Toc toc) {
        String said = entry(toc, "DATABASE").flatMap(TocEntry::definition).orElse("");
        String locale = value(said, "LOCALE").orElse("C");
        String provider = value(said, "LOCALE_PROVIDER").orElse("");
        String of = value(said, "ICU_LOCALE")
                .map(name -> " LOCALE_PROVIDER icu ICU_LOCALE " + Identifier.literal(name))
                .or(() -> value(said, "BUILTIN_LOCALE")
                        .map(name -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + Identifier.literal(name)))
                .orElse(provider.equals("icu") ? " LOCALE_PROVIDER icu" : "");
        return new DatabaseShape(
                "",
                true,
                value(said, "ENCODING").or(toc::encoding).orElse("UTF8"),
                value(said, "LC_COLLATE").orElse(locale),
                value(said, "LC_CTYPE").orElse(locale),
                of,
                "pg_default",
                -1);
    }

    private static Optional<String> value(String sql, String option) {
        Matcher said = Pattern.compile(" " + option + " = (?:'([^']*)'|(\\w+))").matcher(sql);
        return said.find() ? Optional.ofNullable(said.group(1)).or(() -> Optional.of(said.group(2))) : Optional.empty();
    }

    private static Optional<TocEntry> entry(Toc toc, String kind) {
        return toc.entries().stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }

    /**
     * Gives it owner, comment, privileges and settings, which could keep a restore out if they came first.
     *
     * @return what could not be given, in words
     */
    public static List<String> furnish(Database server, String name, Toc toc, RestoreOptions options) {
        List<String> lacking = new ArrayList<>();
        ArchiveText text = new ArchiveText(toc);
        try (Connection connection = RestoreSession.target(server, options).connect()) {
            for (TocEntry entry : toc.entries()) {
                for (String sql : properties(entry, options)) {
                    furnish(connection, renamed(text.of(sql), name)).ifPresent(lacking::add);
                }
            }
        } catch (SQLException e) {
            throw RestoreTrouble.of(e);
        }
        return lacking;
    }

    private static List<String> properties(TocEntry entry, RestoreOptions options) {
        if (entry.kind().equals("DATABASE")) {
            return options.owners()
                    ? entry.owner().stream()
                            .map(role -> "ALTER DATABASE x OWNER TO " + Identifier.quote(role) + ";")
                            .toList()
                    : List.of();
        }
        boolean about = entry.tag().startsWith("DATABASE ");
        boolean said = switch (entry.kind()) {
            case "DATABASE PROPERTIES" -> true;
            case "COMMENT", "SECURITY LABEL" -> about;
            case "ACL" -> about && options.privileges();
            default -> false;
        };
        return said ? entry.definition().stream().toList() : List.of();
    }

    static String renamed(String sql, String name) {
        return NAMED.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(replacement(found, name)));
    }

    private static String replacement(MatchResult found, String name) {
        return found.group().startsWith("DATABASE ") ? "DATABASE " + Identifier.quote(name) : found.group();
    }

    private static Optional<String> furnish(Connection connection, String sql) {
        try {
            Sql.script(connection, sql);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("of the database itself: " + SqlError.of(e) + ": " + sql.strip());
        }
    }
}
