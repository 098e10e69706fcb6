package dev.belay.core.convention;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A script with {@code -- UP:} and {@code -- DOWN:} parts. Everything before the DOWN marker is the up part, with the
 * header and with a file that has no UP marker at all; everything after it is the down part.
 *
 * <p>A marker is a comment line whose first word is UP or DOWN in any case, followed by a colon and anything, or by
 * nothing but rules, or by one of a few words such as "migration". Without this a remark like {@code -- up to ten rows}
 * would cut a file in two.
 */
final class SectionsFile {
    private static final Set<String> AFTER_MARKER = Set.of("migration", "migrations", "section", "part", "script");

    private final TextFile file;
    private final Optional<Marker> up;
    private final Optional<Marker> down;

    private SectionsFile(TextFile file, Optional<Marker> up, Optional<Marker> down) {
        this.file = file;
        this.up = up;
        this.down = down;
    }

    /** A marker's line: where it begins, where the next one begins, its number, and what it says after the word. */
    private record Marker(boolean up, int start, int end, int line, String rest) {
        boolean holdsSql() {
            return rest.contains(";");
        }
    }

    static SectionsFile of(TextFile file) {
        List<Marker> markers = markers(file.text());
        Optional<Marker> up = only(file, markers.stream().filter(Marker::up).toList());
        Optional<Marker> down =
                only(file, markers.stream().filter(marker -> !marker.up()).toList());
        return new SectionsFile(file, up, down);
    }

    private static Optional<Marker> only(TextFile file, List<Marker> markers) {
        if (markers.size() > 1) {
            throw Refusal.of(
                    file.shown() + ":" + markers.get(1).line() + ": a second marker like that in line "
                            + markers.get(0).line(),
                    "keep one UP and one DOWN part in a file");
        }
        return markers.stream().findFirst();
    }

    private static List<Marker> markers(String text) {
        List<Marker> markers = new ArrayList<>();
        int line = 1;
        for (int start = 0; start < text.length(); line++) {
            int next = Lines.next(text, start);
            int word = text.startsWith("--", blanks(text, start)) ? blanks(text, blanks(text, start) + 2) : start;
            if (word > start && (wordAt(text, word, "up") || wordAt(text, word, "down"))) {
                boolean up = wordAt(text, word, "up");
                String rest = text.substring(word + (up ? 2 : 4), Lines.end(text, start));
                if (marks(rest)) {
                    markers.add(new Marker(up, start, next, line, rest));
                }
            }
            start = next;
        }
        return markers;
    }

    private static int blanks(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private static boolean wordAt(String text, int at, String word) {
        return text.regionMatches(true, at, word, 0, word.length());
    }

    private static boolean marks(String rest) {
        String after = rest.strip();
        if (after.isEmpty() || after.startsWith(":")) {
            return true;
        }
        if (Character.isLetterOrDigit(rest.charAt(0)) || rest.charAt(0) == '_') {
            return false;
        }
        String words = after.replaceAll("[^\\p{L}]+", " ").strip().toLowerCase(Locale.ROOT);
        return words.isEmpty() || AFTER_MARKER.contains(words);
    }

    /** Whether there is something to undo with; if it is not clear, {@link #down} says so. */
    boolean reversible() {
        return down.filter(marker -> marker.holdsSql() || upsideDown() || CommentedDown.mayHoldSql(after(marker)))
                .isPresent();
    }

    private boolean upsideDown() {
        return up.isPresent()
                && down.isPresent()
                && down.get().start() < up.get().start();
    }

    String up() {
        check();
        up.filter(Marker::holdsSql).ifPresent(this::refuseSql);
        return down.map(marker -> file.text().substring(0, marker.start())).orElse(file.text());
    }

    /** The text of the down part, with the comment marks taken off when it is commented out as a whole. */
    String down() {
        check();
        down.filter(Marker::holdsSql).ifPresent(this::refuseSql);
        Marker marker = down.orElseThrow();
        return CommentedDown.uncomment(after(marker), file.shown(), downLine());
    }

    /** The number of the first line of the down part. */
    int downLine() {
        return down.orElseThrow().line() + 1;
    }

    private String after(Marker marker) {
        return file.text().substring(marker.end());
    }

    private void check() {
        if (upsideDown()) {
            throw Refusal.of(
                    file.shown() + ":" + up.orElseThrow().line() + ": the UP part comes after the DOWN part",
                    "put the UP part first");
        }
    }

    private void refuseSql(Marker marker) {
        throw Refusal.of(
                file.shown() + ":" + marker.line() + ": SQL in the line of the marker would never run",
                "put it into the next line");
    }

    /** What the header's {@code Dependencies} names, one by one. */
    List<String> dependencies() {
        List<String> names = new ArrayList<>();
        for (int start = 0; start < file.text().length(); start = Lines.next(file.text(), start)) {
            String line =
                    file.text().substring(start, Lines.end(file.text(), start)).strip();
            if (!line.isEmpty() && !line.startsWith("--")) {
                break;
            }
            String comment = line.replaceFirst("^--\\s*", "");
            if (comment.regionMatches(true, 0, "dependencies:", 0, "dependencies:".length())) {
                for (String name : comment.substring("dependencies:".length()).split(",", -1)) {
                    dependency(name.strip()).ifPresent(names::add);
                }
            }
        }
        return List.copyOf(names);
    }

    private static Optional<String> dependency(String text) {
        String name = text.replaceFirst("(?i)^(?:table|extension)\\s+", "")
                .replaceFirst("(?i)\\s+(?:table|extension)$", "")
                .replaceFirst("\\.$", "")
                .strip();
        boolean nothing = name.isEmpty() || Set.of("none", "n/a", "-").contains(name.toLowerCase(Locale.ROOT));
        return nothing ? Optional.empty() : Optional.of(name);
    }
}
