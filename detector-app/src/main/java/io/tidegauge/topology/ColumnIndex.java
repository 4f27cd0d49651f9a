package io.tidegauge.topology;

import io.tidegauge.event.FlatEvent;
import io.tidegauge.profile.LiveProfile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The columns of a pane by the bytes of their names, numbered in the order in which they first came. Producers send the
 * features of a model in the same order again and again, so the next column is guessed before it is looked up. For one
 * thread.
 */
final class ColumnIndex {

    /** No column has the name. */
    static final int UNKNOWN = -1;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
    private static final int FIRST_COLUMNS = 8;

    /** Of an index without columns, and of a column without its name. */
    static final int OWN_BYTES = 480;

    static final int COLUMN_BYTES = 36;

    /** Names whose hashes collide with more others than this, which takes design, crowd the index. */
    private static final int MOST_PROBES = 16;

    private byte[] names = new byte[FIRST_COLUMNS * 16];
    /** Column i's name is from ends[i] to ends[i + 1] in names. */
    private int[] ends = new int[FIRST_COLUMNS + 1];

    private LiveProfile[] profiles = new LiveProfile[FIRST_COLUMNS];
    /** The number of the last event that had the column, to find names that occur twice in one. */
    private long[] lastEvent = new long[FIRST_COLUMNS];
    /** Open-addressed: column + 1 by the hash of its name, 0 where free. */
    private int[] table = new int[4 * FIRST_COLUMNS];

    private int size;
    private boolean crowded;

    /** Whether a name found no place: it cannot be told from a new one any more, so that none may be added. */
    boolean crowded() {
        return crowded;
    }

    int size() {
        return size;
    }

    LiveProfile profile(int column) {
        return profiles[column];
    }

    /** Notes that the event of this number has the column; false if it has it already. */
    boolean occursFirst(int column, long event) {
        boolean first = lastEvent[column] != event;
        lastEvent[column] = event;
        return first;
    }

    /** The column of the name, tried first at {@code guess} and then at the next one, as one event in a few lacks a feature. */
    int find(byte[] bytes, long name, int guess) {
        int offset = FlatEvent.offset(name);
        int length = FlatEvent.length(name);
        if (guess < size && isName(guess, bytes, offset, length)) {
            return guess;
        }
        if (guess + 1 < size && isName(guess + 1, bytes, offset, length)) {
            return guess + 1;
        }
        return lookUp(bytes, offset, length);
    }

    private int lookUp(byte[] bytes, int offset, int length) {
        int slot = slotOf(hash(bytes, offset, length));
        for (int probes = 0; probes < MOST_PROBES; probes++) {
            int column = table[slot] - 1;
            if (column < 0 || isName(column, bytes, offset, length)) {
                return column;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return UNKNOWN;
    }

    /** Adds a column for a new name, which an index that is not crowded does not find, and gives its number. */
    int add(byte[] bytes, long name, LiveProfile profile) {
        int offset = FlatEvent.offset(name);
        int length = FlatEvent.length(name);
        if (size == profiles.length) {
            grow();
        }
        int column = size++;
        if (ends[column] + length > names.length) {
            names = Arrays.copyOf(names, Math.max(2 * names.length, ends[column] + length));
        }
        System.arraycopy(bytes, offset, names, ends[column], length);
        ends[column + 1] = ends[column] + length;
        profiles[column] = profile;
        place(column);
        return column;
    }

    private void grow() {
        int capacity = 2 * profiles.length;
        ends = Arrays.copyOf(ends, capacity + 1);
        profiles = Arrays.copyOf(profiles, capacity);
        lastEvent = Arrays.copyOf(lastEvent, capacity);
        table = new int[4 * capacity];
        for (int column = 0; column < size; column++) {
            place(column);
        }
    }

    private void place(int column) {
        int slot = slotOf(hash(names, ends[column], ends[column + 1] - ends[column]));
        for (int probes = 0; probes < MOST_PROBES; probes++) {
            if (table[slot] == 0) {
                table[slot] = column + 1;
                return;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        crowded = true;
    }

    private int slotOf(long hash) {
        return (int) (hash >>> 32) & (table.length - 1);
    }

    /** Compares eight bytes at a time; the last eight may overlap those before. */
    private boolean isName(int column, byte[] bytes, int offset, int length) {
        int start = ends[column];
        if (ends[column + 1] - start != length) {
            return false;
        }
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if ((long) WORDS.get(names, start + i) != (long) WORDS.get(bytes, offset + i)) {
                return false;
            }
        }
        if (length > Long.BYTES) {
            int last = length - Long.BYTES;
            return (long) WORDS.get(names, start + last) == (long) WORDS.get(bytes, offset + last);
        }
        for (; i < length; i++) {
            if (names[start + i] != bytes[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private static long hash(byte[] bytes, int offset, int length) {
        long hash = length;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = mix(hash ^ (long) WORDS.get(bytes, offset + i));
        }
        for (; i < length; i++) {
            hash = mix(hash ^ bytes[offset + i]);
        }
        return hash;
    }

    private static long mix(long hash) {
        long product = hash * MIX;
        return product ^ (product >>> 29);
    }
}
