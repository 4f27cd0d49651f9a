package io.tidegauge.cli;

import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.ColumnRoles;
import io.tidegauge.baseline.RowEvents;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.baseline.RowTimes;
import io.tidegauge.event.ModelVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the columns of two files. */
@Command(
        name = "compare",
        description =
                "Compares every column of one file with the same column of another: every statistic by name, as the"
                        + " detector would compute it with A as the baseline and B as the window.")
final class CompareCommand implements Callable<Integer> {

    /** Events belong to a model; these are never sent. */
    private static final ModelVersion NOBODY = new ModelVersion("compare", "0");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Parameters(index = "0", paramLabel = "A", description = "The baseline: CSV with a header, or JSON lines.")
    @SuppressWarnings("NullAway.Init")
    private Path baseline;

    @Parameters(index = "1", paramLabel = "B", description = "The window; may be the same file, with other rows.")
    @SuppressWarnings("NullAway.Init")
    private Path window;

    @Mixin
    private RoleOptions roles = new RoleOptions();

    @Mixin
    private TypeOptions types = new TypeOptions();

    @Option(names = "--rows-a", paramLabel = "A:B", description = "Rows of A, counted from 0 (default: all).")
    private @Nullable RowRange baselineRows;

    @Option(names = "--rows-b", paramLabel = "A:B", description = "Rows of B, counted from 0 (default: all).")
    private @Nullable RowRange windowRows;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Override
    public Integer call() {
        ColumnRoles columns = roles.roles();
        ColumnComparison comparison = new ColumnComparison(
                profile(baseline, columns, baselineRows), profile(window, columns, windowRows), types.kinds(columns));
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(comparison.json().pretty());
        } else {
            comparison.print(out);
        }
        return 0;
    }

    private ColumnComparison.Side profile(Path file, ColumnRoles columns, @Nullable RowRange asked) {
        RowRange range = asked == null ? RowRange.ALL : asked;
        RowEvents events = new RowEvents(file, NOBODY, columns, RowTimes.UNKNOWN);
        BaselineBuilder builder = new BaselineBuilder();
        builder.associate();
        PrintWriter err = spec.commandLine().getErr();
        try (RowReader reader = types.open(file, columns);
                Progress progress =
                        new Progress(err, Terminal.showsErrors(), "profiling", range.within(reader.rows()))) {
            reader.forEach(range, row -> {
                builder.add(events.eventOf(row));
                progress.step();
            });
        }
        if (builder.rows() == 0) {
            throw new IllegalArgumentException(file + ": no rows" + (asked == null ? "" : " from row " + asked.from()));
        }
        return new ColumnComparison.Side(file.toString(), builder.rows(), builder.profiles());
    }
}
