package io.tidegauge.backtest;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.WeightedValues;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Numbers in the order of their rows. What is not finite is no value, as the tools that this is for drop it. */
public final class Numbers implements Values {

    private final double[] values;

    private Numbers(double[] values) {
        this.values = values;
    }

    /** The numbers; NaN and infinities are rows without a value. */
    public static Numbers of(double... values) {
        return new Numbers(values.clone());
    }

    @Override
    public FeatureKind kind() {
        return FeatureKind.NUMERIC;
    }

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public int present() {
        return (int) Arrays.stream(values).filter(Double::isFinite).count();
    }

    @Override
    public Numbers slice(int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        return new Numbers(Arrays.copyOfRange(values, from, to));
    }

    static Numbers joined(List<Numbers> parts) {
        return new Numbers(parts.stream()
                .flatMapToDouble(part -> Arrays.stream(part.values))
                .toArray());
    }

    /** The values that there are, in the order of their rows. */
    double[] finite() {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    /** The values that there are, counted. */
    WeightedValues counted() {
        return WeightedValues.of(finite());
    }
}
