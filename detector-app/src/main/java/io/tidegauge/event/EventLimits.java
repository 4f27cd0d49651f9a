package io.tidegauge.event;

/**
 * What an event may hold; an event beyond a limit is refused whole, with the limit and the value in the reason.
 *
 * @param maxFeatures features and scores in one event
 * @param maxNameLength characters of a model, version, feature or class name
 * @param maxValueLength characters of a string value
 */
public record EventLimits(int maxFeatures, int maxNameLength, int maxValueLength) {

    /** 4,096 features, names of 256 characters, values of 65,536. */
    public static final EventLimits DEFAULT = new EventLimits(4_096, 256, 65_536);

    /** The last millisecond of the year 9999: anything later is a unit mistake (microseconds, nanoseconds). */
    public static final long MAX_EVENT_TIME_MS = 253_402_300_799_999L;

    /** Names are parts of store keys and messages, which hold 65,535 bytes of a text: three for a character. */
    private static final int LONGEST_NAME = 10_000;

    public EventLimits {
        requirePositive("maxFeatures", maxFeatures);
        requirePositive("maxNameLength", maxNameLength);
        requirePositive("maxValueLength", maxValueLength);
        if (maxNameLength > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "maxNameLength must be at most " + LONGEST_NAME + ", was " + maxNameLength);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }

    /**
     * Returns the event if it keeps the limits.
     *
     * @throws InvalidEventException naming what is wrong and the value
     */
    public InferenceEvent check(InferenceEvent event) {
        checkName("model", event.model());
        checkName("model_version", event.modelVersion());
        if (!allowsTime(event.eventTimeMs())) {
            throw new InvalidEventException(
                    InvalidEventException.Reason.ABSURD_EVENT_TIME,
                    "event_time " + event.eventTimeMs() + " is not between 1970 and 9999 in milliseconds");
        }
        int count = event.features().size() + event.scores().size();
        if (count > maxFeatures) {
            throw new InvalidEventException(
                    InvalidEventException.Reason.TOO_MANY_FEATURES,
                    count + " features and scores, more than the limit of " + maxFeatures);
        }
        event.features().forEach(this::checkFeature);
        event.scores().keySet().forEach(name -> checkName("class of a score", name));
        checkValue(FeatureNames.PREDICTION, event.prediction());
        return event;
    }

    /** Whether a model, a version or a class may have the name. */
    public boolean allowsName(String name) {
        return !name.isBlank() && name.length() <= maxNameLength;
    }

    /** Whether a feature may have the name. */
    public boolean allowsFeature(String name) {
        return allowsName(name) && !isReserved(name);
    }

    private static boolean isReserved(String name) {
        return name.startsWith(FeatureNames.RESERVED_PREFIX) || name.equals(FeatureNames.ALL);
    }

    /** Whether an event may have happened then, milliseconds since the epoch. */
    public static boolean allowsTime(long eventTimeMs) {
        return eventTimeMs >= 0 && eventTimeMs <= MAX_EVENT_TIME_MS;
    }

    private void checkFeature(String name, FeatureValue value) {
        checkName("feature name", name);
        if (isReserved(name)) {
            throw new InvalidEventException(
                    InvalidEventException.Reason.RESERVED_NAME,
                    "feature name '" + name + "': names that begin with $ and the name * are reserved");
        }
        checkValue(name, value);
    }

    private void checkName(String what, String name) {
        if (name.isBlank()) {
            throw new InvalidEventException(InvalidEventException.Reason.BLANK_NAME, what + " is blank");
        }
        if (name.length() > maxNameLength) {
            throw new InvalidEventException(
                    InvalidEventException.Reason.NAME_TOO_LONG,
                    what + " '" + name.substring(0, Math.min(40, name.length())) + "…' has " + name.length()
                            + " characters, more than the limit of " + maxNameLength);
        }
    }

    private void checkValue(String feature, FeatureValue value) {
        if (value instanceof FeatureValue.Text text && text.value().length() > maxValueLength) {
            throw new InvalidEventException(
                    InvalidEventException.Reason.VALUE_TOO_LONG,
                    "value of feature '" + feature + "' has " + text.value().length()
                            + " characters, more than the limit of " + maxValueLength);
        }
    }
}
