package dev.belay.core.apply;

import dev.belay.core.apply.Hooks.Point;
import dev.belay.core.migration.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run would do around its migrations: a hook of the project, or a script of its convention.
 *
 * @param at the key of {@code belay.yaml}; {@code bootstrap} and {@code onabort} for those of a convention
 * @param name the file, or the command without its arguments, which may be secrets
 * @param sql whether it is SQL, or else a command
 */
public record PlannedHook(String at, String name, boolean sql) {
    private static final List<Point> UP =
            List.of(Point.BEFORE_UP, Point.BEFORE_EACH, Point.AFTER_EACH, Point.AFTER_UP, Point.ON_FAILURE);
    private static final List<Point> DOWN =
            List.of(Point.BEFORE_DOWN, Point.BEFORE_EACH, Point.AFTER_EACH, Point.AFTER_DOWN, Point.ON_FAILURE);

    /** In the order of a run. */
    static List<PlannedHook> of(Direction direction, Hooks hooks, ConventionScripts scripts) {
        List<PlannedHook> planned = new ArrayList<>();
        if (direction == Direction.UP) {
            hooks.precaution()
                    .ifPresent(first -> planned.add(new PlannedHook(Point.BEFORE_UP.key(), first.name(), false)));
        }
        scripts.bootstrap().ifPresent(script -> planned.add(new PlannedHook("bootstrap", script.name(), true)));
        for (Point point : direction == Direction.UP ? UP : DOWN) {
            if (point == Point.ON_FAILURE) {
                scripts.onAbort().ifPresent(script -> planned.add(new PlannedHook("onabort", script.name(), true)));
            }
            hooks.at(point).forEach(hook -> planned.add(new PlannedHook(point.key(), hook.name(), hook.isSql())));
        }
        return planned;
    }

    /** Whether it runs once for each migration. */
    public boolean each() {
        return at.equals(Point.BEFORE_EACH.key()) || at.equals(Point.AFTER_EACH.key());
    }
}
