package io.tidegauge.demo;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes the model's inference events: a function of seed, number and fault. */
final class RentalEvents {

    static final double LOST_SHARE = 0.6;
    static final double HOLIDAY_FACTOR = 1.35;

    private final long seed;

    RentalEvents(long seed) {
        this.seed = seed;
    }

    /**
     * Makes one event.
     *
     * @param number the event's number, which with the seed decides the listing
     * @param timeMs event time
     * @param fault what is wrong with it
     */
    InferenceEvent event(long number, long timeMs, Optional<Fault> fault) {
        Listing listing = seen(Listing.draw(seed, number), number, fault);
        double price = RentalModel.price(listing);
        if (fault.equals(Optional.of(Fault.HOLIDAY_PRICES))) {
            price = Math.round(price * HOLIDAY_FACTOR * 100) / 100.0;
        }
        return new InferenceEvent(
                "rental-" + seed + "-" + number,
                RentalModel.MODEL.model(),
                RentalModel.MODEL.version(),
                timeMs,
                features(listing),
                new FeatureValue.Numeric(price),
                Map.of(),
                Map.of(),
                OptionalDouble.empty());
    }

    private Listing seen(Listing listing, long number, Optional<Fault> fault) {
        if (fault.equals(Optional.of(Fault.RATING_RESCALED))) {
            return listing.withRatingOutOfFive();
        }
        return fault.equals(Optional.of(Fault.NEIGHBOURHOOD_LOST)) && lost(number)
                ? listing.withoutNeighbourhood()
                : listing;
    }

    private boolean lost(long number) {
        return Listing.random(~seed, number).nextDouble() < LOST_SHARE;
    }

    private static Map<String, FeatureValue> features(Listing listing) {
        Map<String, FeatureValue> features = new LinkedHashMap<>();
        features.put(RentalModel.BEDROOMS, new FeatureValue.Numeric(listing.bedrooms()));
        features.put(RentalModel.ACCOMMODATES, new FeatureValue.Numeric(listing.accommodates()));
        features.put(RentalModel.RATING, rating(listing.rating()));
        features.put(RentalModel.NEIGHBOURHOOD, neighbourhood(listing.neighbourhood()));
        features.put(RentalModel.SUPERHOST, new FeatureValue.Bool(listing.superhost()));
        features.put(RentalModel.MINIMUM_NIGHTS, new FeatureValue.Numeric(listing.minimumNights()));
        return features;
    }

    private static FeatureValue rating(OptionalDouble rating) {
        return rating.isPresent() ? new FeatureValue.Numeric(rating.getAsDouble()) : FeatureValue.MISSING;
    }

    private static FeatureValue neighbourhood(String name) {
        return name.equals(Listing.NOWHERE) ? FeatureValue.MISSING : new FeatureValue.Text(name);
    }
}
