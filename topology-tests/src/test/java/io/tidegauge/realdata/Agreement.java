package io.tidegauge.realdata;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.profile.FeatureProfile;
import java.util.Map;

/**
 * Holds the reports of a set against {@code expected.csv} and {@code psi_bins.csv}. What the report states is taken from
 * it; quantiles and the distances on the given bins are recomputed from the profile that it carries.
 */
final class Agreement {

    /** What the files have and the product defines otherwise. */
    static final Map<String, String> OTHER_DEFINITIONS = Map.of(
            "ks_p", "SciPy's finite-n law; the product's is Kolmogorov's limit law",
            "psi_atoms, atoms", "bins of the file's own; the product's cells are its own");

    private final BaselineSet baseline;
    private final FigureTable table;
    private final NumericAgreement numeric;
    private final CategoricalAgreement categorical;

    Agreement(BaselineSet baseline, Map<String, PsiBins> bins, FigureTable table) {
        this.baseline = baseline;
        this.table = table;
        this.numeric = new NumericAgreement(bins, table);
        this.categorical = new CategoricalAgreement(bins, table);
    }

    /** The baseline against itself, from its profile alone. */
    void checkBaseline(Expected expected) {
        FeatureBaseline feature = baseline.features().get(expected.feature());
        FeatureProfile profile = feature.profile();
        table.counted("n_win", expected, feature.rows());
        table.counted("nulls_win", expected, feature.rows() - profile.rows() + profile.nulls());
        if (expected.numeric()) {
            numeric.checkBaseline(expected, profile);
        } else {
            categorical.checkCounts(expected, profile);
        }
    }

    void checkWindow(Expected expected, FeatureReport report) {
        FeatureProfile window = FeatureProfile.decode(report.profile());
        FeatureProfile reference = baseline.features().get(expected.feature()).profile();
        Figures figures = new Figures(expected, report, table);
        table.counted("n_win", expected, report.rows());
        table.counted("nulls_win", expected, report.nulls());
        table.counted("n_base", expected, baseline.manifest().rows());
        figures.equal("null_rate_base", "baseline_null_rate");
        figures.equal("null_rate_win", "window_null_rate");
        boolean noNulls = expected.figure("nulls_base").orElse(0)
                        + expected.figure("nulls_win").orElse(0)
                == 0;
        figures.pValue("null_rate_p", "null_rate_p", noNulls);
        if (expected.numeric()) {
            numeric.checkWindow(figures, reference, window);
        } else {
            categorical.checkWindow(figures, reference, window);
        }
    }
}
