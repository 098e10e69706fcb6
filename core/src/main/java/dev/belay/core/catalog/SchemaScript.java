package dev.belay.core.catalog;

import dev.belay.core.db.Identifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A catalog as a script that psql, or Belay's own executor, loads into an empty database. Nothing in it depends on when or
 * where it was written, so that equal schemas give equal texts.
 */
public final class SchemaScript {
    private static final String SETTINGS = """
        SET statement_timeout = 0;
        SET lock_timeout = 0;
        SET idle_in_transaction_session_timeout = 0;
        SET client_encoding = 'UTF8';
        SET standard_conforming_strings = on;
        SELECT pg_catalog.set_config('search_path', '', false);
        SET check_function_bodies = false;
        SET xmloption = content;
        SET client_min_messages = warning;
        SET row_security = off;
        """;

    /** What would end a comment line, or play tricks on a terminal: names come from whoever made the database. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    private final Options options;
    private final Appendable out;
    private Optional<String> tablespace = Optional.empty();
    private Optional<String> accessMethod = Optional.empty();

    private SchemaScript(Options options, Appendable out) {
        this.options = options;
        this.out = out;
    }

    /**
     * What is said of an object besides its definition.
     *
     * @param owners {@code ALTER … OWNER TO}
     * @param privileges {@code GRANT}, {@code REVOKE} and default privileges
     * @param tablespaces {@code SET default_tablespace}
     */
    public record Options(
            boolean owners, boolean privileges, boolean comments, boolean securityLabels, boolean tablespaces) {
        public static final Options ALL = new Options(true, true, true, true, true);

        public Options withoutOwners() {
            return new Options(false, privileges, comments, securityLabels, tablespaces);
        }

        public Options withoutPrivileges() {
            return new Options(owners, false, comments, securityLabels, tablespaces);
        }

        public Options withoutComments() {
            return new Options(owners, privileges, false, securityLabels, tablespaces);
        }

        public Options withoutSecurityLabels() {
            return new Options(owners, privileges, comments, false, tablespaces);
        }

        public Options withoutTablespaces() {
            return new Options(owners, privileges, comments, securityLabels, false);
        }

        private boolean wants(Creation creation) {
            if (creation.object().type() == ObjectType.LARGE_OBJECT) {
                // They are data; the catalog knows them for the sake of backups.
                return false;
            }
            return switch (creation.description()) {
                case "ACL", "DEFAULT ACL" -> privileges;
                case "COMMENT" -> comments;
                case "SECURITY LABEL" -> securityLabels;
                default -> true;
            };
        }
    }

    /**
     * Where a script comes from.
     *
     * @param maker the tool and its version, such as {@code Belay 0.1.0}
     * @param server the version of the server, such as {@code 15.4}
     */
    public record Origin(String maker, String database, String server) {
        private List<String> lines() {
            return List.of("The schema of the database " + database, "read by " + maker + " from PostgreSQL " + server);
        }
    }

    /** Everything, without a word on where it comes from. */
    public static String of(Catalog catalog) {
        return of(catalog, Options.ALL, creation -> true);
    }

    /** The entries that are wanted, in the order of the whole. */
    static String of(Catalog catalog, Options options, Predicate<Creation> wanted) {
        StringBuilder script = new StringBuilder();
        try {
            new SchemaScript(options, script).write(List.of(), catalog, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return script.toString();
    }

    /** Everything, below a header that says where it comes from and what of it could not be read. */
    public static void write(Catalog catalog, Origin origin, Options options, Appendable out) throws IOException {
        Stream<String> missing = catalog.missing().stream().map(one -> "left out: " + one.id() + ", " + one.what());
        List<String> header = Stream.concat(origin.lines().stream(), missing).toList();
        new SchemaScript(options, out).write(header, catalog, creation -> true);
    }

    private void write(List<String> header, Catalog catalog, Predicate<Creation> wanted) throws IOException {
        CreationOrder order = CreationOrder.of(catalog);
        for (String line : header) {
            out.append(comment(line));
        }
        for (CreationOrder.GivenUp one : order.givenUp()) {
            out.append(comment("warning: " + one));
        }
        if (!header.isEmpty() || !order.givenUp().isEmpty()) {
            out.append('\n');
        }
        out.append(SETTINGS);
        List<Entry> later = new ArrayList<>();
        // Of a large schema, the whole text is never there at once.
        Pieces.each(order.steps(), step -> entries(step, wanted), some -> {
            for (List<Entry> entries : some) {
                for (Entry entry : entries) {
                    writeOrKeep(entry, later);
                }
            }
        });
        write(later, Creation.Pass.PRIVILEGES);
        write(later, Creation.Pass.LATE);
    }

    /** What is written of an object, below a heading of its own or, empty, below that of the one before. */
    private record Entry(Creation creation, String heading, String owner) {}

    private List<Entry> entries(CreationOrder.Step step, Predicate<Creation> wanted) {
        List<Entry> entries = new ArrayList<>(2);
        for (Creation creation : Creations.of(step)) {
            String owner = options.owners() ? creation.setOwner() : "";
            boolean says = !creation.create().isEmpty() || !owner.isEmpty();
            if (says && options.wants(creation) && wanted.test(creation)) {
                entries.add(new Entry(creation, heading(creation), owner));
            }
        }
        return entries;
    }

    private void writeOrKeep(Entry entry, List<Entry> later) throws IOException {
        if (entry.creation().pass() == Creation.Pass.MAIN) {
            write(entry);
        } else {
            later.add(entry);
        }
    }

    private void write(List<Entry> entries, Creation.Pass pass) throws IOException {
        for (Entry entry : entries) {
            if (entry.creation().pass() == pass) {
                write(entry);
            }
        }
    }

    private void write(Entry entry) throws IOException {
        Creation creation = entry.creation();
        out.append(entry.heading());
        if (options.tablespaces()
                && creation.tablespace().isPresent()
                && !creation.tablespace().equals(tablespace)) {
            tablespace = creation.tablespace();
            String name = tablespace.get();
            out.append("SET default_tablespace = " + (name.isEmpty() ? "''" : Identifier.spell(name)) + ";\n");
        }
        if (creation.accessMethod().isPresent() && !creation.accessMethod().equals(accessMethod)) {
            accessMethod = creation.accessMethod();
            out.append("SET default_table_access_method = " + Identifier.spell(accessMethod.get()) + ";\n");
        }
        out.append(creation.create()).append(entry.owner());
    }

    private String heading(Creation creation) {
        return switch (creation.description()) {
            // What is said of an object stands right below it, under the same heading.
            case "COMMENT", "SECURITY LABEL" -> "";
            default -> "\n-- " + line(title(creation)) + "\n";
        };
    }

    private String title(Creation creation) {
        String object = creation.object().toString();
        if (creation.description().equals("ACL")) {
            return "privileges on " + object;
        }
        if (!creation.description().equals(creation.object().type().description())) {
            return creation.description().toLowerCase(Locale.ROOT) + " " + creation.tag();
        }
        return options.owners()
                ? object + creation.owner().map(owner -> "; owner " + owner).orElse("")
                : object;
    }

    /** A comment line that is one, whatever names are in it. */
    static String comment(String text) {
        return "-- " + line(text) + "\n";
    }

    private static String line(String text) {
        return isPlain(text) ? text : CONTROL.matcher(text).replaceAll(" ");
    }

    /** Whether there is nothing in it but printable ASCII, as in nearly all names. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
