package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WarmUpTest {
    @Test
    void itGoesThroughEveryCommonKind() {
        Catalog catalog = WarmUp.once();

        assertThat(catalog.missing()).isEmpty();
        assertThat(catalog.objects().keySet())
                .extracting(ObjectId::type)
                .contains(
                        ObjectType.TABLE,
                        ObjectType.INDEX,
                        ObjectType.CONSTRAINT,
                        ObjectType.FOREIGN_KEY,
                        ObjectType.SEQUENCE,
                        ObjectType.VIEW,
                        ObjectType.FUNCTION,
                        ObjectType.TRIGGER,
                        ObjectType.DOMAIN);
        assertThat(SchemaScript.of(catalog))
                .contains(
                        "CREATE TABLE app.person",
                        "CREATE INDEX person_lower_idx ON app.person USING btree (lower(name))");
    }
}
