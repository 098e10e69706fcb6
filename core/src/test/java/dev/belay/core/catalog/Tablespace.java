package dev.belay.core.catalog;

import dev.belay.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;

/** A tablespace inside the data directory of the server, for as long as it is open; what lies in it goes with it. */
final class Tablespace implements AutoCloseable {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final TestDatabase database;
    private final String name = "space_" + COUNTER.incrementAndGet();

    Tablespace(TestDatabase database) {
        this.database = database;
        database.execute("SET allow_in_place_tablespaces = on", "CREATE TABLESPACE " + name + " LOCATION ''");
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        database.execute("DROP SCHEMA public CASCADE", "DROP TABLESPACE " + name);
    }
}
