package io.tidegauge.cli;

import io.tidegauge.baseline.ColumnRoles;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the columns of a file are to the model. */
final class RoleOptions {

    @Option(
            names = "--features",
            split = ",",
            paramLabel = "COLUMN",
            description = "The features (default: every column that is nothing else).")
    private Set<String> features = new LinkedHashSet<>();

    @Option(names = "--exclude", split = ",", paramLabel = "COLUMN", description = "Columns that are no features.")
    private Set<String> excluded = new LinkedHashSet<>();

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column of true outcomes: no feature.")
    private @Nullable String label;

    @Option(
            names = "--time-column",
            paramLabel = "COLUMN",
            description = "The column of event times: ISO-8601 (UTC where no zone is given), or seconds or milliseconds"
                    + " since 1970.")
    private @Nullable String time;

    @Option(names = "--prediction", paramLabel = "COLUMN", description = "The column that is the model's prediction.")
    private @Nullable String prediction;

    @Option(
            names = "--score",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns of class probabilities, each named as its class.")
    private Set<String> scores = new LinkedHashSet<>();

    ColumnRoles roles() {
        return roles(null, Set.of());
    }

    /** The roles, with those that only events have. */
    ColumnRoles roles(@Nullable String id, Set<String> segments) {
        Set<String> none = new TreeSet<>(excluded);
        if (label != null) {
            none.add(label);
        }
        return new ColumnRoles(features, none, time, id, prediction, scores, segments);
    }
}
