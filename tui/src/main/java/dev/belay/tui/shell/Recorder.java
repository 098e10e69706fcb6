package dev.belay.tui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * What JShell believes runs its snippets: it keeps what it is given, and runs nothing. So a script is compiled once, and
 * whole, before its first statement runs.
 */
final class Recorder implements ExecutionControl, ExecutionControlProvider {
    private final List<Program.Move> moves = new ArrayList<>();
    private int offset;

    /** What comes now is of the snippet that begins there. */
    void at(int start) {
        offset = start;
    }

    List<Program.Move> moves() {
        return moves;
    }

    /** What is not compiled, but is a part of the script. */
    void exit(int code) {
        moves.add(new Program.Leave(code));
    }

    @Override
    public String name() {
        return "belay-recorder";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return this;
    }

    @Override
    public void load(ClassBytecodes[] classes) {
        for (ClassBytecodes one : classes) {
            moves.add(new Program.Load(one.name(), one.bytecodes()));
        }
    }

    @Override
    public String invoke(String className, String methodName) {
        moves.add(new Program.Invoke(className, methodName, offset));
        return "";
    }

    /** As all engines that share our process: JShell then makes new classes of what it would have changed. */
    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        throw new NotImplementedException("redefine");
    }

    @Override
    public String varValue(String className, String name) {
        return "";
    }

    @Override
    public void addToClasspath(String path) {}

    @Override
    public void stop() {}

    @Override
    public Object extensionCommand(String command, Object argument) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public void close() {}
}
