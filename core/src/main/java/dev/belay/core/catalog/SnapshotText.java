package dev.belay.core.catalog;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A schema as a text file for version control: a block per object, a line per fact, always in the same order, and a
 * checksum that tells whether anything in it was changed by hand.
 *
 * <pre>
 * belay schema snapshot 1
 * fingerprint pg15:…
 * checksum …
 *
 * table app.users
 *   column email: type = text
 *   comment =
 *     |two
 *     |lines
 * </pre>
 */
public final class SnapshotText {
    private static final String TITLE = "belay schema snapshot ";
    private static final String VERSION = "1";
    private static final String FINGERPRINT = "fingerprint ";
    /** The fingerprint leaves out the order of columns, and may not be all there is to say of a file. */
    private static final String CHECKSUM = "checksum ";

    /** As many lines as the head has, with the marks of a merge. */
    private static final int HEADER = 8;

    private static final String CONFLICT = "<<<<<<< ";

    private static final String FACT = "  ";
    private static final String LINE = "    |";

    private SnapshotText() {}

    public static String of(Described schema) {
        StringBuilder text = new StringBuilder();
        try {
            write(schema, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    public static void write(Described schema, Appendable out) throws IOException {
        out.append(TITLE + VERSION + "\n");
        out.append(FINGERPRINT + Fingerprint.of(schema) + "\n");
        out.append(CHECKSUM + Fingerprint.exactly(schema).hex() + "\n");
        for (Map.Entry<ObjectId, SortedMap<String, String>> object :
                schema.objects().entrySet()) {
            out.append("\n" + ObjectKey.of(object.getKey()) + "\n");
            for (Map.Entry<String, String> fact : object.getValue().entrySet()) {
                write(fact.getKey(), fact.getValue(), out);
            }
        }
    }

    private static void write(String name, String value, Appendable out) throws IOException {
        // The first " = " ends the name, so a name has none of its own.
        out.append(FACT + ObjectKey.escape(name).replace("=", "\\e") + " =");
        if (!value.isEmpty() && value.strip().equals(value) && value.chars().noneMatch(Character::isISOControl)) {
            out.append(" " + value + "\n");
            return;
        }
        out.append("\n");
        for (String line : value.split("\n", -1)) {
            out.append(LINE + line + "\n");
        }
    }

    /** Whether a text begins as a snapshot does, or has the lines that only a snapshot has. */
    public static boolean recognises(String text) {
        return text.startsWith(TITLE)
                || text.lines()
                        .limit(HEADER)
                        .anyMatch(line -> line.startsWith(FINGERPRINT + "pg") || line.startsWith(CHECKSUM));
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param name of the file, for what is said if it cannot be read
     * @throws BelayException with the number of the line that is wrong
     */
    public static Described read(String name, String text) {
        return new Reading(name, text).read();
    }

    /** One reading of a file, line by line. */
    private static final class Reading {
        private final String name;
        private final String[] lines;
        private final SortedMap<ObjectId, SortedMap<String, String>> objects = new TreeMap<>();
        private Optional<SortedMap<String, String>> facts = Optional.empty();
        private int at;

        Reading(String name, String text) {
            this.name = name;
            // Some tools of version control turn every line end into two characters.
            boolean twofold = text.startsWith("\r\n", TITLE.length() + VERSION.length());
            this.lines = (twofold ? text.replace("\r\n", "\n") : text).split("\n", -1);
        }

        Described read() {
            if (!line().equals(TITLE + VERSION)) {
                throw line().startsWith(TITLE)
                        ? unknown(line().substring(TITLE.length()))
                        : damaged("'" + TITLE + VERSION + "' is expected");
            }
            at++;
            Fingerprint fingerprint = Optional.of(line())
                    .filter(line -> line.startsWith(FINGERPRINT))
                    .flatMap(line -> Fingerprint.parse(line.substring(FINGERPRINT.length())))
                    .orElseThrow(() -> damaged("a fingerprint is expected"));
            at++;
            String checksum = line();
            at++;
            while (at < lines.length) {
                readLine();
            }
            Described schema = new Described(fingerprint.major(), objects);
            at = 2;
            if (!checksum.equals(CHECKSUM + Fingerprint.exactly(schema).hex())) {
                throw damaged("the checksum is not that of the objects below");
            }
            at = 1;
            if (!fingerprint.equals(Fingerprint.of(schema))) {
                throw damaged("the fingerprint is not that of the objects below");
            }
            return schema;
        }

        private String line() {
            return at < lines.length ? lines[at] : "";
        }

        private void readLine() {
            if (line().startsWith(FACT)) {
                readFact();
            } else if (!line().isEmpty()) {
                ObjectId id = ObjectKey.parse(line()).orElseThrow(() -> damaged("the name of an object is expected"));
                SortedMap<String, String> empty = new TreeMap<>();
                if (objects.put(id, empty) != null) {
                    throw damaged("the object is there twice");
                }
                facts = Optional.of(empty);
                at++;
            } else {
                facts = Optional.empty();
                at++;
            }
        }

        private void readFact() {
            SortedMap<String, String> known =
                    facts.orElseThrow(() -> damaged("the name of an object is expected before its facts"));
            String line = line();
            int end = line.indexOf(" =");
            if (end < 0) {
                throw damaged("a fact is expected, as in 'name = value'");
            }
            String fact = ObjectKey.unescape(line.substring(FACT.length(), end));
            if (known.containsKey(fact)) {
                throw damaged("the fact is there twice");
            }
            known.put(fact, readValue(line.substring(end + 2)));
        }

        private String readValue(String rest) {
            if (!rest.isEmpty() && !rest.startsWith(" ")) {
                throw damaged("a space is expected before the value");
            }
            at++;
            return rest.isEmpty() ? readBlock() : rest.substring(1);
        }

        private String readBlock() {
            StringBuilder block = new StringBuilder();
            int begin = at;
            while (line().startsWith(LINE)) {
                block.append(at == begin ? "" : "\n").append(line().substring(LINE.length()));
                at++;
            }
            if (at == begin) {
                throw damaged("a line of the value is expected, after '" + LINE + "'");
            }
            return block.toString();
        }

        private BelayException unknown(String format) {
            return BelayException.in(
                    new Spot(name, at + 1),
                    Kind.INTEGRITY,
                    "not a snapshot of a schema: the format '" + format + "' is not known to this version",
                    "a later version of Belay may know it; or write it anew");
        }

        private BelayException damaged(String what) {
            if (line().startsWith(CONFLICT)) {
                return BelayException.in(
                        new Spot(name, at + 1),
                        Kind.INTEGRITY,
                        "a merge has not been finished: there are two versions from here on",
                        "apply the migrations of both, and let belay snapshot write it anew");
            }
            return BelayException.in(
                    new Spot(name, at + 1),
                    Kind.INTEGRITY,
                    "not a snapshot of a schema: " + what,
                    "write it anew, or take it from version control");
        }
    }
}
