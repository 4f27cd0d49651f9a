package io.tidegauge.backtest;

import java.util.List;

/** One policy, fed with the windows in their order. Mutable. */
public interface PolicyRun {

    /** What opens with the window. */
    List<Opening> next(PastWindow window);
}
