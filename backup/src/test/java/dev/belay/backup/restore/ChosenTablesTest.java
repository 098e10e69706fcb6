package dev.belay.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backup;
import dev.belay.backup.BackupListener;
import dev.belay.backup.BackupOptions;
import dev.belay.backup.archive.Decryption;
import dev.belay.backup.restore.RestoreOptions.Target;
import dev.belay.backup.storage.LocalStorage;
import dev.belay.core.BelayException;
import dev.belay.core.Kind;
import dev.belay.core.apply.Cancellation;
import dev.belay.testing.ServerTest;
import dev.belay.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of some tables nothing is lost in silence, although what they lead to was not chosen. */
@ServerTest
final class ChosenTablesTest {
    private static final String OF_ORDERS = """
            SELECT (SELECT count(*) FROM pg_constraint WHERE conrelid = c.oid AND contype = 'f' AND conparentid = 0),
                   (SELECT count(*) FROM pg_attrdef WHERE adrelid = c.oid),
                   (SELECT count(*) FROM pg_rewrite WHERE ev_class = c.oid),
                   (SELECT string_agg(polname, ' ' ORDER BY polname) FROM pg_policy WHERE polrelid = c.oid),
                   (SELECT count(*) FROM app.orders)
            FROM pg_class c WHERE c.oid = 'app.orders'::regclass
            """;

    @TempDir
    Path scratch;

    private String backUp(TestDatabase source, LocalStorage storage) {
        source.execute(
                "CREATE SCHEMA app",
                "CREATE SEQUENCE app.numbers",
                "CREATE TABLE app.customer (id int PRIMARY KEY, city text) PARTITION BY RANGE (id)",
                "CREATE TABLE app.customer_1 PARTITION OF app.customer FOR VALUES FROM (0) TO (100)",
                "CREATE INDEX ON app.customer (city)",
                "CREATE TABLE app.heard (n int)",
                "CREATE TABLE app.orders (id int PRIMARY KEY, number int DEFAULT nextval('app.numbers'),"
                        + " customer int REFERENCES app.customer)",
                "CREATE RULE hear AS ON DELETE TO app.orders DO ALSO INSERT INTO app.heard VALUES (old.id)",
                "ALTER TABLE app.orders ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY narrow ON app.orders AS RESTRICTIVE USING (EXISTS (SELECT FROM app.heard WHERE n = id))",
                "CREATE POLICY open ON app.orders USING (true)",
                "COMMENT ON POLICY narrow ON app.orders IS 'only what was heard'",
                "CREATE VIEW app.rich AS SELECT * FROM app.orders",
                "COMMENT ON VIEW app.rich IS 'seen'",
                "CREATE VIEW app.richest AS SELECT * FROM app.rich",
                "CREATE FUNCTION app.all_orders() RETURNS SETOF app.orders LANGUAGE sql AS 'TABLE app.orders'",
                "INSERT INTO app.customer VALUES (1, 'Ulm')",
                "INSERT INTO app.orders VALUES (1, 1, 1)");
        return new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                .to(storage)
                .archive();
    }

    private static RestoreOptions only(String... tables) {
        return RestoreOptions.DEFAULT
                .with(EntryChoice.of(List.of(), List.of(), List.of(tables), List.of()))
                .with(Target.AS_IS);
    }

    private static RestoreOptions without(String... tables) {
        return RestoreOptions.DEFAULT.with(EntryChoice.of(List.of(), List.of(), List.of(), List.of(tables)));
    }

    private static RestoreResult restore(
            LocalStorage storage, String archive, TestDatabase target, RestoreOptions options) {
        return RestoreSource.open(storage, archive, Decryption.NONE)
                .restore(Restores.database(target), options, RestoreListener.SILENT, new Cancellation());
    }

    @Test
    void aLostTableComesBackWithWhatLeadsToThoseThatAreThere(TestDatabase live) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(live, storage);
            List<String> before = live.query(OF_ORDERS);
            live.execute("DROP TABLE app.orders CASCADE");

            RestoreResult result = restore(storage, archive, live, only("app.orders"));

