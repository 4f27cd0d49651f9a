package io.tidegauge.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** A bar that fills on one line while somebody watches, and nothing otherwise. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter out;
    private final String what;
    private final long total;
    private final boolean shown;
    private final long startNanos = System.nanoTime();
    private long drawnNanos = startNanos;
    private long done;

    Progress(PrintWriter out, boolean shown, String what, long total) {
        this.out = out;
        this.shown = shown;
        this.what = what;
        this.total = total;
    }

    /** One more is done. */
    void step() {
        done++;
        long now = System.nanoTime();
        if (shown && now - drawnNanos > REDRAW_NANOS) {
            drawnNanos = now;
            draw(now);
        }
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (shown) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private void draw(long now) {
        double share = total == 0 ? 1 : (double) done / total;
        int filled = (int) Math.round(WIDTH * share);
        out.printf(
                Locale.ROOT,
                "\r%s [%s%s] %3.0f%% %,d of %,d, %,.0f/s\u001b[K",
                what,
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                100 * share,
                done,
                total,
                done / ((now - startNanos) / 1e9));
        out.flush();
    }
}
