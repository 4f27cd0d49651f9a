package io.tidegauge.simulate;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Severity;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.BenjaminiHochberg;
import io.tidegauge.decide.Decision;
import io.tidegauge.decide.ModelDecider;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.ModelWindow;
import io.tidegauge.decide.TrackKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hours of one model, and the days that they make up, decided on one after the other as the detector does. */
final class ModelMonth {

    private static final int DAY = 24;

    private final DrawnModel model;
    private final int baselineHours;
    private final ModelPolicy policy;
    private final ModelDecider decider;
    private final List<Opening> openings = new ArrayList<>();
    private final Set<String> paging = new HashSet<>();
    private final Set<String> noticed = new HashSet<>();
    private final Set<String> incidents = new HashSet<>();
    private SortedMap<TrackKey, AlertTrack> tracks = new TreeMap<>();
    private long[][] day = new long[0][];
    private int hours;
    private long significant;

    ModelMonth(DrawnModel model, int baselineHours, ModelPolicy policy) {
        this.model = model;
        this.baselineHours = baselineHours;
        this.policy = policy;
        this.decider = new ModelDecider(policy);
    }

    /**
     * Decides on the next hour, and on the day that ends with it.
     *
     * @param drawn rows by feature and the world's cell
     */
    void next(long[][] drawn) {
        int hour = baselineHours + hours;
        ModelWindow window = model.window(DrawnModel.hour(hour), drawn);
        significant += significant(window);
        take(decider.decide(window, tracks));
        day = hours % DAY == 0 ? copy(drawn) : sum(day, drawn);
        if (hours % DAY == DAY - 1) {
            take(decider.decideDay(model.window(DrawnModel.day(hour / DAY), day), tracks));
        }
        hours++;
    }

    private int significant(ModelWindow window) {
        double[] p = window.features().values().stream()
                .filter(c -> c.pValue().isDefined())
                .mapToDouble(c -> c.pValue().orNaN())
                .toArray();
        boolean[] rejected = new BenjaminiHochberg().reject(p, policy.levels().persistent());
        int count = 0;
        for (boolean one : rejected) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private void take(Decision decision) {
        tracks = decision.tracks();
        decision.alerts().forEach(this::take);
    }

    private void take(DriftAlert alert) {
        if (alert.state() == AlertState.RESOLVED) {
            paging.remove(alert.alertId());
            noticed.remove(alert.alertId());
        } else if (alert.state() == AlertState.FIRING) {
            boolean pages = alert.severity() != Severity.NOTICE;
            boolean opens = (pages ? paging : noticed).add(alert.alertId());
            if (opens) {
                boolean newIncident = pages && incidents.add(alert.incidentId());
                openings.add(new Opening(model.feature(alert.feature()), hours, alert.path(), pages, newIncident));
            }
        }
    }

    private static long[][] copy(long[][] counts) {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    private static long[][] sum(long[][] sums, long[][] counts) {
        for (int f = 0; f < sums.length; f++) {
            for (int i = 0; i < sums[f].length; i++) {
                sums[f][i] += counts[f][i];
            }
        }
        return sums;
    }

    /** What began, in the order of time. */
    List<Opening> openings() {
        return List.copyOf(openings);
    }

    /** Features of windows that were significant at the level of the persistent path, material or not. */
    long significant() {
        return significant;
    }
}
