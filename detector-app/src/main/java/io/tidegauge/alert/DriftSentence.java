package io.tidegauge.alert;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.SeasonSlot;
import io.tidegauge.compare.Statistic;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an alert on a feature's law says, after the feature's name: which way its values went, the cell that gained most, whether the baseline itself
 * varies as much, and what keeps the alert from being surer or more urgent.
 */
final class DriftSentence {

    private final FeatureComparison c;
    private final Occasion on;
    private final Judgement.Chance chance;

    DriftSentence(FeatureComparison c, Occasion on) {
        this.c = c;
        this.on = on;
        this.chance = c.judgement().chance();
    }

    /** The law has changed, or is suspected to have. */
    String trouble() {
        String went = chance.slot()
                .map(slot -> Move.direction(c) + " " + on.with().name() + time(slot))
                .orElseGet(() -> Move.of(c).orElse(" changed its distribution"));
        return went + ": " + gain() + qualified();
    }

    /** The law is the baseline's again. */
    String calm() {
        String where = chance.slot()
                .map(slot -> " to " + on.with().name() + time(slot))
                .orElseGet(() -> " to " + on.with().own("distribution"));
        Optional<String> middle = chance.slot().isPresent() ? Optional.empty() : Move.middles(c, on);
        return where + ": " + middle.orElseGet(this::effect);
    }

    private String gain() {
        return c.cells().stream()
                .max(Comparator.comparingDouble(CellShare::moved))
                .map(this::gain)
                .orElseGet(() -> effect() + worth() + (calibrated() ? on.with().moreThanVaries(on.spans()) : ""));
    }

    private String gain(CellShare cell) {
        return Figures.percent(cell.windowShare()) + " of " + on.rows(c.windowRows()) + worth() + " are "
                + Move.values(c, cell) + ", " + Figures.percent(cell.baselineShare()) + " in "
                + on.with().name()
                + variation();
    }

    /** That the baseline does not vary so much of itself. */
    private String variation() {
        if (!calibrated()) {
            return chance.slot().isPresent() ? " at that hour" : "";
        }
        return chance.slot()
                .map(slot -> " at that hour, which varies less from "
                        + (slot.day().isPresent() ? "week to week" : "day to day"))
                .orElseGet(() -> on.with().variesLess(on.spans()));
    }

    private boolean calibrated() {
        return chance.calibration() != Calibration.UNCALIBRATED;
    }

    /** How many independent rows the rows are worth, where they are fewer. */
    private String worth() {
        if (!(chance.independentRows() instanceof Statistic.Value rows) || Math.rint(rows.value()) >= c.windowRows()) {
            return "";
        }
        String worth = Figures.number(Math.max(1, Math.rint(rows.value())));
        return " (worth " + worth + " independent " + (worth.equals("1") ? "one)" : "ones)");
    }

    private String effect() {
        return "an effect of " + Figures.number(c.effect().orNaN()) + " in " + on.rows(c.windowRows());
    }

    private String qualified() {
        List<String> words = new ArrayList<>();
        if (on.change() == AlertChange.SUSPECTED) {
            words.add("not yet confirmed");
        }
        boolean notice = on.severity() == Severity.NOTICE;
        switch (chance.calibration()) {
            case UNCALIBRATED ->
                words.add((notice ? "a notice, uncalibrated: " : "uncalibrated: ")
                        + on.with().varietyUnknown(on.spans()));
            case PROVISIONAL -> words.add("provisional: " + on.with().provisional());
            case CALIBRATED -> {}
        }
        if (notice && calibrated()) {
            words.add(c.lowResolution() ? "a notice: its histogram is too coarse" : "a notice: the change is small");
        }
        return words.isEmpty() ? "" : " (" + String.join("; ", words) + ")";
    }

    /** {@code on Mondays at 09:00 UTC}, {@code at 09:00 UTC}. */
    private static String time(SeasonSlot slot) {
        String hour = String.format(Locale.ROOT, " at %02d:00 UTC", slot.hour());
        return slot.day().map(day -> " on " + plural(day) + hour).orElse(hour);
    }

    private static String plural(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT) + "s";
    }
}
