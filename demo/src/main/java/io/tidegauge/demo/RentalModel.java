package io.tidegauge.demo;

import io.tidegauge.event.ModelVersion;
import java.util.List;

/** The monitored model: it predicts the price of a night in a short-term rental, in euros. */
final class RentalModel {

    static final ModelVersion MODEL = new ModelVersion("rental-price", "1");

    static final String BEDROOMS = "bedrooms";
    static final String ACCOMMODATES = "accommodates";
    static final String RATING = "review_scores_rating";
    static final String NEIGHBOURHOOD = "neighbourhood";
    static final String SUPERHOST = "host_is_superhost";
    static final String MINIMUM_NIGHTS = "minimum_nights";

    /** A part of the city, how many in 1,000 listings are there, and what it does to the price, as a factor. */
    record Neighbourhood(String name, int perMille, double priceFactor) {}

    static final List<Neighbourhood> NEIGHBOURHOODS = List.of(
            new Neighbourhood("Old Town", 190, 1.25),
            new Neighbourhood("Harbour", 150, 1.15),
            new Neighbourhood("Station", 130, 0.90),
            new Neighbourhood("University", 110, 0.95),
            new Neighbourhood("Riverside", 90, 1.10),
            new Neighbourhood("Market", 80, 1.05),
            new Neighbourhood("Castle Hill", 65, 1.30),
            new Neighbourhood("North End", 55, 0.85),
            new Neighbourhood("Gardens", 45, 1.00),
            new Neighbourhood("Docks", 35, 0.80),
            new Neighbourhood("Airport", 30, 0.75),
            new Neighbourhood("Beach", 20, 1.40));

    private static final double PRICE_OF_A_BED = 34;
    private static final double AVERAGE_RATING = 95;

    private RentalModel() {}

    /** The predicted price of a night, in euros and cents; where the model lacks an input it takes the average. */
    static double price(Listing listing) {
        double logPrice = Math.log(PRICE_OF_A_BED)
                + 0.75 * Math.log(listing.accommodates())
                + 0.12 * listing.bedrooms()
                + Math.log(placeFactor(listing.neighbourhood()))
                + 0.0005 * (listing.rating().orElse(AVERAGE_RATING) - AVERAGE_RATING)
                + (listing.superhost() ? 0.05 : 0)
                - 0.004 * Math.min(30, listing.minimumNights())
                + listing.charm();
        return Math.round(Math.exp(logPrice) * 100) / 100.0;
    }

    private static double placeFactor(String neighbourhood) {
        return NEIGHBOURHOODS.stream()
                .filter(place -> place.name().equals(neighbourhood))
                .mapToDouble(Neighbourhood::priceFactor)
                .findFirst()
                .orElse(1);
    }
}
