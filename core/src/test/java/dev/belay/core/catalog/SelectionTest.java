package dev.belay.core.catalog;

import static dev.belay.core.catalog.ObjectType.CONSTRAINT;
import static dev.belay.core.catalog.ObjectType.EXTENSION;
import static dev.belay.core.catalog.ObjectType.FOREIGN_KEY;
import static dev.belay.core.catalog.ObjectType.FUNCTION;
import static dev.belay.core.catalog.ObjectType.INDEX;
import static dev.belay.core.catalog.ObjectType.POLICY;
import static dev.belay.core.catalog.ObjectType.ROW_SECURITY;
import static dev.belay.core.catalog.ObjectType.RULE;
import static dev.belay.core.catalog.ObjectType.SCHEMA;
import static dev.belay.core.catalog.ObjectType.SEQUENCE;
import static dev.belay.core.catalog.ObjectType.TABLE;
import static dev.belay.core.catalog.ObjectType.TRIGGER;
import static dev.belay.core.catalog.ObjectType.VIEW;
import static dev.belay.core.catalog.Thing.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionTest {
    private static final Catalog CATALOG = new Catalog(
            15,
            List.of(
                    Thing.of(ObjectId.of(SCHEMA, "", "app")),
                    Thing.of(ObjectId.of(SCHEMA, "", "log")),
                    Thing.of(ObjectId.of(EXTENSION, "", "hstore")),
                    Thing.of(FUNCTION, "f"),
                    Thing.of(TABLE, "users"),
                    Thing.of(SEQUENCE, "users_id_seq", id(TABLE, "users")),
                    Thing.of(SEQUENCE, "free"),
                    Thing.of(INDEX, "users_name", id(TABLE, "users")),
                    Thing.of(new ObjectId(CONSTRAINT, "app", "users_pkey", "users"), id(TABLE, "users")),
                    Thing.of(new ObjectId(TRIGGER, "app", "touch", "users"), id(FUNCTION, "f")),
                    Thing.of(new ObjectId(RULE, "app", "keep", "users")),
                    Thing.of(new ObjectId(POLICY, "app", "own", "users")),
                    Thing.of(ROW_SECURITY, "users"),
                    Thing.of(TABLE, "orders"),
                    Thing.of(
                            new ObjectId(FOREIGN_KEY, "app", "orders_user", "orders"),
                            id(TABLE, "users"),
                            id(TABLE, "orders")),
                    Thing.of(VIEW, "busy", id(FUNCTION, "f")),
                    Thing.of(ObjectId.of(TABLE, "log", "user_log"), id(FUNCTION, "f")),
                    Thing.of(ObjectId.of(TABLE, "log", "users"))));

    @Test
    void everythingIsEverything() {
        assertThat(CATALOG.only(Selection.EVERYTHING).objects()).isEqualTo(CATALOG.objects());
    }

    @Test
    void aTableBringsWhatHangsOnItAndNothingElse() {
        assertThat(chosen(Selection.EVERYTHING.table("app.users")))
                .containsExactlyInAnyOrder(
                        "users", "users_id_seq", "users_name", "users_pkey", "touch", "keep", "own", "users");
    }

    @Test
    void aForeignKeyBelongsToTheTableThatRefers() {
        assertThat(chosen(Selection.EVERYTHING.table("orders"))).containsExactlyInAnyOrder("orders", "orders_user");
    }

    @Test
    void aPatternWithoutASchemaMeansEverySchema() {
        assertThat(chosen(Selection.EVERYTHING.table("*_log").table("log.u*"))).containsOnly("user_log", "users");
        assertThat(chosen(Selection.EVERYTHING.table("free"))).containsExactly("free");
    }

    @Test
    void aSchemaBringsWhatIsInItAndNothingThatIsInNone() {
        assertThat(chosen(Selection.EVERYTHING.schema("log"))).containsExactlyInAnyOrder("log", "user_log", "users");
    }

    @Test
    void aSchemaLeftOutLeavesWhatIsInNone() {
        assertThat(chosen(Selection.EVERYTHING.withoutSchema("app")))
                .containsExactlyInAnyOrder("log", "hstore", "user_log", "users");
    }

    @Test
    void aTableLeftOutTakesAlongWhatHangsOnIt() {
        assertThat(chosen(Selection.EVERYTHING.schema("app").withoutTable("users")))
                .containsExactlyInAnyOrder("app", "f", "free", "orders", "orders_user", "busy");
    }

    @Test
    void namedTablesOutrankSchemasButNotTablesLeftOut() {
        Selection selection = Selection.EVERYTHING
                .schema("app")
                .withoutSchema("log")
                .table("log.*")
                .withoutTable("*_log");

        assertThat(chosen(selection)).containsExactly("users");
    }

    @Test
    void whatIsLeftOutStillDecidesTheOrder() {
        Catalog catalog = new Catalog(
                15,
                List.of(
                        Thing.of(TABLE, "a", id(FUNCTION, "f")),
                        Thing.of(FUNCTION, "f", id(VIEW, "z")),
                        Thing.of(VIEW, "z")));

        CreationOrder order = CreationOrder.of(catalog.only(Selection.EVERYTHING.table("*")));

        assertThat(order.steps()).extracting(step -> step.object().id().name()).containsExactly("z", "a");
        assertThat(order.steps().get(1).needs()).containsExactly(0);
    }

    @Test
    void aPatternThatMeansNothingThereIsNamed() {
        assertThat(Selection.EVERYTHING
                        .schema("ap?")
                        .schema("nope")
                        .table("user")
                        .unmatched(CATALOG))
                .containsExactly("nope", "user");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "users; users; true",
                "USERS; users; true",
                "\"USERS\"; users; false",
                "\"USERS\"; USERS; true",
                "u*; users; true",
                "\"u*\"; users; false",
                "\"u*\"; u*; true",
                "user?; users; true",
                "user; users; false",
                "(users|orders); orders; true",
                "t[0-9]+; t42; true",
                "a$b; a$b; true",
                "\"a\"\"b\"; a\"b; true",
                "\"a.b\"; a.b; true",
                "app.users; users; true",
                "log.users; users; false",
                "a*.u*; users; true",
            })
    void patternsMeanWhatPsqlTakesThemFor(String pattern, String name, boolean expected) {
        assertThat(NamePattern.ofRelation(pattern).matches("app", name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "\"a", "(a", "[a"})
    void aPatternThatCannotBeReadIsRefused(String pattern) {
        assertThatThrownBy(() -> NamePattern.ofRelation(pattern))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("'" + pattern + "'");
    }

    private static List<String> chosen(Selection selection) {
        return CATALOG.only(selection).objects().keySet().stream()
                .map(ObjectId::name)
                .toList();
    }
}
