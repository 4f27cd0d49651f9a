package io.tidegauge.profile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;

/**
 * Rows by label, found by the UTF-8 bytes of the label wherever they lie: a hit makes no string and no other object. For
 * one thread.
 *
 * <p>An open-addressing table of positions, and one array of entries: first the hash and how many bytes, then the rows,
 * then the bytes by eights, the last filled up with zeros. So a hit touches two spots of memory, however many labels
 * there are. The hash can be foreseen, and whoever sends the labels may choose such as collide: a label for which there
 * is no room near its place is refused and has to be kept elsewhere.
 */
final class LabelSlices {

    /** Not among the entries. */
    static final int NONE = 0;

    /** Longest label, in bytes: as many characters as it may have, each of three bytes (four are two characters). */
    private static final int MAX_BYTES = 3 * CategoryLabel.MAX_LENGTH;

    /** Places that are looked at for one label. By chance alone so many are hardly ever taken in a row. */
    private static final int MAX_PROBES = 64;

    private static final int FIRST_PLACES = 16;
    private static final int FIRST_CELLS = 32;

    /** Of an entry's first cell, the bits that hold the number of bytes; the others are the hash's. */
    private static final long LENGTH_BITS = 1023;

    /**
     * Of a place, the bits that say where its entry begins, which is before 2^18 even of twice as many labels and characters
     * as a profile keeps. The others are bits of the hash, so that entries of other labels are hardly ever looked at.
     */
    private static final int POSITION_BITS = (1 << 20) - 1;

    /** Cells of an entry before its bytes. */
    private static final int HEAD = 2;

    /** Itself and the heads of its two arrays. */
    private static final int OWN_BYTES = 72;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Footprint footprint;
    private final ObjLongConsumer<String> crowdedOut;

    /** Where in the cells the entry begins, and its tag; {@link #NONE} where the place is free. A power of two of them. */
    private int[] places = new int[FIRST_PLACES];

    private long[] cells = new long[FIRST_CELLS];
    private int used = NONE + 1;
    private int size;

    /**
     * @param footprint is told how much memory this takes
     * @param crowdedOut is given the labels and their rows that have no room here any more
     */
    LabelSlices(Footprint footprint, ObjLongConsumer<String> crowdedOut) {
        this.footprint = footprint;
        this.crowdedOut = crowdedOut;
        footprint.add(OWN_BYTES + FIRST_PLACES * (long) Integer.BYTES + FIRST_CELLS * (long) Long.BYTES);
    }

    /** Labels. */
    int size() {
        return size;
    }

