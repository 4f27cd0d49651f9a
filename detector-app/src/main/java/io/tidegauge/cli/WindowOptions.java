package io.tidegauge.cli;

import io.tidegauge.assess.BaselineReview;
import io.tidegauge.assess.FeatureReview;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.decide.Budget;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.ModelPolicy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which windows a baseline is for. */
final class WindowOptions {

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            description = "Length of the model's windows, such as 1h (default: as configured, or as by default, 5m).")
    private @Nullable Duration window;

    /** The length, milliseconds: as asked, or as configured for the model. */
    long lengthMs(Optional<DetectorConfig> config, String model) {
        Duration length = window == null
                ? config.map(file -> file.windowsOf(model))
                        .orElse(WindowSettings.DEFAULT)
                        .size()
                : window;
        if (length.toMillis() <= 0) {
            throw new UsageException("--window must be longer than nothing, was " + length);
        }
        return length.toMillis();
    }

    /** What a published baseline is good for: in windows as asked, as configured, or as long as its blocks. */
    ReviewText review(Optional<DetectorConfig> config, BaselineSet set) {
        long asked = lengthMs(config, set.manifest().model().model());
        boolean said = window != null || config.isPresent();
        long ofBlocks = set.features().values().stream()
                .flatMap(feature -> feature.blocks().stream())
                .mapToLong(blocks -> blocks.lengths().get(0).lengthMs())
                .findFirst()
                .orElse(asked);
        return review(config, set, said ? asked : ofBlocks);
    }

    /** What a baseline is good for in windows of the length, milliseconds. */
    ReviewText review(Optional<DetectorConfig> config, BaselineSet set, long windowMs) {
        String model = set.manifest().model().model();
        Cadence cadence = Cadence.tumbling(Duration.ofMillis(windowMs));
        Budget.Levels levels = config.map(file -> file.policyOf(model))
                .orElseGet(() -> ModelPolicy.standard(cadence))
                .levels();
        return new ReviewText(BaselineReview.of(
                set,
                new FeatureReview.Question(
                        windowMs,
                        levels.persistent(),
                        levels.daily(),
                        set.features().size())));
    }
}
