package io.tidegauge.benchmarks.endtoend;

import java.io.PrintStream;
import java.util.Locale;

/** Says on one line how far the work is that is going on; on a terminal the line is written over. */
final class Progress {

    private final PrintStream out;
    private final boolean terminal;
    private String what = "";
    private long total;
    private int width;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Begins with other work, of which that much is to be done. */
    void begin(String newWhat, long newTotal) {
        what = newWhat;
        total = newTotal;
        at(0);
    }

    /** That much is done of that much, which was not known before. */
    void at(long done, long of) {
        total = of;
        at(done);
    }

    /** That much is done. */
    void at(long done) {
        String line = String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total);
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            width = line.length();
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** The work is done: the line goes. */
    void end() {
        if (terminal) {
            out.print("\r" + " ".repeat(width) + "\r");
            width = 0;
            out.flush();
        }
    }
}
