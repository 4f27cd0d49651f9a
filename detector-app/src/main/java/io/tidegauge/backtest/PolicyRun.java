package io.tidegauge.backtest;

import java.util.List;
import java.util.SortedSet;

/** One policy, fed with the windows in their order. Mutable. */
public interface PolicyRun {

    /** What opens with the window. */
    List<Opening> next(PastWindow window);

    /** The features on which a paging alert fires after the last window, whenever it opened; {@code *} for the model. */
    SortedSet<String> firing();
}
