package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.StockDump;
import dev.belay.testing.TestDatabase;
import java.util.List;
import java.util.Optional;

@ServerTest
final class DatabasePropertiesTest {
    private static TestDatabase sibling(TestDatabase database, String suffix) {
        return new TestDatabase(database.server(), database.name() + suffix, database.user(), database.password());
    }

    private static DatabaseProperties read(TestDatabase database) {
        return RoundTrip.read(database).properties().orElseThrow();
    }

    /** Makes a database from what was read of another, and compares the two in our eyes and in those of pg_dump. */
    private static void isMadeAnew(TestDatabase source) {
        DatabaseProperties properties = read(source);
        try (TestDatabase copy = sibling(source, "c")) {
            source.server().execute(properties.create(copy.name()));
            RoundTrip.load(copy, properties.furnish(copy.name()));

            assertThat(read(copy).furnish("x")).isEqualTo(properties.furnish("x"));
            assertThat(read(copy).create("x")).isEqualTo(properties.create("x"));
            assertThat(read(copy).privileges()).isEqualTo(properties.privileges());
            assertThat(read(copy).settings()).isEqualTo(properties.settings());
            if (StockDump.canRead(source)) {
                assertThat(StockDump.schema(copy, "-C").replace(copy.name(), source.name()))
                        .isEqualTo(StockDump.schema(source, "-C"));
            }
            source.server().execute("ALTER DATABASE " + copy.name() + " IS_TEMPLATE false");
        }
    }

    @EveryMajor
    void aDatabaseIsMadeAnewUnderAnotherName(TestDatabase database) {
        Roles roles = new Roles(database, "boss", "ann");
        try (TestDatabase source = sibling(database, "s")) {
            database.server()
                    .execute("CREATE DATABASE " + source.name()
                            + " TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
            RoundTrip.load(source, roles.in("""
                    ALTER DATABASE {db} OWNER TO {boss};
                    ALTER DATABASE {db} CONNECTION LIMIT 7;
                    ALTER DATABASE {db} IS_TEMPLATE true;
                    COMMENT ON DATABASE {db} IS 'it''s \\ ours';
                    REVOKE TEMPORARY ON DATABASE {db} FROM PUBLIC;
                    GRANT CREATE ON DATABASE {db} TO {ann} WITH GRANT OPTION;
                    ALTER DATABASE {db} SET search_path TO '$user', 'Odd, "path"', public;
                    ALTER DATABASE {db} SET DateStyle TO 'ISO, DMY';
                    ALTER DATABASE {db} SET "app.User" TO 'a, "b"\\';
                    ALTER DATABASE {db} SET temp_tablespaces TO '';
                    ALTER ROLE {boss} IN DATABASE {db} SET work_mem TO '7MB';
                    ALTER ROLE {ann} IN DATABASE {db} SET search_path TO '';
                    """.replace("{db}", source.name())));

            isMadeAnew(source);

            DatabaseProperties properties = read(source);
            assertThat(properties.encoding()).isEqualTo("LATIN1");
            assertThat(properties.provider())
                    .isEqualTo(database.server().major() == 14 ? Optional.empty() : Optional.of("libc"));
            assertThat(properties.connectionLimit()).isEqualTo(7);
            assertThat(properties.template()).isTrue();
            assertThat(properties.comment()).contains("it's \\ ours");
            assertThat(properties.settings())
                    .startsWith(new DatabaseProperties.RoleSetting(
                            Optional.empty(), new Setting("search_path", "\"$user\", \"Odd, \"\"path\"\"\", public")))
                    .contains(new DatabaseProperties.RoleSetting(
                            Optional.of(roles.name("ann")), new Setting("search_path", "\"\"")));
            database.server().execute("ALTER DATABASE " + source.name() + " IS_TEMPLATE false");
        }
    }

    @EveryMajor
    void aDatabaseKeepsTheProviderOfItsLocale(TestDatabase database) {
        int major = database.server().major();
        List<String> locales = major < 15
                ? List.of()
                : major < 17
                        ? List.of("LOCALE_PROVIDER icu ICU_LOCALE 'de' LOCALE 'C'")
                        : List.of(
                                "LOCALE_PROVIDER icu ICU_LOCALE 'de' ICU_RULES '&a < g' LC_COLLATE 'C' LC_CTYPE 'C'",
                                "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'");
        boolean icu = !database.query("SELECT 1 FROM pg_collation WHERE collprovider = 'i' LIMIT 1")
                .isEmpty();
        for (String locale : locales) {
            if (icu || !locale.contains("icu")) {
                try (TestDatabase source = sibling(database, "s")) {
                    database.server()
                            .execute("CREATE DATABASE " + source.name() + " TEMPLATE template0 ENCODING 'UTF8' "
                                    + locale);

                    isMadeAnew(source);
                }
            }
        }
    }
}
