package dev.belay.tui.report;

import dev.belay.verify.content.ContentListener;
import dev.belay.verify.content.TableOutcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Shows how a comparison of rows gets on, as a backup shows its own: the bytes are those of both sides. */
public final class CompareProgress implements ContentListener {
    private final CopyProgress progress;
    private final LongSupplier nanos;
    private final AtomicLong bytes = new AtomicLong();
    private long since;

    public CompareProgress(CopyProgress progress) {
        this(progress, System::nanoTime);
    }

    CompareProgress(CopyProgress progress, LongSupplier nanos) {
        this.progress = progress;
        this.nanos = nanos;
    }

    @Override
    public void planned(int tables, long expected) {
        since = nanos.getAsLong();
        progress.planned(tables, expected);
    }

    @Override
    public void read(long moreBytes, long moreRows) {
        bytes.addAndGet(moreBytes);
        progress.read(moreBytes, moreRows);
    }

    @Override
    public void compared(TableOutcome outcome, int done, int all) {
        long now = nanos.getAsLong();
        long rows = Math.max(0, Math.max(outcome.a().number(), outcome.b().number()));
        progress.tableDone(outcome.table(), rows, bytes.getAndSet(0), Duration.ofNanos(now - since));
        since = now;
    }
}
