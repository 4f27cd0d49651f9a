package io.tidegauge.benchmarks;

import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.Counted;
import io.tidegauge.assess.Remembered;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.ModelPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long one thread takes to evaluate an hour's window of a model of 1,000 features, 700 of them numeric, against four
 * weeks of hourly blocks with a slot for every hour of the week: every statistic, the calibrated significance, the decision
 * and the reports. Beside it stands what merely decoding the window's profiles takes. Arguments: windows (default 40), rows
 * of a window (default 1,000), features (default 1,000). The processor's time is what counts where other work runs.
 */
public final class Evaluation {

    private final List<Stopwatch.Reading> decoding = new ArrayList<>();
    private final List<Stopwatch.Reading> evaluating = new ArrayList<>();
    private final ModelPolicy policy = ModelPolicy.standard(Cadence.tumbling(Duration.ofHours(1)));

    private Evaluation() {}

    public static void main(String[] args) {
        int windows = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int features = args.length > 2 ? Integer.parseInt(args[2]) : 1_000;
        if (windows < 2) {
            throw new IllegalArgumentException(windows + " windows: the first one stands apart from those that follow");
        }
        WideModel model = new WideModel(features, rows);
        BaselineSet baseline = model.baseline();
        Evaluation cold = new Evaluation();
        cold.run("windows of a new process", model, baseline, windows);
        // Other objects, so that nothing is fitted yet: what is left of the first window's time is the fits'.
        BaselineSet again = model.baseline();
        Evaluation warm = new Evaluation();
        warm.run("windows of another baseline", model, again, windows);
        System.out.printf(
                Locale.ROOT,
                "%,d features, windows of %,d rows; milliseconds, of the processor in brackets; ratio of processor time to"
                        + " decoding%n",
                features,
                rows);
        cold.print("new process", windows);
        warm.print("warm", windows);
    }

    private void run(String what, WideModel model, BaselineSet baseline, int windows) {
        WindowAssessor assessor = new WindowAssessor();
        Remembered remembered = Remembered.NOTHING;
        for (int i = 0; i < windows; i++) {
            List<byte[]> encoded = model.window(i);
            Stopwatch decode = Stopwatch.start();
            WindowCounts counts = model.counts(i, encoded);
            decoding.add(decode.read());
            Stopwatch evaluate = Stopwatch.start();
            Assessment assessment = assessor.assess(counts, Counted.NONE, baseline, policy, remembered);
            evaluating.add(evaluate.read());
            remembered = assessment.remembered();
            System.err.printf(
                    Locale.ROOT,
                    "%s: %d of %d, %.0f ms, %d alerts%n",
                    what,
                    i + 1,
                    windows,
                    evaluating.get(i).wallMs(),
                    assessment.alerts().size());
        }
    }

    private void print(String what, int windows) {
        Stopwatch.Reading decode = Stopwatch.quantile(decoding.subList(1, windows), 0.5);
        line(what + ", decoding a window's profiles, median", decode, decode);
        line(what + ", first window, laws fitted", evaluating.get(0), decode);
        List<Stopwatch.Reading> later = evaluating.subList(1, windows);
        line(what + ", following windows, median", Stopwatch.quantile(later, 0.5), decode);
        line(what + ", following windows, 95 of 100", Stopwatch.quantile(later, 0.95), decode);
    }

    private static void line(String what, Stopwatch.Reading time, Stopwatch.Reading decode) {
        System.out.printf(
                Locale.ROOT,
                "%-56s %,8.1f (%,8.1f)   ratio %6.1f%n",
                what,
                time.wallMs(),
                time.processorMs(),
                time.processorMs() / decode.processorMs());
    }
}
