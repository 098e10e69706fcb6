package dev.belay.tui.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.apply.ProgramException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script that compiles: what is loaded and called, in the order of the text. */
final class Program {
    /** How the bytes of a class name those of other snippets. */
    private static final Pattern SNIPPET = Pattern.compile("REPL/\\$JShell\\$[\\w$\u0080-\u00ff]+");

    /** Where a text calls what ends the process, unless its line is a comment. */
    private static final Pattern END =
            Pattern.compile("(?m)^(?!\\s*(?://|\\*)).*?((?:System|Runtime)\\b[^;\\n]*\\b(?:exit|halt)\\s*\\()");

    private final ScriptText script;
    private final List<Move> moves;
    private final LineTable lines;

    Program(ScriptText script, List<Move> moves, LineTable lines) {
        this.script = script;
        this.moves = List.copyOf(moves);
        this.lines = lines;
    }

    List<Move> moves() {
        return moves;
    }

    LineTable lines() {
        return lines;
    }

    /** One thing that JShell asked its engine to do. */
    sealed interface Move {
        void make(Classes classes) throws Throwable;
    }

    /** A class becomes known. Nobody compares or changes its bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Load(String name, byte[] bytes) implements Move {
        @Override
        public void make(Classes classes) {
            classes.known(name, bytes);
        }
    }

    /** A snippet is called, which begins at this offset of the script. */
    record Invoke(String className, String methodName, int offset) implements Move {
        @Override
        public void make(Classes classes) throws Throwable {
            Method method = classes.loadClass(className).getDeclaredMethod(methodName);
            method.setAccessible(true);
            try {
                method.invoke(null);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }

    /** The script ends here. */
    record Leave(int code) implements Move {
        @Override
        public void make(Classes classes) {
            throw new Exit(code);
        }
    }

    /** The classes of the snippets, above those of Belay. */
    static final class Classes extends ClassLoader {
        private final Map<String, byte[]> known = new HashMap<>();

        Classes() {
            super(Program.class.getClassLoader());
        }

        private void known(String name, byte[] bytes) {
            known.put(name, bytes);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = known.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /**
     * Runs it on this thread, to its end or its first exception.
     *
     * @return the exit code that the script asked for, or 0
     * @throws dev.belay.core.BelayException that names the line of the script
     */
    int run() {
        try {
            follow();
            return 0;
        } catch (Thrown e) {
            if (e.cause() instanceof Exit exit) {
                return exit.code();
            }
            throw fall().of(e.cause(), e.offset());
        }
    }

    /** The same for a data migration. */
    void migrate() throws ProgramException {
        try {
            follow();
        } catch (Thrown e) {
            SQLException said = e.cause() instanceof SQLException direct
                    ? direct
                    : Contention.in(e.cause()).orElse(null);
            if (said != null) {
                int line = fall().line(said, e.offset());
                throw new ProgramException(script.name(), line, Secrets.hidden(script.lineText(line)), said);
            }
            throw fall().of(e.cause(), e.offset());
        }
    }

    private void follow() throws Thrown {
        Classes classes = new Classes();
        int offset = 0;
        try {
            for (Move move : moves) {
                offset = move instanceof Invoke invoke ? invoke.offset() : offset;
                move.make(classes);
            }
        } catch (Throwable e) {
            throw new Thrown(e instanceof Batches.Carried carried ? carried.thrown() : e, offset);
        }
    }

    /** What came out of a script, and where the snippet begins that was running. */
    private static final class Thrown extends Exception {
        private final transient Throwable thrown;
        private final int offset;

        Thrown(Throwable thrown, int offset) {
            super(null, null, false, false);
            this.thrown = thrown;
            this.offset = offset;
        }

        Throwable cause() {
            return thrown;
        }

        int offset() {
            return offset;
        }
    }

    /**
     * Refuses what would end the whole process.
     *
     * @param way how such a text ends instead
     */
    void requireNoEnd(String way) {
        if (moves.stream().anyMatch(move -> move instanceof Load load && Endings.in(load.bytes()))) {
            Matcher call = END.matcher(script.text());
            throw script.wrong(
                    call.find() ? call.start(1) : 0,
                    "this would end Belay itself, in the middle of what it does: " + way);
        }
    }

    private Fall fall() {
        return new Fall(script, lines);
    }

    /** Whether what runs of it, calls of its own methods followed, reaches this class. */
    boolean reaches(Class<?> target) {
        Map<String, String> known = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        for (Move move : moves) {
            if (move instanceof Load load) {
                known.put(asWritten(load.name()), new String(load.bytes(), ISO_8859_1));
            } else if (move instanceof Invoke invoke) {
                open.add(asWritten(invoke.className()));
            }
        }
        String wanted = target.getName().replace('.', '/');
        while (!open.isEmpty()) {
            // Seen once is enough.
            String bytes = known.remove(open.remove());
            if (bytes != null && bytes.contains(wanted)) {
                return true;
            }
            Matcher called = SNIPPET.matcher(bytes == null ? "" : bytes);
            while (called.find()) {
                open.add(called.group().replace('/', '.'));
            }
        }
        return false;
    }

    /** A name as the bytes of a class have it, each byte a character. */
    private static String asWritten(String name) {
        return new String(name.getBytes(UTF_8), ISO_8859_1);
    }
}
