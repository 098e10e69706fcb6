package dev.belay.core.catalog;

import static java.util.stream.Collectors.joining;

import dev.belay.core.db.Identifier;
import java.util.List;
import java.util.Set;

/**
 * A trigger on commands rather than rows ({@code pg_event_trigger}).
 *
 * @param event such as {@code ddl_command_end}
 * @param tags the commands it is for; none named means all ({@code pg_event_trigger.evttags})
 * @param function with its schema, as SQL writes it ({@code evtfoid})
 * @param firing in which sessions ({@code evtenabled})
 */
public record EventTrigger(Head head, String event, List<String> tags, String function, Firing firing)
        implements CatalogObject {
    public EventTrigger {
        tags = List.copyOf(tags);
    }

    static EventTrigger of(Head head, Row row, Context context) {
        return new EventTrigger(head, row.text("event"), row.texts("tags"), row.text("function"), Firing.of(row));
    }

    @Override
    public String create(Set<Part> apart) {
        return "CREATE " + reference() + " ON " + Identifier.spell(event) + "\n"
                + (tags.isEmpty()
                        ? ""
                        : tags.stream().map(Identifier::literal).collect(joining(", ", "    WHEN TAG IN (", ")\n")))
                + "    EXECUTE FUNCTION " + function + "();\n"
                + (firing == Firing.ORIGIN ? "" : fires());
    }

    private String fires() {
        return "ALTER " + reference() + " " + firing.words() + ";\n";
    }

    @Override
    public void alterFrom(CatalogObject before, Comparison comparison, Alteration change) {
        if (List.of("firing").containsAll(change.definition()) && change.take("firing")) {
            change.add(fires());
        }
    }
}
