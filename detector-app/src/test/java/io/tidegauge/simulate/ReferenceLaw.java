package io.tidegauge.simulate;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * The law that the reference rule (decision_rule.py, class Null) fits to blocks, line by line from there; shares no code
 * with the product.
 */
final class ReferenceLaw {

    final double nmax;
    final double c;
    final double rho;
    final double mu0;
    final double infl;
    private final double sdf;
    private final double w1;
    private final double w2;
    private final double h;
    private final double vu;

    ReferenceLaw(double[] y, double[] nh, double mu0, double sdf) {
        int m = y.length;
        this.mu0 = mu0;
        this.sdf = sdf;
        double[] r = Arrays.stream(y).map(v -> v / mu0).toArray();
        nmax = Arrays.stream(nh).max().orElseThrow();
        double xm = mean(nh);
        double rm = mean(r);
        double sx = 0;
        double sxy = 0;
        double rx = 0;
        double xx = 0;
        for (int i = 0; i < m; i++) {
            sx += (nh[i] - xm) * (nh[i] - xm);
            sxy += (nh[i] - xm) * (r[i] - rm);
            rx += (r[i] - 1) * nh[i];
            xx += nh[i] * nh[i];
        }
        boolean vary = Math.sqrt(sx / m) / xm > 0.3;
        double slope = Math.max(0, sxy / Math.max(sx, 1e-300));
        double cut = rm - slope * xm;
        if (cut < 1) {
            cut = 1;
            slope = Math.max(0, rx / xx);
        }
        c = vary ? cut : Math.max(1, rm);
        rho = vary ? slope : 0;
        double[] z = new double[m];
        for (int i = 0; i < m; i++) {
            z[i] = r[i] / (c + rho * nh[i]) * sdf;
        }
        double zm = mean(z);
        double v = 0;
        double lag = 0;
        for (int i = 0; i < m; i++) {
            v += (z[i] - zm) * (z[i] - zm) / (m - 1);
            lag += i == 0 ? 0 : (z[i] - zm) * (z[i - 1] - zm) / (m - 1);
        }
        double r1 = Math.min(Math.max(lag / Math.max(v, 1e-12), 0), 0.95);
        double me = Math.max(4, m * (1 - r1) / (1 + r1));
        double viso = 2 * sdf;
        infl = 1 + 1.28 * Math.sqrt(Math.max(v, viso) / me) / sdf;
        vu = v > viso * (1 + 1.28 * Math.sqrt((2 + 12 / sdf) / me)) ? v * (1 + 1.28 * Math.sqrt(8 / me)) : viso;
        double a = sdf - 1;
        double d = Math.max((a + 1) * vu / 2 - sdf * sdf, 0);
        double c1 = Math.max((sdf * a - Math.sqrt(a * d)) / (a * (a + 1)), 0);
        w1 = c1;
        w2 = c1 + Math.max(sdf - c1 * sdf, 0);
        h = 2 * sdf * sdf / vu;
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).sum() / x.length;
    }

    double mean(double nh) {
        return mu0 * (c + rho * nh);
    }

    double p(double y, double nh) {
        double z = y / (mean(nh) * infl) * sdf;
        double pg = chi2sf(h * z / sdf, h);
        return z > sdf + 0.7 * Math.sqrt(vu) ? Math.max(pg, sfMix(z, w1, sdf - 1, w2)) : pg;
    }

    private static double chi2sf(double x, double k) {
        return x <= 0 ? 1 : Gamma.regularizedGammaQ(k / 2, x / 2);
    }

    private static double sfMix(double x, double weight1, double a, double weight2) {
        double v1 = Math.max(weight1, 1e-9 * weight2);
        double qa = 4 * x * v1 * weight2;
        double qb = -2 * x * (v1 + weight2) + 2 * v1 * weight2 * (a + 1);
        double qc = x - (a * v1 + weight2);
        double disc = Math.max(qb * qb - 4 * qa * qc, 0);
        double t = Math.min(2 * qc / (-qb + Math.sqrt(disc)), (1 - 1e-12) / (2 * weight2));
        double k = -a / 2 * Math.log1p(-2 * v1 * t) - 0.5 * Math.log1p(-2 * weight2 * t);
        double k2 = 2 * a * v1 * v1 / Math.pow(1 - 2 * v1 * t, 2)
                + 2 * weight2 * weight2 / Math.pow(1 - 2 * weight2 * t, 2);
        double w = Math.signum(t) * Math.sqrt(Math.max(2 * (t * x - k), 1e-300));
        double u = t * Math.sqrt(k2);
        double sf = 0.5 * Erf.erfc(w / Math.sqrt(2));
        double pdf = Math.exp(-0.5 * w * w) / Math.sqrt(2 * Math.PI);
        return Math.min(Math.max(sf + pdf * (1 / u - 1 / w), 1e-300), 1);
    }

    /** kstwobign.sf. */
    static double kolmogorov(double k) {
        if (k < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int j = 1; j < 200; j++) {
            sum += (j % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * j * j * k * k);
        }
        return Math.min(Math.max(sum, 0), 1);
    }
}
