package dev.belay.tui.cli;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.tui.Toolkit;
import dev.belay.tui.console.FullScreen;
import dev.belay.tui.console.Stage;
import dev.belay.tui.report.Style;
import dev.belay.tui.screen.Signs;
import dev.belay.tui.terminal.Colors;
import picocli.CommandLine.Model.CommandSpec;

/** The full-screen console. Nothing of it is loaded by any other verb. */
public final class TuiCommand implements Command {
    private final Station station;
    private final Common common = new Common();
    private final Flag readOnly = new Flag("--read-only", "Change nothing; the server refuses it too.");
    private final Flag mouse =
            new Flag("--mouse", "Take clicks and the wheel; the terminal then cannot select text by itself.");

    public TuiCommand(Station station) {
        this.station = station;
    }

    @Override
    public CommandSpec spec() {
        return Syntax.of(this, "tui", "Show everything on a full screen: migrations, runs, backups, checks, sessions.")
                .with(common, readOnly, mouse)
                .exitCodes(ExitCodes.OK, ExitCodes.USAGE, ExitCodes.INTERRUPTED)
                .spec();
    }

    @Override
    public Integer call() {
        return common.run(station, now -> {
            if (!station.console().answers() || !station.console().showsData()) {
                throw new BelayException(
                        Kind.USAGE,
                        "belay tui needs a terminal that can do more than lines",
                        "every verb does its part without one: belay status, belay up, belay backup; see belay help");
            }
            return readOnly.given() ? reading(now) : show(now, now.toolkit());
        });
    }

    private int reading(Invocation now) {
        try (Toolkit toolkit = now.toolkit().reading()) {
            return show(now, toolkit);
        }
    }

    private int show(Invocation now, Toolkit toolkit) {
        Style style = now.data().style();
        Stage stage = new Stage(
                station.folder(),
                station.surroundings(),
                (name, action) -> station.signals().on(name, action),
                station.clock(),
                style.color() ? Colors.of(station.surroundings().variables()) : Colors.NONE,
                new Signs(style.unicode()),
                mouse.given(),
                readOnly.given(),
                now::log);
        return FullScreen.run(toolkit, stage);
    }
}
