package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

@ServerTest
final class PolicyTest {
    @EveryMajor
    void policiesAreCopiedWithAllTheyCanHave(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE t (a int, owner text);
                CREATE POLICY everything ON t;
                CREATE POLICY reading ON t AS RESTRICTIVE FOR SELECT TO pg_monitor, pg_database_owner
                    USING (owner = current_user AND a > 0);
                CREATE POLICY adding ON t FOR INSERT TO current_user WITH CHECK (true);
                CREATE POLICY changing ON t FOR UPDATE USING (a > 0) WITH CHECK (a > (SELECT count(*) FROM t AS other));
                CREATE POLICY removing ON t FOR DELETE USING (false);
                CREATE POLICY "odd "" . ü
                name" ON t USING (owner <> 'x''y');
                COMMENT ON POLICY reading ON t IS 'only one''s own';
                """);

        Policy reading = (Policy) catalog.find(new ObjectId(ObjectType.POLICY, "public", "reading", "t"))
                .orElseThrow();
        assertThat(reading.command()).isEqualTo("SELECT");
        assertThat(reading.permissive()).isFalse();
        assertThat(reading.roles()).containsExactly("pg_database_owner", "pg_monitor");
        assertThat(reading.using().orElseThrow()).contains("a > 0");
        assertThat(reading.check()).isEmpty();
        Policy everything = (Policy) catalog.find(new ObjectId(ObjectType.POLICY, "public", "everything", "t"))
                .orElseThrow();
        assertThat(everything.roles()).isEmpty();
        assertThat(everything.create()).isEqualTo("CREATE POLICY everything ON public.t;\n");
    }

    @EveryMajor
    void rowSecurityIsCopiedEnabledForcedOrBoth(TestDatabase database) {
        Catalog catalog = RoundTrip.copiesFaithfully(database, """
                CREATE TABLE off (a int);
                CREATE TABLE enabled (a int);
                CREATE TABLE forced (a int);
                CREATE TABLE "Bo""th" (a int) PARTITION BY LIST (a);
                CREATE POLICY p ON enabled USING (a > 0);
                ALTER TABLE enabled ENABLE ROW LEVEL SECURITY;
                ALTER TABLE forced FORCE ROW LEVEL SECURITY;
                ALTER TABLE "Bo""th" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
                """);

        assertThat(catalog.find(ObjectId.of(ObjectType.ROW_SECURITY, "public", "off")))
                .isEmpty();
        RowSecurity forced = (RowSecurity) catalog.find(ObjectId.of(ObjectType.ROW_SECURITY, "public", "forced"))
                .orElseThrow();
        assertThat(forced.enabled()).isFalse();
        assertThat(forced.forced()).isTrue();
        assertThat(forced.dependsOn()).containsExactly(ObjectId.of(ObjectType.TABLE, "public", "forced"));
    }
}
