package dev.belay.backup.restore;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.script.Script;
import dev.belay.core.script.Statement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts a dump in plain SQL into portions of whole statements, of which none is large, and gives out the rows of a COPY as
 * they come. Only the lexer knows where a statement ends: lines that could end one are tried.
 */
final class DumpReader {
    private static final int PORTION = 1 << 14;
    private static final Pattern COPY = Pattern.compile("(?is)COPY\\s.*\\sFROM\\s+STDIN\\b[^;]*;\\s*");
    /** What changes how the texts behind it are read. */
    private static final Pattern READING =
            Pattern.compile("(?is)SET\\s+(?:client_encoding|standard_conforming_strings)\\b.*;\\s*");

    /** What pg_dump writes first and last; so far from the beginning at most. */
    private static final Pattern HEAD = Pattern.compile("-- PostgreSQL database (cluster )?dump\\s*");

    private static final Pattern END = Pattern.compile("-- PostgreSQL database (cluster )?dump complete\\s*");
    private static final int HEADLINES = 20;

    private static final String STRINGS_OFF = "SET standard_conforming_strings = off;";

    private final String name;
    private final LineInput in;
    private final ByteArrayOutputStream portion = new ByteArrayOutputStream();
    private int firstLine = 1;
    private boolean cut;

    DumpReader(String name, LineInput in) {
        this.name = name;
        this.in = in;
    }

    /** Statements, the last of which may be a COPY whose rows come next. */
    record Portion(List<Statement> statements, boolean rowsFollow) {}

    /**
     * The next portion; empty at the end.
     *
     * @param charset of the texts, which a statement before may have changed
     * @param standardStrings whether a backslash in a literal stands for itself, likewise
     */
    Optional<Portion> next(Charset charset, boolean standardStrings) throws IOException {
        int enough = PORTION;
        while (true) {
            byte[] text = in.readLine();
            if (text.length == 0) {
                return last(charset, standardStrings);
            }
            if (text[0] == '-') {
                remark(new String(text, StandardCharsets.ISO_8859_1));
            }
            if (text[0] == '\\') {
                refuseCommand(text, charset, standardStrings);
            }
            portion.write(text);
            if (portion.size() > LineInput.LONGEST) {
                throw LineInput.endless(name + ":" + firstLine + ": a statement does not end");
            }
            if (!LineInput.endsStatement(text)) {
                continue;
            }
            String shown = new String(text, charset);
            boolean copy = COPY.matcher(shown).matches();
            boolean reading = READING.matcher(shown).matches();
            if (copy || reading || portion.size() >= enough) {
                Optional<Portion> whole = tried(copy, charset, standardStrings);
                if (whole.isPresent()) {
                    return whole;
                }
                enough = copy || reading ? enough : portion.size() * 2;
            }
        }
    }

    private Optional<Portion> last(Charset charset, boolean standardStrings) {
        if (portion.size() == 0) {
            return Optional.empty();
        }
        Portion rest = new Portion(parse("", charset, standardStrings), false);
        taken();
        return Optional.of(rest);
    }

    private Optional<Portion> tried(boolean copy, Charset charset, boolean standardStrings) {
        try {
            List<Statement> statements = parse(copy ? "\\.\n" : "", charset, standardStrings);
            boolean rows = !statements.isEmpty()
                    && statements.get(statements.size() - 1).kind() == Statement.Kind.COPY
                    && copy;
            if (copy && !rows) {
                return Optional.empty();
            }
            taken();
            return Optional.of(new Portion(statements, rows));
        } catch (BelayException unfinished) {
            // The line looked like an end, but is within a literal or a body.
            return Optional.empty();
        }
    }

    private void remark(String line) {
        if (in.line() <= HEADLINES && HEAD.matcher(line).matches()) {
            cut = true;
        } else if (END.matcher(line).matches()) {
            cut = false;
        }
    }

    /** A dump that says where it begins says where it ends too: cut off between two statements, nothing else would tell. */
    void requireEnd() {
        if (cut) {
            throw new BelayException(
                    Kind.INTEGRITY,
                    name + ":" + in.line() + ": the dump ends before the line that says that it is complete",
                    "it is cut off: use another copy of it");
        }
    }

    /** What psql would do by itself is refused at once, and not at the end of the file. */
    private void refuseCommand(byte[] text, Charset charset, boolean standardStrings) {
        Optional<Script> before = whole(charset, standardStrings);
        if (before.isPresent()) {
            Script.parse(name, in.line(), new String(text, charset));
        }
    }

    private Optional<Script> whole(Charset charset, boolean standardStrings) {
        try {
            return Optional.of(Script.parse(name, prefixed(portion.toString(charset), standardStrings)));
        } catch (BelayException unfinished) {
            return Optional.empty();
        }
    }

    private List<Statement> parse(String end, Charset charset, boolean standardStrings) {
        String text = prefixed(portion.toString(charset) + end, standardStrings);
        List<Statement> statements = Script.parse(name, firstLine, text).executable();
        return standardStrings ? statements : statements.subList(1, statements.size());
    }

    private static String prefixed(String text, boolean standardStrings) {
        return standardStrings ? text : STRINGS_OFF + text;
    }

    /** Where the next portion begins, after rows were read. */
    void rowsRead() {
        firstLine = in.line() + 1;
    }

    private void taken() {
        portion.reset();
        firstLine = in.line() + 1;
    }
}
