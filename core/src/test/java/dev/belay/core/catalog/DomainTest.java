package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.util.Optional;
import java.util.Set;

@ServerTest
final class DomainTest {
    @EveryMajor
    void aDomainKeepsItsTypeCollationDefaultAndConstraints(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE DOMAIN app.email AS varchar(80) COLLATE "C" DEFAULT 'no''body@\\' NOT NULL
                    CONSTRAINT "has @" CHECK (VALUE ~ '@') CHECK (length(VALUE) > 3);
                CREATE DOMAIN app.work_email AS app.email CHECK (VALUE NOT LIKE '%free%');
                CREATE DOMAIN app.stamp AS timestamp(3) with time zone DEFAULT now();
                CREATE DOMAIN app.many AS integer[] CHECK (array_length(VALUE, 1) < 5);
                CREATE DOMAIN app.late AS integer;
                ALTER DOMAIN app.late ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
                COMMENT ON DOMAIN app.email IS 'an address';
                COMMENT ON CONSTRAINT "has @" ON DOMAIN app.email IS 'the sign';
                COMMENT ON CONSTRAINT positive ON DOMAIN app.late IS 'from now on';
                """);

        Domain email = find(catalog, "email");
        assertThat(email.dataType()).isEqualTo("character varying(80)");
        assertThat(email.collation()).contains("\"C\"");
        assertThat(email.defaultValue()).contains("'no''body@\\'::character varying");
        assertThat(email.notNull()).isTrue();
        assertThat(email.checks()).extracting(Domain.Check::name).containsExactly("email_check", "has @");
        assertThat(email.checks().get(1).comment()).contains("the sign");
        assertThat(email.grantable()).isEqualTo("TYPE app.email");
        Domain late = find(catalog, "late");
        assertThat(late.checks().get(0).validated()).isFalse();
        assertThat(late.parts()).extracting(Part::moment).containsExactly(Part.Moment.APART);
    }

    @EveryMajor
    void aNameOfNotNullIsKeptWhereTheServerKeepsIt(TestDatabase database) {
        String longName = "n".repeat(63);
        Catalog catalog = RoundTrip.copiesFaithfully(
                database, """
                CREATE SCHEMA app;
                CREATE DOMAIN app.named AS integer CONSTRAINT "must be" NOT NULL;
                CREATE DOMAIN app.unnamed AS integer NOT NULL;
                CREATE DOMAIN app.%s AS integer NOT NULL;
                """.formatted(longName) + (database.server().major() < 17 ? "" : """
                COMMENT ON CONSTRAINT "must be" ON DOMAIN app.named IS 'a must';
                COMMENT ON CONSTRAINT unnamed_not_null ON DOMAIN app.unnamed IS 'a must, too';
                """));

        boolean kept = database.server().major() >= 17;
        assertThat(find(catalog, "named").notNullName()).isEqualTo(kept ? Optional.of("must be") : Optional.empty());
        assertThat(find(catalog, "unnamed").notNullName()).isEmpty();
        assertThat(find(catalog, "unnamed").notNullComment())
                .isEqualTo(kept ? Optional.of("a must, too") : Optional.empty());
        assertThat(find(catalog, longName).notNullName().isPresent()).isEqualTo(kept);
    }

    @EveryMajor
    void aConstraintThatNeedsAFunctionOfTheDomainStandsAlone(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE SCHEMA app;
                CREATE DOMAIN app.code AS text;
                CREATE FUNCTION app.good(app.code) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <> $$$$';
                ALTER DOMAIN app.code ADD CONSTRAINT is_good CHECK (app.good(VALUE));
                COMMENT ON CONSTRAINT is_good ON DOMAIN app.code IS 'asks the function';
                """);

        Domain code = find(catalog, "code");
        Part check = code.parts().get(0);
        assertThat(check.dependsOn()).extracting(ObjectId::name).containsExactly("good");
        assertThat(code.dependsOn()).extracting(ObjectId::name).containsExactly("app");
        assertThat(code.create(Set.of(check))).isEqualTo("CREATE DOMAIN app.code AS text;\n");
        assertThat(code.create()).contains("CONSTRAINT is_good CHECK");
    }

    private static Domain find(Catalog catalog, String name) {
        return (Domain)
                catalog.find(ObjectId.of(ObjectType.DOMAIN, "app", name)).orElseThrow();
    }
}
