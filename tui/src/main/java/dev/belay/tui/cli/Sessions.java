package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.shell.Bench;
import dev.belay.tui.shell.Verbs;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** What scripts and the shell have in common: how they reach the command line, and what they may do in a protected place. */
final class Sessions {
    private static final Set<String> WHOLE_TERMINAL = Set.of("shell", "tui");

    private final Station station;
    private final Function<Station, List<Verb>> verbs;
    private final Common common;
    private final Consent consent;

    Sessions(Station station, Function<Station, List<Verb>> verbs, Common common, Consent consent) {
        this.station = station;
        this.verbs = verbs;
        this.common = common;
        this.consent = consent;
    }

    Bench open(Invocation now, PrintWriter out, List<String> arguments) {
        return new Bench(new Bench.Tools(
                now.toolkit(),
                verbs(now, out),
                arguments,
                out,
                new dev.belay.tui.report.Page(out, now.data().style()),
                now.messages(),
                whetherReadOnly(now)));
    }

    /** Asked when something is first sent: a script that sends nothing needs no database, unless one is named for it. */
    private BooleanSupplier whetherReadOnly(Invocation now) {
        if (consent.given() || common.names()) {
            boolean only = readOnly(now);
            return () -> only;
        }
        return new BooleanSupplier() {
            private Optional<Boolean> only = Optional.empty();

            @Override
            public synchronized boolean getAsBoolean() {
                only = only.or(() -> Optional.of(readOnly(now)));
                return only.get();
            }
        };
    }

    /** As with {@code belay sql}: a protected environment is only looked at, unless its name is typed. */
    private boolean readOnly(Invocation now) {
        if (!now.where().guarded()) {
            return false;
        }
        if (consent.given()) {
            consent.environment(now, "run a session");
            return false;
        }
        now.note("environment \"" + now.where().environment().orElse("")
                + "\" is protected: sql() only reads, unless its name is given with --confirm");
        return true;
    }

    private Verbs verbs(Invocation now, PrintWriter out) {
        return (words, bench) -> {
            requireFreeTerminal(words.get(0), bench);
            Station inside = new Station(
                    station.folder(),
                    station.surroundings(),
                    new Person(station.console(), bench.answers().orElse(station.console()::answer)),
                    signals(bench),
                    station.clock(),
                    station.servers(),
                    station.programs());
            return new CommandLineFace(verbs.apply(inside), out, now.err()).run(words(words));
        };
    }

    private Station.SignalSource signals(Bench bench) {
        return new Station.SignalSource() {
            @Override
            public boolean on(String name, Runnable action) {
                return bench.interrupts().on(name, action);
            }

            @Override
            public void end(int exitCode) {
                if (bench.answers().isPresent()) {
                    // JShell has the terminal, and gives it back only where it ends itself.
                    bench.interrupts().notHeard();
                } else {
                    station.signals().end(exitCode);
                }
            }
        };
    }

    /** JShell reads the keys of its terminal, and takes them from whoever else would. */
    private static void requireFreeTerminal(String verb, Bench bench) {
        if (bench.answers().isPresent() && WHOLE_TERMINAL.contains(verb)) {
            throw new BelayException(
                    Kind.USAGE, "\"" + verb + "\" needs the terminal, and the shell has it", "/exit leaves the shell");
        }
    }

    private String[] words(List<String> verb) {
        List<String> words = new ArrayList<>();
        words.add(verb.get(0));
        words.addAll(common.place());
        words.addAll(verb.subList(1, verb.size()));
        return words.toArray(String[]::new);
    }

    /** The one who sits at the terminal, whose lines may come another way. */
    private record Person(Console console, Supplier<Optional<String>> lines) implements Console {
        @Override
        public boolean answers() {
            return console.answers();
        }

        @Override
        public Optional<String> answer() {
            return lines.get();
        }

        @Override
        public boolean showsData() {
            return console.showsData();
        }

        @Override
        public boolean showsMessages() {
            return console.showsMessages();
        }

        @Override
        public boolean unicode() {
            return console.unicode();
        }

        @Override
        public int width() {
            return console.width();
        }

        @Override
        public InputStream input() {
            return console.input();
        }
    }
}
