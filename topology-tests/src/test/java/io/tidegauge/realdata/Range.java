package io.tidegauge.realdata;

/** Where a figure of the raw rows must lie, by what a sketch knows of them; a point where the sketch is exact. */
record Range(double low, double high) {

    static Range point(double value) {
        return new Range(value, value);
    }

    double middle() {
        return low == high ? low : low + (high - low) / 2;
    }

    double halfWidth() {
        return (high - low) / 2;
    }

    Range plus(Range other) {
        return new Range(low + other.low, high + other.high);
    }
}
