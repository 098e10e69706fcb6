package dev.belay.tui.console;

import dev.belay.tui.screen.Canvas;
import dev.belay.tui.screen.Feed;
import dev.belay.tui.screen.Line;
import dev.belay.tui.screen.ListAndDetail;
import dev.belay.tui.screen.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A list with what is to be known of the selected row; or why there is none. */
final class Pane<T> {
    private final Deck deck;
    private final ListAndDetail<T> list;
    private final Face<T> face;

    Pane(Deck deck, TableView<T> table, Face<T> face) {
        this.deck = deck;
        this.list = new ListAndDetail<>(table);
        this.face = face;
    }

    /**
     * What is said of one row.
     *
     * @param about by which it is known: when it is another, its detail begins at the top
     * @param label above the detail
     * @param detail at a width in cells
     * @param copied what is wanted by whoever copies it
     */
    record Face<T>(
            Function<T, String> about,
            Function<T, String> label,
            BiFunction<T, Integer, List<Line>> detail,
            Function<T, String> copied) {
        /** One that has one name for everything. */
        static <T> Face<T> named(Function<T, String> name, BiFunction<T, Integer, List<Line>> detail) {
            return new Face<>(name, name, detail, name);
        }
    }

    ListAndDetail<T> list() {
        return list;
    }

    TableView<T> table() {
        return list.table();
    }

    Optional<T> selected() {
        return list.selected();
    }

    /** Of the selected row; empty where there is none. */
    String copied() {
        return selected().map(face.copied).orElse("");
    }

    /**
     * Draws it.
     *
     * @param feed where the rows come from: while it has no answer, that is said
     * @param unselected what is said where no row is selected, below what is wrong with the feed
     */
    void draw(Canvas canvas, String title, Optional<Feed<?>> feed, List<Line> unselected) {
        int width = list.detailWidth(canvas);
        list.draw(
                canvas,
                title,
                selected().map(face.about).orElse(""),
                selected().map(face.label).orElse("nothing selected"),
                selected().map(row -> face.detail.apply(row, width)).orElseGet(() -> reasons(feed, unselected, width)));
        // Over the names of the columns, where there are rows below them.
        int y = table().total() == 0 ? 2 : 1;
        feed.flatMap(deck::state)
                .ifPresent(line -> canvas.part(2, y, canvas.width() - 4, 1).put(0, 0, line));
    }

    private static List<Line> reasons(Optional<Feed<?>> feed, List<Line> unselected, int width) {
        List<Line> lines = new ArrayList<>();
        feed.flatMap(Feed::trouble)
                .ifPresent(why -> lines.addAll(Line.of(Deck.words(why)).folded(width)));
        lines.addAll(Line.folded(unselected, width));
        return lines;
    }
}
