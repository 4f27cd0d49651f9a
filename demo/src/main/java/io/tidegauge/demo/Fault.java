package io.tidegauge.demo;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.event.FeatureNames;

/** What goes wrong in the story, and what a detector should say of it. */
enum Fault {
    /** An upstream service changes the rating's scale from 0-100 to 0-5. */
    RATING_RESCALED(
            RentalModel.RATING,
            AlertKind.OUT_OF_RANGE,
            "an upstream service now sends the rating from 0 to 5 instead of 0 to 100",
            "the rating is sent from 0 to 100 again"),
    /** A join upstream loses the neighbourhood of most listings. */
    NEIGHBOURHOOD_LOST(
            RentalModel.NEIGHBOURHOOD,
            AlertKind.MISSING_VALUES,
            "a join upstream loses the neighbourhood of 60 % of the listings",
            "the join is repaired, every listing has its neighbourhood"),
    /** Demand rises, so does what the model says; the listings stay as they were. */
    HOLIDAY_PRICES(
            FeatureNames.PREDICTION,
            AlertKind.DISTRIBUTION,
            "the holiday season begins and the predicted prices rise by 35 %",
            "the season is over, prices are what they were");

    private final String feature;
    private final AlertKind kind;
    private final String told;
    private final String repaired;

    Fault(String feature, AlertKind kind, String told, String repaired) {
        this.feature = feature;
        this.kind = kind;
        this.told = told;
        this.repaired = repaired;
    }

    /** The feature that the alert must name. */
    String feature() {
        return feature;
    }

    /** The kind that the alert must be of. */
    AlertKind kind() {
        return kind;
    }

    /** What happens, in words, without a full stop. */
    String told() {
        return told;
    }

    /** How it ends, in words, without a full stop. */
    String repaired() {
        return repaired;
    }
}
