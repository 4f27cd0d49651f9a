package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.EventLimits;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.InvalidEventException.Reason;
import io.tidegauge.event.Limit;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.testkit.EventBuilder;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What stage 1 holds on the heap stays bounded, and what it does not count is refused whole. */
class LivePanesTest {

    private static final int FEATURES = 50;
    private static final long MEMORY = 1L << 20;

    private final LiveLimits limits = LiveLimits.of(new LimitSettings(
            new EventLimits(FEATURES, 256, 65_536), 100, 50, 4_096, 10_000, MEMORY, LimitSettings.MIN_MEMORY));
    private final LivePanes panes = new LivePanes(limits);

    @Test
    void anEventThatBringsTooManyNamesIsRefusedWhole() {
        for (int i = 0; i < FEATURES; i++) {
            panes.add(event("m", "1", 0).number("f" + i, 1).build(), 0);
        }
        panes.add(event("m", "1", 0).prediction(0.5).number("f0", 2).build(), 0);
        InferenceEvent beyond = event("m", "1", 0)
                .number("f0", 3)
                .number("g1", 1)
                .number("g2", 1)
                .number("g3", 1)
                .build();

        InvalidEventException refused = catchThrowableOfType(InvalidEventException.class, () -> panes.add(beyond, 0));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_FEATURES);
        assertThat(refused).hasMessageContaining(Limit.MAX_FEATURES.key() + " 50");
        panes.add(event("m", "2", 0).number("other-version", 1).build(), 0);
        panes.add(event("m", "1", 0).number("other-window", 1).build(), 60_000);
        SortedMap<String, Long> rows = new TreeMap<>();
        SortedMap<String, Long> refusals = new TreeMap<>();
        SortedMap<String, Long> f0 = new TreeMap<>();
        panes.drain(8, (pane, part) -> {
            String name = pane.model().version() + "@" + pane.startMs();
            rows.merge(name, part.rows(), Long::sum);
            refusals.merge(name, part.refused(), Long::sum);
            if (part.features().containsKey("f0")) {
                f0.put(name, part.features().get("f0").rows());
            }
        });
        assertThat(rows)
                .containsEntry("1@0", FEATURES + 1L)
                .containsEntry("2@0", 1L)
                .containsEntry("1@60000", 1L);
        assertThat(refusals).containsEntry("1@0", 1L).containsEntry("2@0", 0L);
        assertThat(f0).as("nothing of the refused event is counted").containsEntry("1@0", 2L);
    }

    @Test
    void namesThatWereRegularInTheLastDrainAreAlwaysLetIn() {
        for (int i = 0; i < 200; i++) {
            EventBuilder honest = event("m", "1", 0).number("amount", i).text("city", "c" + i % 3);
            panes.add((i == 7 ? honest.number("rare", 1) : honest).build(), 0);
        }
        panes.drain(8, (pane, part) -> {});
        for (int i = 0; i < FEATURES + 2; i++) {
            panes.add(event("m", "1", 0).number("hostile" + i, 1).build(), 0);
        }

        panes.add(event("m", "1", 0).number("amount", 1).text("city", "c").build(), 0);
        assertThat(catchThrowableOfType(
                        InvalidEventException.class,
                        () -> panes.add(event("m", "1", 0).number("rare", 1).build(), 0)))
                .as("a feature of one row in 200 is not regular")
                .isNotNull();
        assertThat(catchThrowableOfType(
                        InvalidEventException.class,
                        () -> panes.add(event("m", "2", 0).number("amount", 1).build(), 0)))
                .as("another version has room of its own")
                .isNull();
    }

    @Test
    void memoryThatIsUsedUpIsToldAndGivenBackByADrain() {
        long events = 0;
        while (!panes.pressed()) {
            panes.add(
                    event("m" + events++, "1", 0).number("x", 1).text("y", "z").build(), 0);
        }
        assertThat(limits.memory().used()).isGreaterThan(MEMORY);
        assertThat(events)
                .as("an event of two features and a pane of its own takes 1 to 4 KB")
                .isBetween(250L, 1_000L);
        panes.drain(8, (pane, part) -> {});
        assertThat(limits.memory().used()).isZero();
        assertThat(panes.pressed()).isFalse();
    }

    @Test
    void namesThatAreKeptAsRegularAreBounded() {
        RegularNames names = limits.regular();
        for (int i = 0; i < 10_000; i++) {
            panes.add(event("m" + i, "1", 0).number("x" + i, 1).build(), 0);
            if (i % 100 == 0) {
                panes.drain(8, (pane, part) -> {});
            }
        }
        long kept = 0;
        for (int i = 0; i < 10_000; i++) {
            kept += names.of(new ModelVersion("m" + i, "1")).size();
        }
        assertThat(kept).as("of 10,000 models, in 64 KB").isBetween(100L, 400L);
        assertThat(names.of(new ModelVersion("m9900", "1"))).containsExactly("x9900");
    }
}
