package dev.belay.core.convention;

import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.Nearest;
import java.util.List;

/** The conventions by name: to add one, write its class and name it here. */
public final class Conventions {
    public static final List<String> NAMES = List.of("mybatis", "sections", "prisma", "plain", "flyway");

    private Conventions() {}

    /** The convention of this name, for one project in one environment. */
    public static Convention of(String name, ConventionSettings settings) {
        return switch (name) {
            case "mybatis" -> new MyBatis(settings);
            case "sections" -> new Sections(settings);
            case "prisma" -> new Prisma(settings);
            case "plain" -> new Plain(settings);
            case "flyway" -> new Flyway(settings);
            default ->
                throw new BelayException(Kind.USAGE, "unknown convention \"" + name + "\"", Nearest.hint(name, NAMES));
        };
    }
}
