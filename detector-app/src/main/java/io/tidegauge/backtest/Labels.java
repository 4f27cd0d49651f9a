package io.tidegauge.backtest;

import io.tidegauge.event.FeatureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels in the order of their rows. */
public final class Labels implements Values {

    /** Stands for a row without a label. */
    private static final int NONE = -1;

    private final List<String> names;
    private final int[] codes;

    private Labels(List<String> names, int[] codes) {
        this.names = names;
        this.codes = codes;
    }

    /** The labels; empty where a row has none. */
    public static Labels of(List<Optional<String>> labels) {
        Map<String, Integer> known = new HashMap<>();
        List<String> names = new ArrayList<>();
        int[] codes = new int[labels.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = labels.get(i)
                    .map(label -> known.computeIfAbsent(label, name -> {
                        names.add(name);
                        return names.size() - 1;
                    }))
                    .orElse(NONE);
        }
        return new Labels(List.copyOf(names), codes);
    }

    @Override
    public FeatureKind kind() {
        return FeatureKind.CATEGORICAL;
    }

    @Override
    public int rows() {
        return codes.length;
    }

    @Override
    public int present() {
        return (int) Arrays.stream(codes).filter(code -> code != NONE).count();
    }

    @Override
    public Labels slice(int from, int to) {
        Objects.checkFromToIndex(from, to, codes.length);
        return new Labels(names, Arrays.copyOfRange(codes, from, to));
    }

    static Labels joined(List<Labels> parts) {
        return of(parts.stream()
                .flatMap(part -> Arrays.stream(part.codes)
                        .mapToObj(code -> code == NONE ? Optional.<String>empty() : Optional.of(part.names.get(code))))
                .toList());
    }

    /** How many rows have each label, of the labels that any row has. */
    SortedMap<String, Long> counts() {
        long[] rows = new long[names.size()];
        for (int code : codes) {
            if (code != NONE) {
                rows[code]++;
            }
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] > 0) {
                counts.put(names.get(i), rows[i]);
            }
        }
        return counts;
    }
}
