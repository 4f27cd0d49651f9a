package io.tidegauge.order;

import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.InferenceEvent;
import java.util.List;

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

    /** An event long after all others, of a model of its own; one in every partition closes their windows. */
    InferenceEvent closing();

    /** By how much an event of the model may come after a later one of the same partition. */
    default long latenessMs(String model) {
        return windowsOf(model).lateness().toMillis();
    }
}
