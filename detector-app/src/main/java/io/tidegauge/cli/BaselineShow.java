package io.tidegauge.cli;

import io.tidegauge.baseline.BaselineCatalogue;
import io.tidegauge.baseline.BaselineSet;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a published baseline holds. */
@Command(name = "show", description = "Shows a published baseline, feature by feature.")
final class BaselineShow implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Parameters(paramLabel = "ID", description = "The baseline's id, as 'baseline list' gives it.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Option(names = "--model", paramLabel = "NAME", description = "Of this model only.")
    private @Nullable String model;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Mixin
    private WindowOptions windows = new WindowOptions();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        BaselineCatalogue catalogue = new BaselineTopic(connection.connection(), err).read();
        List<BaselineSet> found = catalogue.sets().stream()
                .filter(set -> set.manifest().baselineId().equals(id))
                .filter(set -> model == null || set.manifest().model().model().equals(model))
                .toList();
        catalogue.problems().forEach(problem -> err.println("not in force: " + problem));
        if (found.isEmpty()) {
            throw new UsageException("no whole baseline has the id '" + id + "'; see 'tidegauge baseline list'");
        }
        for (BaselineSet set : found) {
            BaselineText text = new BaselineText(set);
            ReviewText review = windows.review(connection.file(), set);
            if (format == Format.JSON) {
                out.println(text.jsonWithFeatures(review).pretty());
            } else {
                out.println(text.line());
                out.println();
                text.table().print(out);
                out.println();
                review.table().print(out);
                out.println();
                review.sentences().forEach(out::println);
            }
        }
        return 0;
    }
}
