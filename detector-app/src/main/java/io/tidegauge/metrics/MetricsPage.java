package io.tidegauge.metrics;

import java.util.Locale;
import java.util.stream.Collectors;

/** The page {@code docs/metrics.md}, made from the list of meters. */
public final class MetricsPage {

    private MetricsPage() {}

    /** The whole page, in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                Served at `/metrics` in Prometheus' text format. This page is made from the enum `DetectorMeter`;
                the test `MetricsPageTest` fails where they differ and says how to write the page anew.

                ## The detector's own

                | metric | type | labels | meaning |
                |---|---|---|---|
                """);
        for (DetectorMeter meter : DetectorMeter.values()) {
            page.append("| `")
                    .append(meter.prometheus())
                    .append("` | ")
                    .append(meter.type().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(meter.description())
                    .append(" |\n");
        }
        return page.append("""

                        All of them are an instance's own: sum the counters over the instances.

                        ## The equation of events

                        consumed = profiled + late + dead_lettered + ignored

                        Summed over all instances, over a span in which none was killed, and once everything consumed has
                        been drained and assessed. Counters live in memory: after a crash, events that had not been
                        committed are read and counted again. What was counted once and for all is in the reports.

                        ## From libraries

                        `kafka_*`: the metrics of Kafka Streams and its clients, through Micrometer's
                        `KafkaStreamsMetrics`. `jvm_*`, `process_*`, `system_*`: memory, garbage collection, threads,
                        classes, processors and uptime, through Micrometer's JVM binders.
                        """).toString();
    }
}
