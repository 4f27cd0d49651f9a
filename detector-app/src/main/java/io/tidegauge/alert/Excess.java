package io.tidegauge.alert;

import io.tidegauge.event.Limit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A limit that was exceeded, and what that meant.
 *
 * @param limit the limit
 * @param allowed its configured value
 * @param figures how much was beyond it, by the names below; what is not in it is 0
 * @param examples some names of what was beyond it, for the sentence
 */
public record Excess(Limit limit, long allowed, SortedMap<String, Double> figures, List<String> examples) {

    /** Profiles of features that were not stored: a name counts once for each drain that had it. */
    public static final String FEATURES_LEFT_OUT = "features_left_out";

    /** Events that are dead letters because of too many features. */
    public static final String EVENTS_REFUSED = "events_refused";

    /** Features whose categories are counted approximately. */
    public static final String FEATURES_APPROXIMATE = "features_approximate";

    /** Windows that closed before their time: 1 or 0. */
    public static final String CLOSED_EARLY = "closed_early";

    public Excess {
        figures = new TreeMap<>(figures);
        examples = List.copyOf(examples);
    }

    /** How much of it there was. */
    public double figure(String name) {
        return figures.getOrDefault(name, 0.0);
    }
}
