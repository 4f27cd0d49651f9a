package io.tidegauge.demo;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One short-term rental as the model sees it.
 *
 * @param accommodates guests, 1 to 16
 * @param bedrooms 0 for a studio, to 8
 * @param rating 20 to 100, mean about 95; absent while nobody has reviewed it
 * @param neighbourhood a part of the city; empty when lost
 * @param superhost whether the host is one
 * @param minimumNights 1 to 60
 * @param charm what the model reads from the photographs: added to the logarithm of the price
 */
record Listing(
        int accommodates,
        int bedrooms,
        OptionalDouble rating,
        String neighbourhood,
        boolean superhost,
        int minimumNights,
        double charm) {

    /** Stands for a neighbourhood that was lost on the way. */
    static final String NOWHERE = "";

    private static final int[] GUESTS = {1, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 8};
    private static final int[] NIGHTS = {1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5, 5, 7, 14, 30};
    private static final double UNREVIEWED = 0.06;
    private static final double BADLY_REVIEWED = 0.01;

    /** Odd and unlike the generator's own increment, so that the draws of neighbours have nothing in common. */
    private static final long SPREAD = 0xD1342543DE82EF95L;

    /** Draws a listing; the same seed and number give the same one, whatever was drawn before. */
    static Listing draw(long seed, long number) {
        SplittableRandom random = random(seed, number);
        int accommodates = GUESTS[random.nextInt(GUESTS.length)] + (random.nextInt(12) == 0 ? random.nextInt(9) : 0);
        OptionalDouble rating = rating(random);
        return new Listing(
                accommodates,
                bedrooms(accommodates, random),
                rating,
                neighbourhood(random.nextInt(1_000)),
                random.nextDouble() < superhostChance(rating),
                minimumNights(random),
                0.35 * random.nextGaussian());
    }

    /** What is random about the thing of this number: a stream of its own. */
    static SplittableRandom random(long seed, long number) {
        return new SplittableRandom(seed ^ number * SPREAD);
    }

    private static OptionalDouble rating(RandomGenerator random) {
        if (random.nextDouble() < UNREVIEWED) {
            return OptionalDouble.empty();
        }
        if (random.nextDouble() < BADLY_REVIEWED) {
            return OptionalDouble.of(20 + random.nextInt(60));
        }
        double missing = -5 * Math.log(1 - random.nextDouble());
        return OptionalDouble.of(Math.max(20, Math.rint(100 - missing)));
    }

    private static int bedrooms(int accommodates, RandomGenerator random) {
        double rooms = accommodates / 2.2 + 0.5 * random.nextGaussian();
        return (int) Math.max(0, Math.min(8, Math.round(rooms)));
    }

    private static String neighbourhood(int perMille) {
        int upTo = 0;
        for (RentalModel.Neighbourhood place : RentalModel.NEIGHBOURHOODS) {
            upTo += place.perMille();
            if (perMille < upTo) {
                return place.name();
            }
        }
        throw new IllegalStateException("the neighbourhoods hold " + upTo + " of 1,000 listings");
    }

    private static double superhostChance(OptionalDouble rating) {
        return rating.isPresent() && rating.getAsDouble() >= 96 ? 0.45 : 0.08;
    }

    private static int minimumNights(RandomGenerator random) {
        int nights = NIGHTS[random.nextInt(NIGHTS.length)];
        return random.nextInt(10) == 0 ? nights + random.nextInt(31) : nights;
    }

    /** The same listing, its rating on a scale from 0 to 5. */
    Listing withRatingOutOfFive() {
        OptionalDouble outOfFive = rating.isPresent() ? OptionalDouble.of(rating.getAsDouble() / 20) : rating;
        return new Listing(accommodates, bedrooms, outOfFive, neighbourhood, superhost, minimumNights, charm);
    }

    /** The same listing, nobody knows where. */
    Listing withoutNeighbourhood() {
        return new Listing(accommodates, bedrooms, rating, NOWHERE, superhost, minimumNights, charm);
    }
}
