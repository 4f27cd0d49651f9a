package io.tidegauge.cli;

import io.tidegauge.event.ModelVersion;
import picocli.CommandLine.Option;

/** Which model's version. */
final class ModelOptions {

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model's name.")
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(names = "--version", required = true, paramLabel = "VERSION", description = "The model's version.")
    @SuppressWarnings("NullAway.Init")
    private String version;

    ModelVersion model() {
        if (model.isBlank() || version.isBlank()) {
            throw new UsageException("--model and --version must not be blank");
        }
        return new ModelVersion(model, version);
    }
}
