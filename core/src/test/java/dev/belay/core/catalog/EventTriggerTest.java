package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class EventTriggerTest {
    @EveryMajor
    void eventTriggersAreCopiedWithTagsAndState(TestDatabase database) {
        String seventeen = database.server().major() < 17 ? "" : """
                CREATE EVENT TRIGGER at_login ON login EXECUTE FUNCTION "My ""fn"();
                """;
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE FUNCTION "My ""fn"() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
                CREATE FUNCTION "My ""fn"(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE EVENT TRIGGER all_commands ON ddl_command_start EXECUTE FUNCTION "My ""fn"();
                CREATE EVENT TRIGGER some_commands ON ddl_command_end WHEN TAG IN ('DROP TABLE', 'CREATE TABLE')
                    EXECUTE FUNCTION "My ""fn"();
                CREATE EVENT TRIGGER "odd "" . ü" ON sql_drop EXECUTE FUNCTION "My ""fn"();
                CREATE EVENT TRIGGER off ON table_rewrite EXECUTE FUNCTION "My ""fn"();
                CREATE EVENT TRIGGER replica ON table_rewrite EXECUTE FUNCTION "My ""fn"();
                CREATE EVENT TRIGGER always ON table_rewrite EXECUTE FUNCTION "My ""fn"();
                ALTER EVENT TRIGGER off DISABLE;
                ALTER EVENT TRIGGER replica ENABLE REPLICA;
                ALTER EVENT TRIGGER always ENABLE ALWAYS;
                COMMENT ON EVENT TRIGGER some_commands IS 'some';
                """ + seventeen);

        EventTrigger some = (EventTrigger) catalog.find(ObjectId.of(ObjectType.EVENT_TRIGGER, "", "some_commands"))
                .orElseThrow();
        assertThat(some.event()).isEqualTo("ddl_command_end");
        assertThat(some.tags()).containsExactly("DROP TABLE", "CREATE TABLE");
        assertThat(some.function()).isEqualTo("public.\"My \"\"fn\"");
        assertThat(some.firing()).isEqualTo(Firing.ORIGIN);
    }
}
