package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.benchmarks.Machine;
import io.tidegauge.benchmarks.Results;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Gathers what was measured; prints it, and writes it down. */
final class EndToEndReport {

    private static final String INTERNAL_BYTES = "internal_bytes_share";

    private final PrintStream out;
    private final List<Round> rounds = new ArrayList<>();
    private final List<Paced> paced = new ArrayList<>();
    private final List<AlertDelay> delays = new ArrayList<>();

    EndToEndReport(PrintStream out) {
        this.out = out;
    }

    void add(List<Round> more) {
        rounds.addAll(more);
    }

    void add(Paced one) {
        paced.add(one);
    }

    void add(AlertDelay one) {
        delays.add(one);
    }

    /**
     * Prints tables and writes the file.
     *
     * @param kept rounds of each contender
     * @param jvmOptions what contenders' JVMs were given besides the usual
     */
    void finish(int kept, List<String> jvmOptions, Path file) {
        Map<String, List<Double>> ratios = ratios();
        out.println();
        if (!rounds.isEmpty()) {
            out.println(Tables.medians(rounds));
        }
        out.print(Tables.paced(paced));
        out.print(Tables.delays(delays));
        out.println();
        out.print(Tables.ratios(ratios));
        out.print(Tables.ratios(Ratios.allocated(rounds)));
        Results.put(file, parts(ratios, kept, jvmOptions));
        out.println();
        out.println("Written to " + file);
    }

    private Map<String, List<Double>> ratios() {
        Map<String, List<Double>> ratios = Ratios.promised(rounds);
        paced.stream()
                .findFirst()
                .ifPresent(fastest -> ratios.put(INTERNAL_BYTES, List.of(fastest.internalBytesPerInputByte())));
        return ratios;
    }

    private Map<String, Object> parts(Map<String, List<Double>> ratios, int kept, List<String> jvmOptions) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("ratios", medians(ratios));
        parts.put("allocation", medians(Ratios.allocated(rounds)));
        parts.put("ratios_by_round", ratios);
        parts.put("machine", Machine.here());
        parts.put("rounds", kept);
        parts.put(
                "contender_jvm",
                Stream.concat(ContenderProcess.OPTIONS.stream(), jvmOptions.stream())
                        .toList());
        parts.put("measurements", rounds.stream().map(RoundJson::of).toList());
        parts.put("paced", paced.stream().map(PacedJson::of).toList());
        parts.put("alert_delay", delays);
        return parts;
    }

    private static Map<String, Double> medians(Map<String, List<Double>> figures) {
        Map<String, Double> medians = new LinkedHashMap<>();
        figures.forEach((name, each) -> medians.put(name, Ratios.median(each)));
        return medians;
    }
}