            assertThat(result.failed()).isEmpty();
            assertThat(result.notes()).isEmpty();
            assertThat(live.query(OF_ORDERS)).isEqualTo(before).containsExactly("1|1|1|narrow open|1");
        }
    }

    @Test
    void whatNeedsATableThatIsNotThereIsNamed(TestDatabase source, TestDatabase target) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage);
            target.execute("CREATE SCHEMA app");

            RestoreResult result = restore(storage, archive, target, only("app.orders"));

            assertThat(result.failed()).isEmpty();
            assertThat(result.notes())
                    .containsExactlyInAnyOrder(
                            "DEFAULT app.orders number: it needs app.numbers, which was not chosen and is not there",
                            "FK CONSTRAINT app.orders orders_customer_fkey: it needs app.customer, which was not chosen"
                                    + " and is not there",
                            "POLICY app.orders narrow: it needs app.heard, which was not chosen and is not there",
                            "RULE app.orders hear: it needs app.heard, which was not chosen and is not there");
            assertThat(target.query(OF_ORDERS)).containsExactly("0|0|0|open|1");
        }
    }

    @Test
    void aPartitionIsNotAttachedAndItsRootComesWithItsIndexes(TestDatabase source, TestDatabase target)
            throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage);
            target.execute("CREATE SCHEMA app");
            String indexes = "SELECT count(*) FROM pg_index WHERE indrelid = 'app.customer%s'::regclass";

            RestoreResult root = restore(storage, archive, target, only("app.customer"));
            RestoreResult partition = restore(storage, archive, target, only("app.customer_1"));

            assertThat(root.failed()).isEmpty();
            assertThat(root.notes()).isEmpty();
            assertThat(target.query(indexes.formatted(""))).containsExactly("2");
            assertThat(partition.failed()).isEmpty();
            assertThat(partition.notes())
                    .singleElement()
                    .asString()
                    .startsWith("TABLE ATTACH app.customer_1: app.customer was not chosen, and it stands alone;"
                            + " to attach it: ALTER TABLE ");
            assertThat(target.query(indexes.formatted("_1"))).containsExactly("2");
            target.execute(partition.notes().get(0).replaceFirst(".*to attach it: ", ""));
            assertThat(target.query("SELECT inhparent::regclass FROM pg_inherits"
                            + " WHERE inhrelid = 'app.customer_1'::regclass"))
                    .containsExactly("app.customer");
            assertThat(target.query(indexes.formatted("_1"))).containsExactly("2");
        }
    }

    @Test
    void aPartitionOfARootInAnotherSchemaStandsAlone(TestDatabase source, TestDatabase target) throws IOException {
        source.execute(
                "CREATE SCHEMA root",
                "CREATE SCHEMA leaf",
                "CREATE TABLE root.t (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE leaf.t_1 PARTITION OF root.t FOR VALUES FROM (0) TO (9)",
                "INSERT INTO root.t VALUES (1)");
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = new Backup(Restores.database(source), BackupOptions.DEFAULT, "0", BackupListener.NONE)
                    .to(storage)
                    .archive();

            RestoreResult result = restore(
                    storage,
                    archive,
                    target,
                    RestoreOptions.DEFAULT.with(EntryChoice.of(List.of("leaf"), List.of(), List.of(), List.of())));

            assertThat(result.failed()).isEmpty();
            assertThat(result.notes())
                    .containsExactly("TABLE ATTACH leaf.t_1: root.t was not chosen, and it stands alone; to attach it:"
                            + " ALTER TABLE ONLY root.t ATTACH PARTITION leaf.t_1 FOR VALUES FROM (0) TO (9);");
            assertThat(target.query("TABLE leaf.t_1")).containsExactly("1");
        }
    }

    @Test
    void whatNeedsATableThatIsLeftOutIsNamedAndTheRestComes(TestDatabase source, TestDatabase target)
            throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage);

            RestoreResult result = restore(storage, archive, target, without("app.orders"));

            assertThat(result.failed()).isEmpty();
            assertThat(result.notes())
                    .containsExactlyInAnyOrder(
                            "FUNCTION app.all_orders(): it needs app.orders, which was not chosen and is not there",
                            "VIEW app.rich: it needs app.orders, which was not chosen and is not there",
                            "VIEW app.richest: it needs app.rich, which was not chosen and is not there");
            assertThat(target.query("SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace"
                            + " AND relkind IN ('r', 'p', 'v') ORDER BY 1"))
                    .containsExactly("customer", "customer_1", "heard");
        }
    }

    @Test
    void whatIsOfOtherTablesStaysWhenOneIsLeftOut(TestDatabase source, TestDatabase target) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage);

            RestoreResult result =
                    restore(storage, archive, target, without("app.customer_1", "app.orders", "app.rich*"));

            assertThat(result.failed()).isEmpty();
            assertThat(target.query("SELECT count(*) FROM pg_index WHERE indrelid = 'app.customer'::regclass"))
                    .containsExactly("2");
        }
    }

    @Test
    void aTableThatNeedsWhatIsLeftOutIsRefused(TestDatabase source, TestDatabase target) throws IOException {
        try (LocalStorage storage = new LocalStorage(scratch)) {
            String archive = backUp(source, storage);

            assertThatThrownBy(() -> restore(storage, archive, target, without("app.customer")))
                    .isInstanceOfSatisfying(BelayException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.USAGE);
                        assertThat(e)
                                .hasMessage("app.customer is to be left out, but not app.customer_1, which needs it");
                        assertThat(e.hint())
                                .isEqualTo("name these too: a pattern such as 'app.orders*' may mean all of them");
                    });
            assertThat(target.query("SELECT count(*) FROM pg_namespace WHERE nspname = 'app'"))
                    .containsExactly("0");
        }
    }
}