    /** The entry of the label, or {@link #NONE}. It stays the label's until the next insert or take. */
    int find(byte[] bytes, int offset, int length) {
        if (length > MAX_BYTES) {
            return NONE;
        }
        long hash = hash(bytes, offset, length);
        long head = head(hash, length);
        int mask = places.length - 1;
        int place = home(hash);
        int tag = tag(head);
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            int taken = places[(place + probe) & mask];
            if (taken == NONE) {
                return NONE;
            }
            int entry = taken & POSITION_BITS;
            if (taken - entry == tag && cells[entry] == head && holds(entry, bytes, offset, length)) {
                return entry;
            }
        }
        return NONE;
    }

    private boolean holds(int entry, byte[] bytes, int offset, int length) {
        int cell = entry + HEAD;
        for (int i = 0; i < length; i += Long.BYTES) {
            if (cells[cell++] != eight(bytes, offset + i, length - i)) {
                return false;
            }
        }
        return true;
    }

    /** Adds rows to an entry that was found. */
    void add(int entry, long rows) {
        cells[entry + 1] += rows;
    }

    /** Adds a label that is not among the entries; it may be crowded out at once. */
    void insert(byte[] utf8, long rows) {
        if (size > places.length / 2) {
            footprint.add(places.length * (long) Integer.BYTES);
            places = new int[2 * places.length];
            rebuild(0);
        }
        int end = used + HEAD + eights(utf8.length);
        if (end > cells.length) {
            int grown = Math.max(end, 2 * cells.length);
            footprint.add((grown - cells.length) * (long) Long.BYTES);
            cells = Arrays.copyOf(cells, grown);
        }
        cells[used] = head(hash(utf8, 0, utf8.length), utf8.length);
        cells[used + 1] = rows;
        for (int i = 0; i < utf8.length; i += Long.BYTES) {
            cells[used + HEAD + i / Long.BYTES] = eight(utf8, i, utf8.length - i);
        }
        if (settle(used)) {
            used = end;
        } else {
            crowdedOut.accept(label(used), rows);
        }
    }

    /** Takes so many rows from every label, and lets go of those that have none left. */
    void take(long rows) {
        rebuild(rows);
    }

    /** Moves the entries together that remain, and finds them their places anew. */
    private void rebuild(long rows) {
        Arrays.fill(places, NONE);
        int end = used;
        used = NONE + 1;
        size = 0;
        int next;
        for (int entry = used; entry < end; entry = next) {
            next = after(entry);
            cells[entry + 1] -= rows;
            if (cells[entry + 1] > 0) {
                System.arraycopy(cells, entry, cells, used, next - entry);
                if (settle(used)) {
                    used += next - entry;
                } else {
                    crowdedOut.accept(label(used), cells[used + 1]);
                }
            }
        }
    }

    private boolean settle(int entry) {
        int mask = places.length - 1;
        int place = home(cells[entry]);
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            int at = (place + probe) & mask;
            if (places[at] == NONE) {
                places[at] = tag(cells[entry]) | entry;
                size++;
                return true;
            }
        }
        return false;
    }

    /** Shows every label and its rows, in no order that means anything. */
    void forEach(ObjLongConsumer<String> to) {
        for (int entry = NONE + 1; entry < used; entry = after(entry)) {
            to.accept(label(entry), cells[entry + 1]);
        }
    }

    private String label(int entry) {
        int length = (int) (cells[entry] & LENGTH_BITS);
        byte[] utf8 = new byte[eights(length) * Long.BYTES];
        for (int i = 0; i < utf8.length; i += Long.BYTES) {
            LONGS.set(utf8, i, cells[entry + HEAD + i / Long.BYTES]);
        }
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    private int after(int entry) {
        return entry + HEAD + eights((int) (cells[entry] & LENGTH_BITS));
    }

    private static int eights(int length) {
        return (length + Long.BYTES - 1) / Long.BYTES;
    }

    private static long head(long hash, int length) {
        return (hash & ~LENGTH_BITS) | length;
    }

    private static int tag(long head) {
        return (int) (head >>> 1) & ~POSITION_BITS;
    }

    /** The upper bits, which depend on all bytes. */
    private int home(long hash) {
        return (int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(places.length)));
    }

    /** Multiplies by odd numbers, as MurmurHash3's finalizer does, once for every eight bytes. */
    static long hash(byte[] bytes, int offset, int length) {
        long hash = length;
        for (int i = 0; i < length; i += Long.BYTES) {
            hash = (hash ^ eight(bytes, offset + i, length - i)) * 0xFF51_AFD7_ED55_8CCDL;
            hash ^= hash >>> 32;
        }
        return hash * 0xC4CE_B9FE_1A85_EC53L;
    }

    /** The next eight bytes as one number, of which zeros stand for those that are not there. */
    private static long eight(byte[] bytes, int at, int left) {
        if (left >= Long.BYTES) {
            return (long) LONGS.get(bytes, at);
        }
        if (at <= bytes.length - Long.BYTES) { // what follows the slice is read too, and masked
            return (long) LONGS.get(bytes, at) & (-1L >>> (Long.SIZE - Byte.SIZE * left));
        }
        long eight = 0;
        for (int i = left - 1; i >= 0; i--) {
            eight = eight << Byte.SIZE | (bytes[at + i] & 0xFF);
        }
        return eight;
    }
}
