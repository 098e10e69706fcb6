package dev.belay.verify.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.db.ConnectionUrl;
import dev.belay.core.db.Database;
import dev.belay.core.db.Surroundings;
import dev.belay.testing.EveryMajor;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@ServerTest
final class SyntheticRowsTest {
    private static Database database(TestDatabase database) {
        return new Database(ConnectionUrl.parse(database.url()).settings(new Surroundings(Map.of(), Path.of("/"))));
    }

    @EveryMajor
    void aRowObeysTypesChecksDomainsAndKeys(TestDatabase database) throws SQLException {
        database.execute(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE DOMAIN grade AS int CHECK (VALUE BETWEEN 40 AND 50)",
                "CREATE DOMAIN sure AS text NOT NULL",
                "CREATE TYPE pair AS (a int, b text)",
                """
                CREATE TABLE child (
                    parent_id uuid NOT NULL REFERENCES parent_to_be DEFERRABLE,
                    PRIMARY KEY (parent_id))
                """.replace("REFERENCES parent_to_be DEFERRABLE", ""),
                """
                CREATE TABLE parent (
                    id uuid PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY,
                    twice bigint GENERATED ALWAYS AS (grade * 2) STORED,
                    kind varchar(10) NOT NULL CHECK (kind IN ('draft', 'done')),
                    code text NOT NULL CHECK (length(code) = 7), share numeric(4, 2) NOT NULL CHECK (share > 12.5),
                    mood mood NOT NULL, grade grade NOT NULL, sure sure, day date NOT NULL, at timestamptz NOT NULL,
                    length interval NOT NULL, flags bit(5) NOT NULL, tags text[] NOT NULL, span int4range NOT NULL,
                    data jsonb NOT NULL CHECK (jsonb_typeof(data) = 'array'), raw bytea NOT NULL, at_ip inet NOT NULL,
                    pair pair NOT NULL, made timestamptz NOT NULL DEFAULT now(), note text,
                    either int, other int, CHECK (either IS NOT NULL OR other IS NOT NULL))
                """,
                "ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent",
                "CREATE TABLE \"Odd \"\"Name\" (\"order\" int NOT NULL, id int PRIMARY KEY REFERENCES \"Odd \"\"Name\")",
                "CREATE TABLE parted (day date NOT NULL) PARTITION BY RANGE (day)",
                "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2000-01-01') TO ('2000-02-01')");

        SyntheticRows.Made made = SyntheticRows.into(database(database), Set.of());

        assertThat(made.without()).isEmpty();
        assertThat(made.rows()).isEqualTo(4);
        assertThat(database.query("SELECT kind, length(code), mood, grade, note FROM parent"))
                .containsExactly("draft|7|sad|40|null");
        assertThat(database.query("SELECT count(*) FROM child JOIN parent ON id = parent_id"))
                .containsExactly("1");
    }

    @Test
    void aTableThatTakesNoneIsNamedWithTheReasonAndSoIsWhatNeedsIt(TestDatabase database) throws SQLException {
        database.execute(
                "CREATE TABLE hard (id int PRIMARY KEY, plate text NOT NULL CHECK (plate ~ '^[A-Z]{2}-[0-9]{4}$'))",
                "CREATE TABLE after (hard_id int NOT NULL REFERENCES hard)",
                "CREATE TABLE maybe (hard_id int REFERENCES hard)",
                "CREATE TABLE kept (id int PRIMARY KEY)",
                "INSERT INTO kept VALUES (9)",
                "CREATE TABLE of_kept (kept_id int NOT NULL REFERENCES kept)");

        SyntheticRows.Made made = SyntheticRows.into(database(database), Set.of("\"public\".\"kept\""));

        assertThat(made.rows()).isEqualTo(2);
        assertThat(made.without()).containsOnlyKeys("public.after", "public.hard");
        assertThat(made.without().get("public.hard")).contains("hard_plate_check");
        assertThat(made.without().get("public.after")).isEqualTo("it needs a row of public.hard, which has none");
        assertThat(database.query("SELECT kept_id FROM of_kept")).containsExactly("9");
    }
}
