package dev.belay.verify.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.BelayException;
import dev.belay.core.catalog.SchemaCopy;
import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.QualifiedName;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
final class ScratchCopyTest {
    private static final List<QualifiedName> BOOKS = List.of(new QualifiedName("public", "book"));

    private static Database database(TestDatabase database) {
        return new Database(ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/"))));
    }

    private static Copied copy(TestDatabase from, TestDatabase to, RowChoice choice) {
        return ScratchCopy.into(
                database(to), new ScratchCopy.Wish(database(from), SchemaCopy.Roles.NAMED, choice, BOOKS));
    }

    @EveryMajor
    void allRowsComeAlongWhateverHangsOnTheirTables(TestDatabase source, TestDatabase scratch) {
        source.execute(
                "CREATE TABLE book (version text)",
                "INSERT INTO book VALUES ('1')",
                "CREATE TABLE a (id int PRIMARY KEY, b_id int)",
                "CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a)",
                "INSERT INTO a VALUES (1, 1)",
                "INSERT INTO b VALUES (1, 1)",
                "ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b",
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$no$$; END'",
                "CREATE TRIGGER refuses BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION refuse()",
                "CREATE TABLE c (id int GENERATED ALWAYS AS IDENTITY, n int, twice int GENERATED ALWAYS AS (n * 2) STORED,"
                        + " \"Text\" text)",
                "INSERT INTO c (n, \"Text\") VALUES (21, E'a\\tb\\\\\\nc'), (NULL, '\\N')",
                "CREATE TABLE parted (id int) PARTITION BY LIST (id)",
                "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)",
                "INSERT INTO parted VALUES (1)",
                "CREATE TABLE guarded (id int)",
                "INSERT INTO guarded VALUES (1)",
                "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
                "CREATE MATERIALIZED VIEW one AS SELECT count(*) AS n FROM c",
                "CREATE MATERIALIZED VIEW above AS SELECT n FROM one");

        Copied copied = copy(source, scratch, RowChoice.FULL);

        assertThat(copied.lacking()).isEmpty();
        assertThat(copied.rows()).isEqualTo(6);
        String all = "SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b), (SELECT count(*) FROM parted_1),"
                + " (SELECT count(*) FROM guarded), (SELECT n FROM above), (SELECT last_value FROM c_id_seq),"
                + " (SELECT string_agg(c::text, ';' ORDER BY id) FROM c), (SELECT version FROM book)";
        assertThat(scratch.query(all)).isEqualTo(source.query(all));
    }

    @Test
    void withoutTheRowsOnlyTheBooksAndTheSequencesCome(TestDatabase source, TestDatabase scratch) {
        source.execute(
                "CREATE TABLE book (version text)",
                "INSERT INTO book VALUES ('1'), ('2')",
                "CREATE TABLE a (id serial PRIMARY KEY)",
                "INSERT INTO a SELECT FROM generate_series(1, 7)",
                "ALTER DATABASE " + source.name() + " SET search_path = public, pg_temp");

        Copied copied = copy(source, scratch, RowChoice.NONE);

        assertThat(copied.rows()).isZero();
        assertThat(copied.tables()).isEqualTo(1);
        assertThat(scratch.query("SELECT count(*), (SELECT count(*) FROM book), nextval('a_id_seq') FROM a"))
                .containsExactly("0|2|8");
        assertThat(scratch.query("SHOW search_path")).containsExactly("public, pg_temp");
    }

    @Test
    void whatMayNotBeReadIsSaidWithTheGrantThatHelps(TestDatabase source, TestDatabase scratch) {
        String role = "s_" + source.name();
        source.execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
                "CREATE TABLE book (version text)",
                "CREATE TABLE secrets (id int)",
                "GRANT SELECT ON book TO " + role);
        TestDatabase seen = new TestDatabase(source.server(), source.name(), role, "secret");

        assertThat(copy(seen, scratch, RowChoice.SYNTHETIC).rows()).isEqualTo(1);
        scratch.execute("DROP TABLE book, secrets");
        assertThatThrownBy(() -> copy(seen, scratch, RowChoice.FULL))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("table public.secrets cannot be copied: permission denied")
                .extracting(e -> ((BelayException) e).hint())
                .isEqualTo("GRANT SELECT ON public.secrets to this role");
        scratch.execute("DROP OWNED BY " + role);
        source.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
    }
}
