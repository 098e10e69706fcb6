package dev.belay.core.convention;

import dev.belay.core.migration.Migration;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Finds the migration that a user means; the first way of reading the words that fits any migration decides. */
final class Search {
    private final String text;
    private final List<Migration> among;

    private Search(String text, List<Migration> among) {
        this.text = text;
        this.among = among;
    }

    /**
     * Finds one migration.
     *
     * @param canonical turns what people write for a version into the text of a version
     */
    static Optional<Migration> find(String text, List<Migration> among, UnaryOperator<String> canonical) {
        Search search = new Search(text.strip(), among);
        if (search.text.isEmpty()) {
            return Optional.empty();
        }
        String version = canonical.apply(search.text);
        return search.only(migration -> migration.version().text().equals(version))
                .or(() -> search.only(search::file))
                .or(() -> search.only(search::title))
                .or(() -> search.only(migration -> migration.version().text().startsWith(search.text)));
    }

    /** Finds the migration of exactly this name, if it is the only one; never throws. */
    static Optional<Migration> named(String text, List<Migration> among) {
        Search search = new Search(text.strip(), among);
        if (search.text.isEmpty()) {
            return Optional.empty();
        }
        return search.single(migration -> migration.version().text().equals(search.text))
                .or(() -> search.single(search::file))
                .or(() -> search.single(migration -> migration.title().equals(search.text)));
    }

    private Optional<Migration> single(Predicate<Migration> fits) {
        List<Migration> found = among.stream().filter(fits).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Optional<Migration> only(Predicate<Migration> fits) {
        List<Migration> found = among.stream().filter(fits).limit(11).toList();
        if (found.size() > 1) {
            List<String> labels = found.stream().limit(10).map(Migration::label).toList();
            String more = found.size() > 10 ? ", …" : "";
            throw Refusal.of(
                    "\"" + text + "\" fits more than one migration: " + String.join(", ", labels) + more,
                    "give the whole version");
        }
        return found.stream().findFirst();
    }

    private boolean file(Migration migration) {
        try {
            return migration.file().endsWith(Path.of(text).normalize())
                    || migration.file().endsWith(Path.of(text + ".sql").normalize())
                    || migration
                            .file()
                            .endsWith(Path.of(text + ProgramFile.ENDING).normalize());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean title(Migration migration) {
        return !migration.title().isBlank() && words(migration.title()).equals(words(text));
    }

    private static String words(String title) {
        return title.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
    }
}
