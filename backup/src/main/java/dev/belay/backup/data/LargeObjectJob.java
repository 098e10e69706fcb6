package dev.belay.backup.data;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;

/** Copies all large objects. */
public final class LargeObjectJob implements Job {
    /** What one may take, as far as anybody knows beforehand. */
    private static final long WEIGHT = 1 << 16;

    private final List<Long> oids;
    private final Opening opening;

    public LargeObjectJob(List<Long> oids, Opening opening) {
        this.oids = List.copyOf(oids);
        this.opening = opening;
    }

    /** Opens the place where they all go. */
    @FunctionalInterface
    public interface Opening {
        Sink open() throws IOException;
    }

    /** Takes them one after the other. */
    public interface Sink {
        OutputStream object(long oid) throws IOException;

        /** Says that they were all. */
        void close() throws IOException;
    }

    @Override
    public String label() {
        return "the large objects";
    }

    @Override
    public long weight() {
        return oids.size() * WEIGHT;
    }

    @Override
    public boolean run(Lane lane, Pace pace) throws SQLException, IOException {
        Sink sink = opening.open();
        new LargeObjectCopy(lane, pace).copy(oids, sink::object);
        sink.close();
        return true;
    }
}
