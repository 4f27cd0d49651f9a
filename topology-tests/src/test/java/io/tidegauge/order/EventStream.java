package io.tidegauge.order;

import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.InferenceEvent;
import java.util.List;
import java.util.Random;

/** What is played: events of several models, the baselines they are compared with, and how their windows are cut. */
interface EventStream {

    /** What decides which reports and alerts there are, as a configuration file says it. */
    String settings();

    /** The model's windows, as the settings say. */
    WindowSettings windowsOf(String model);

    /** All sets: to be published before the events. */
    List<BaselineSet> baselines();

    /** Every event of the stream but the closing ones. */
    List<Sent> events();

    /** Events long after all others; one of each in every partition closes their windows. */
    List<InferenceEvent> closing();

    /**
     * When an event arrives, by chance: of two events in a partition the earlier arrival comes first. Here an event is never
     * later than its model's lateness allows.
     */
    default long arrivalMs(Sent sent, Random random) {
        long lateness = windowsOf(sent.event().model()).lateness().toMillis();
        return sent.happenedMs()
                + switch (random.nextInt(10)) {
                    case 0 -> 0;
                    case 1 -> lateness;
                    case 2, 3 -> random.nextInt((int) lateness);
                    default -> random.nextInt(1_000);
                };
    }
}
