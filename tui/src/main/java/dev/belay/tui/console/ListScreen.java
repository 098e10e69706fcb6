package dev.belay.tui.console;

import dev.belay.tui.screen.Action;
import dev.belay.tui.screen.TableView;
import dev.belay.tui.screen.View;
import dev.belay.tui.terminal.Input;
import java.util.List;
import java.util.Optional;

/** A screen that is a list, or one of several: keys, mouse, filter, export and copies are about that. */
abstract class ListScreen implements View {
    private final String name;
    private final String purpose;

    ListScreen(String name, String purpose) {
        this.name = name;
        this.purpose = purpose;
    }

    /** The list that is seen. */
    abstract Pane<?> pane();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String purpose() {
        return purpose;
    }

    @Override
    public abstract List<Action> actions();

    @Override
    public final boolean take(String key) {
        return pane().list().take(key);
    }

    @Override
    public final void press(Input.Mouse mouse) {
        pane().list().press(mouse);
    }

    @Override
    public final Optional<TableView<?>> table() {
        return Optional.of(pane().table());
    }

    @Override
    public final String copied() {
        return pane().copied();
    }
}
