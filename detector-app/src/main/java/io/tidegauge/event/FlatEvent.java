package io.tidegauge.event;

import java.util.Arrays;

/**
 * One inference as it lies in its record: names and strings are slices of the record's bytes, numbers are read. Made to be
 * refilled for every event, so that reading one allocates nothing; whoever wants to keep something of it copies it.
 *
 * <p>Filled by the wire and read by whoever counts. It holds what the bytes said, unchecked but for being well-formed: a
 * name may be of any length or occur twice. For one thread.
 */
public final class FlatEvent {

    /** A value that is null. */
    public static final byte MISSING = 0;

    /** A number: its value is the bits of a double. */
    public static final byte NUMBER = 1;

    /** The boolean true. */
    public static final byte TRUE = 2;

    /** The boolean false. */
    public static final byte FALSE = 3;

    /** A string: its value is the slice of its UTF-8 bytes. */
    public static final byte TEXT = 4;

    private static final int FIRST_CAPACITY = 64;

    private byte[] bytes = {};
    private long model;
    private long version;
    private long eventTimeMs;
    private int features;
    private int size;
    private long[] names = new long[FIRST_CAPACITY];
    private byte[] kinds = new byte[FIRST_CAPACITY];
    private long[] values = new long[FIRST_CAPACITY];
    private byte predictionKind;
    private long predictionValue;
    private byte latencyKind;
    private double latencyMs;

    /** A run of the record's bytes as one number. */
    public static long slice(int offset, int length) {
        return (long) offset << Integer.SIZE | length;
    }

    /** Where a slice begins. */
    public static int offset(long slice) {
        return (int) (slice >>> Integer.SIZE);
    }

    /** How many bytes a slice has. */
    public static int length(long slice) {
        return (int) slice;
    }

    /** Begins an event whose slices are of these bytes, with nothing in it. */
    public void begin(byte[] of) {
        bytes = of;
        model = 0;
        version = 0;
        eventTimeMs = 0;
        features = 0;
        size = 0;
        predictionKind = MISSING;
        latencyKind = MISSING;
    }

    /** Sets the slice of the model's name. */
    public void model(long slice) {
        model = slice;
    }

    /** Sets the slice of the version's name. */
    public void version(long slice) {
        version = slice;
    }

    /** Sets when it happened, milliseconds since the epoch. */
    public void eventTimeMs(long ms) {
        eventTimeMs = ms;
    }

    /** Adds a feature; features come before scores. */
    public void addFeature(long name, byte kind, long value) {
        add(name, kind, value);
        features = size;
    }

    /** Adds a class's probability, after the features. */
    public void addScore(long name, double score) {
        add(name, NUMBER, Double.doubleToRawLongBits(score));
    }

    private void add(long name, byte kind, long value) {
        if (size == names.length) {
            grow();
        }
        names[size] = name;
        kinds[size] = kind;
        values[size++] = value;
    }

    private void grow() {
        int capacity = 2 * names.length;
        names = Arrays.copyOf(names, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        values = Arrays.copyOf(values, capacity);
    }

    /** Sets what the model said. */
    public void prediction(byte kind, long value) {
        predictionKind = kind;
        predictionValue = value;
    }

    /** Sets how long the inference took, milliseconds. */
    public void latencyMs(double ms) {
        latencyKind = NUMBER;
        latencyMs = ms;
    }

    /** The bytes that slices are of. */
    public byte[] bytes() {
        return bytes;
    }

    /** The slice of the model's name. */
    public long model() {
        return model;
    }

    /** The slice of the version's name. */
    public long version() {
        return version;
    }

    /** When it happened, milliseconds since the epoch. */
    public long eventTimeMs() {
        return eventTimeMs;
    }

    /** How many of the entries are features: those from 0; the others are scores. */
    public int features() {
        return features;
    }

    /** Features and scores. */
    public int size() {
        return size;
    }

    /** The slice of an entry's name: a feature's, or the class of a score. */
    public long name(int entry) {
        return names[entry];
    }

    /** Of what kind an entry's value is. */
    public byte kind(int entry) {
        return kinds[entry];
    }

    /** An entry's value as its kind says. */
    public long value(int entry) {
        return values[entry];
    }

    /** Of what kind the prediction is; MISSING where there is none. */
    public byte predictionKind() {
        return predictionKind;
    }

    /** The prediction as its kind says. */
    public long predictionValue() {
        return predictionValue;
    }

    /** NUMBER where a latency was measured, else MISSING. */
    public byte latencyKind() {
        return latencyKind;
    }

    /** How long the inference took, milliseconds; only where it was measured. */
    public double latencyMs() {
        return latencyMs;
    }
}
