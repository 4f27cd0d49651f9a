package io.tidegauge.simulate;

import java.util.Arrays;

/** One feature under the reference rule at one resolution (decision_rule.py, Rule._fit and Rule._eval). */
final class ReferenceFeature {

    private static final double MU_KS = Math.PI * Math.PI / 12;
    private static final double HC_KS = 3.29;
    private static final double LN2 = Math.log(2);

    private final boolean numeric;
    private final int slots;
    private final long[][] profile;
    private final int df;
    private final ReferenceLaw njs;
    private final ReferenceLaw ndd;

    /** A window's p-value and effect. */
    record Point(double p, double e) {}

    private record Raw(double js, double d, double nh) {}

    /** Numeric counts have their order in all cells but those from {@code valueCells} on. */
    ReferenceFeature(long[][] blocks, boolean numeric, int slots) {
        this.numeric = numeric;
        this.slots = slots;
        int cells = blocks[0].length;
        profile = new long[slots][cells];
        for (int t = 0; t < blocks.length; t++) {
            for (int b = 0; b < cells; b++) {
                profile[t % slots][b] += blocks[t][b];
            }
        }
        int occupied = 0;
        for (int b = 0; b < cells; b++) {
            int cell = b;
            occupied += Arrays.stream(profile).mapToLong(row -> row[cell]).sum() > 0 ? 1 : 0;
        }
        df = Math.max(1, occupied - 1);
        double[] nh = new double[blocks.length];
        double[] yj = new double[blocks.length];
        double[] yd = new double[blocks.length];
        for (int t = 0; t < blocks.length; t++) {
            long[] rest = profile[t % slots].clone();
            for (int b = 0; b < cells; b++) {
                rest[b] -= blocks[t][b];
            }
            Raw raw = raw(blocks[t], rest);
            nh[t] = raw.nh();
            yj[t] = 8 * raw.js() * raw.nh() / df;
            yd[t] = raw.d() * raw.d() * raw.nh();
        }
        njs = new ReferenceLaw(yj, nh, 1, Math.max(df, 1.5));
        ndd = new ReferenceLaw(yd, nh, MU_KS, HC_KS);
    }

    Point eval(long[] window, int t) {
        Raw raw = raw(window, profile[t % slots]);
        double nh = Math.min(raw.nh(), njs.nmax);
        double p = njs.p(8 * raw.js() * nh / df, nh);
        double e = Math.sqrt(Math.max(0, raw.js() - njs.mean(nh) * df / (8 * nh)) / LN2);
        if (!numeric) {
            return new Point(p, e);
        }
        double yd = raw.d() * raw.d() * nh;
        double keff = Math.sqrt(yd / (ndd.mean(nh) / MU_KS * ndd.infl));
        double pd = Math.max(ndd.p(yd, nh), ReferenceLaw.kolmogorov(keff));
        double ed = Math.sqrt(Math.max(0, raw.d() * raw.d() - ndd.mean(nh) / nh));
        return new Point(Math.min(1, 2 * Math.min(p, pd)), Math.max(e, ed));
    }

    private static Raw raw(long[] c, long[] base) {
        double n = Arrays.stream(c).sum();
        double m = Arrays.stream(base).sum();
        double js = 0;
        for (int b = 0; b < c.length; b++) {
            double q = c[b] / n;
            double p = base[b] / m;
            double mid = (p + q) / 2;
            js += 0.5 * ((p > 0 ? p * Math.log(p / mid) : 0) + (q > 0 ? q * Math.log(q / mid) : 0));
        }
        int values = c.length - 1;
        double nv = Math.max(1, Arrays.stream(c, 0, values).sum());
        double mv = Math.max(1, Arrays.stream(base, 0, values).sum());
        double gap = 0;
        double d = 0;
        for (int b = 0; b < values - 1; b++) {
            gap += c[b] / nv - base[b] / mv;
            d = Math.max(d, Math.abs(gap));
        }
        return new Raw(Math.max(0, js), d, 1 / (1 / n + 1 / m));
    }
}
