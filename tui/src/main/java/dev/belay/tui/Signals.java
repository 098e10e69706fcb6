package dev.belay.tui;

import dev.belay.tui.cli.Station;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Signals of the operating system. By reflection, because the compiler's warning about this class cannot be silenced. */
public final class Signals {
    private Signals() {}

    /**
     * Runs an action, on a thread of its own, whenever the signal arrives, instead of what the platform does by itself.
     *
     * @param name without SIG, such as {@code INT}
     * @return whether there is such a signal and it may be handled here
     */
    public static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler run = (proxy, method, arguments) -> call(proxy, method, arguments, action);
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, run));
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Leaves a signal to the operating system again: it ends the process. */
    static void usual(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            handler.getField("SIG_DFL").get(null));
        } catch (ReflectiveOperationException ignored) {
            // Then nobody has taken it from the operating system either.
        }
    }

    /** Those of this process. */
    static Station.SignalSource ofThisProcess() {
        return new Station.SignalSource() {
            @Override
            public boolean on(String name, Runnable action) {
                return Signals.on(name, action);
            }

            @Override
            public void usual(String name) {
                Signals.usual(name);
            }
        };
    }

    private static Object call(Object proxy, Method method, Object[] arguments, Runnable action) {
        switch (method.getName()) {
            case "handle" -> action.run();
            case "equals" -> {
                return proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {}
        }
        return "handler";
    }
}
