package io.tidegauge.cli;

import io.tidegauge.baseline.BaselineKey;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Withdraws a published baseline. */
@Command(
        name = "withdraw",
        description = "Withdraws a published baseline, whole or not; the one in force before it is in force again.")
final class BaselineWithdraw implements Callable<Integer> {

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

    @Option(names = "--version", paramLabel = "VERSION", description = "Of this version only.")
    private @Nullable String version;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        BaselineTopic topic =
                new BaselineTopic(connection.connection(), spec.commandLine().getErr());
        SortedMap<String, List<BaselineKey>> keys = topic.keys(id);
        keys.values().removeIf(ofModel -> !wanted(ofModel.get(0)));
        if (keys.isEmpty()) {
            throw new UsageException("no baseline has the id '" + id + "'; see 'tidegauge baseline list'");
        }
        if (keys.size() > 1) {
            throw new UsageException("the id '" + id + "' is of several models: " + String.join(", ", keys.keySet())
                    + "; say which by --model and --version");
        }
        keys.forEach((of, records) -> {
            topic.withdraw(records);
            spec.commandLine()
                    .getOut()
                    .println("withdrawn: baseline " + id + " of " + of + ", " + records.size() + " records");
        });
        return 0;
    }

    private boolean wanted(BaselineKey key) {
        return (model == null || model.equals(key.model().model()))
                && (version == null || version.equals(key.model().version()));
    }
}
