package io.tidegauge.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        Set<String> names = new HashSet<>();
        Stream.concat(events.stream(), Stream.of(baselines, reports, alerts))
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(twice -> {
                    throw new IllegalArgumentException("topics: " + twice + " is named twice");
                });
    }
}
