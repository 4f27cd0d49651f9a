package io.tidegauge.alert;

import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.time.Instant;

/** What an alert on a model's silence says, in one sentence without a full stop. */
public final class SilenceSentence {

    private SilenceSentence() {}

    /**
     * Events have stopped.
     *
     * @param last the version that was seen last
     * @param silence the span without events
     */
    public static String begun(ModelVersion last, TimeWindow silence) {
        return "no events of model " + last.model() + " for " + Figures.time(silence.sizeMs()) + " since "
                + Instant.ofEpochMilli(silence.startMs()) + "; last version " + last.version();
    }

    /**
     * Events have come back.
     *
     * @param back the version they are of
     * @param silentMs from the end of the last window with events to the first with events again, milliseconds
     */
    public static String ended(ModelVersion back, long silentMs) {
        return "events of model " + back.model() + " are back after " + Figures.time(silentMs) + ", of version "
                + back.version();
    }

    /** Nobody waits for the model's events any more. */
    public static String unwatched(ModelVersion last) {
        return "the silence of model " + last.model()
                + " is no alert any more: it has no baseline in force, or silence-after is off for it";
    }
}
