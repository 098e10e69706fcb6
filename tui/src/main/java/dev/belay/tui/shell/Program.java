package dev.belay.tui.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** A script that compiles: what is loaded and called, in the order of the text. */
final class Program implements AutoCloseable {
    private final ScriptText script;
    private final List<Move> moves;
    private final JShell shell;
    private final Map<Snippet, Integer> starts;

    Program(ScriptText script, List<Move> moves, JShell shell, Map<Snippet, Integer> starts) {
        this.script = script;
        this.moves = List.copyOf(moves);
        this.shell = shell;
        this.starts = starts;
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
        private final Map<String, byte[]> known = new java.util.HashMap<>();

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
        Classes classes = new Classes();
        int offset = 0;
        try {
            for (Move move : moves) {
                offset = move instanceof Invoke invoke ? invoke.offset() : offset;
                move.make(classes);
            }
            return 0;
        } catch (Exit e) {
            return e.code();
        } catch (Throwable e) {
            throw new Fall(script, shell.sourceCodeAnalysis(), starts).of(e, offset);
        }
    }

    @Override
    public void close() {
        shell.close();
    }
}
