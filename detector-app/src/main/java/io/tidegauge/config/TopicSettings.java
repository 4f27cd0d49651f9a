package io.tidegauge.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The topics.
 *
 * @param events input topics by name; empty when {@code eventsPattern} is given
 * @param eventsPattern input topics by regular expression, or null
 * @param baselines the compacted topic of baselines
 * @param reports every window's reports
 * @param alerts changes of alert states
 */
public record TopicSettings(
        List<String> events, @Nullable String eventsPattern, String baselines, String reports, String alerts) {

    public static final TopicSettings DEFAULT =
            new TopicSettings(List.of("inference-events"), null, "drift-baselines", "drift-reports", "drift-alerts");

    public TopicSettings {
        events = List.copyOf(events);
        if (events.isEmpty() == (eventsPattern == null)) {
            throw new IllegalArgumentException("topics: give either events or events-pattern");
        }
    }
}
