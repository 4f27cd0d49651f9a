package io.tidegauge.cli;

import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which records of a topic are listed, and how. */
final class ListingOptions {

    @Option(names = "--model", paramLabel = "NAME", description = "Of this model only.")
    private @Nullable String model;

    @Option(names = "--version", paramLabel = "VERSION", description = "Of this version only.")
    private @Nullable String version;

    @Option(names = "--feature", paramLabel = "NAME", description = "Of this feature only; * is the whole model.")
    private @Nullable String feature;

    @Mixin
    private SpanOptions span = new SpanOptions();

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Option(names = "--follow", description = "Then go on with what comes, until interrupted.")
    private boolean follow;

    Format format() {
        return format;
    }

    boolean follow() {
        return follow;
    }

    /** Whether a record about these is wanted. */
    boolean wants(ModelVersion of, String about, TimeWindow window) {
        return (model == null || model.equals(of.model()))
                && (version == null || version.equals(of.version()))
                && (feature == null || feature.equals(about))
                && window.startMs() >= span.span().startMs()
                && window.endMs() <= span.span().endMs();
    }
}
