package dev.belay.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;

/** No server here has a label provider: the labels are written where one would have them. */
@ServerTest
final class SecurityLabelTest {
    @EveryMajor
    void labelsAreReadFromWhereverTheServerKeepsThem(TestDatabase database) {
        RoundTrip.load(database, """
                CREATE SCHEMA app;
                CREATE TABLE app.t (id int);
                CREATE FUNCTION app.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION one WITH (connect = false, slot_name = NONE);
                INSERT INTO pg_seclabel (classoid, objoid, objsubid, provider, label) VALUES
                    ('pg_namespace'::regclass, 'app'::regnamespace, 0, 'dummy', 'of the schema'),
                    ('pg_class'::regclass, 'app.t'::regclass, 0, 'dummy', 'of the table'),
                    ('pg_class'::regclass, 'app.t'::regclass, 1, 'dummy', 'of the column'),
                    ('pg_proc'::regclass, 'app.f(int)'::regprocedure, 0, 'dummy', 'of the function');
                INSERT INTO pg_shseclabel (classoid, objoid, provider, label)
                SELECT 'pg_subscription'::regclass, oid, 'dummy', 'of the subscription'
                FROM pg_subscription WHERE subname = 's' AND subdbid = (SELECT oid FROM pg_database
                                                                        WHERE datname = current_database());
                """);

        try {
            assertThat(SchemaScript.of(RoundTrip.read(database))
                            .lines()
                            .filter(line -> line.startsWith("SECURITY LABEL")))
                    .containsExactlyInAnyOrder(
                            "SECURITY LABEL FOR dummy ON SCHEMA app IS 'of the schema';",
                            "SECURITY LABEL FOR dummy ON TABLE app.t IS 'of the table';",
                            "SECURITY LABEL FOR dummy ON COLUMN app.t.id IS 'of the column';",
                            "SECURITY LABEL FOR dummy ON FUNCTION app.f(a integer) IS 'of the function';",
                            "SECURITY LABEL FOR dummy ON SUBSCRIPTION s IS 'of the subscription';");
        } finally {
            database.execute("DROP SUBSCRIPTION s");
        }
    }
}
