package io.tidegauge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a decoder with bytes that are nearly valid, and holds it to three things: nothing comes out of it but a value or
 * a declared exception, no input takes longer than {@value #LONGEST_S} seconds, and none takes memory out of proportion
 * to its length. The inputs follow from the seed alone: {@code -Dfuzz.seed}, {@code -Dfuzz.inputs} and, to replay one
 * input by its hex, {@code -Dfuzz.replay}.
 */
public final class Fuzz {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122);
    private static final @Nullable Integer INPUTS = Integer.getInteger("fuzz.inputs");
    private static final @Nullable String REPLAY = System.getProperty("fuzz.replay");

    /** Generous, for machines that do much else. */
    private static final long LONGEST_S = 20;

    private static final long BYTES_FOR_ALL = 1 << 20;
    private static final long BYTES_FOR_EACH = 200;
    private static final int HEX_SHOWN = 8_192;

    /** What is fed. */
    public interface Target {

        /** Decodes, and checks what comes out; an {@link AssertionError} is a finding, as is any undeclared exception. */
        void decode(byte[] input) throws Exception;
    }

    private final String name;
    private final List<byte[]> valid;
    private final List<Class<? extends Exception>> declared;
    private long bytesForEach = BYTES_FOR_EACH;
    private List<byte[]> odd = List.of();

    private int accepted;
    private long slowestNanos;
    private long mostBytes;
    private volatile int current = -1;
    private volatile byte[] input = new byte[0];
    private volatile long startedNanos;
    private volatile @Nullable Throwable found;

    @SafeVarargs
    private Fuzz(String name, List<byte[]> valid, Class<? extends Exception>... declared) {
        this.name = name;
        this.valid = List.copyOf(valid);
        this.declared = List.of(declared);
    }

    /**
     * A run over mutations of the valid inputs.
     *
     * @param name names the decoder in what is printed
     * @param valid inputs that the target takes
     * @param declared the exceptions it may throw for others
     */
    @SafeVarargs
    public static Fuzz of(String name, List<byte[]> valid, Class<? extends Exception>... declared) {
        return new Fuzz(name, valid, declared);
    }

    /** Allows more memory than usual for each byte of an input. */
    public Fuzz allowing(long bytesForEachByte) {
        bytesForEach = bytesForEachByte;
        return this;
    }

    /** Feeds these too, as they are: inputs that no mutation would hit upon. */
    public Fuzz also(List<byte[]> inputs) {
        odd = List.copyOf(inputs);
        return this;
    }

    /** Feeds so many inputs, unless the properties say otherwise. */
    public void run(int inputs, Target target) {
        if (REPLAY != null) {
            int failures = failures(List.of(HexFormat.of().parseHex(REPLAY)), target);
            System.out.println("fuzz=" + name + " replay=" + REPLAY.length() / 2 + "B refused=" + failures);
            return;
        }
        assertThat(failures(valid, target))
                .as(name + ": valid inputs that are refused")
                .isZero();
        accepted = 0;
        slowestNanos = 0;
        mostBytes = 0;
        int count = INPUTS == null ? inputs : INPUTS;
        long before = System.nanoTime();
        Mutator mutator = new Mutator(valid);
        watch(() -> {
            odd.forEach(bytes -> feed(0, bytes, target));
            for (int i = 0; i < count; i++) {
                feed(i, mutator.next(new SplittableRandom(SEED + 0x9E37_79B9_7F4A_7C15L * i)), target);
            }
        });
        double seconds = (System.nanoTime() - before) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "fuzz=%s seed=%d inputs=%d accepted=%d inputs_per_s=%.0f slowest_ms=%.1f most_bytes=%d%n",
                name,
                SEED,
                count,
                accepted,
                count / seconds,
                slowestNanos / 1e6,
                mostBytes);
        assertThat(accepted)
                .as("%s: inputs accepted of %s; neither all nor none, or the mutations are of no use", name, count)
                .isBetween(1, count - 1);
    }

    private int failures(List<byte[]> inputs, Target target) {
        int before = accepted;
        List<byte[]> all = new ArrayList<>(inputs);
        watch(() -> {
            for (int round = 0; round < 2; round++) { // what the first allocates for classes is no input's fault
                accepted = before;
                for (int i = 0; i < all.size(); i++) {
                    feed(-1, all.get(i), target);
                }
            }
        });
        return all.size() - (accepted - before);
    }

    private void feed(int number, byte[] bytes, Target target) {
        if (found != null) {
            return;
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        current = number;
        input = bytes;
        startedNanos = System.nanoTime();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            target.decode(bytes.clone());
            accepted++;
        } catch (Throwable thrown) {
            if (declared.stream().noneMatch(type -> type.isInstance(thrown))) {
                found = thrown;
                return;
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        long took = System.nanoTime() - startedNanos;
        slowestNanos = Math.max(slowestNanos, took);
        if (number < 0) {
            return;
        }
        mostBytes = Math.max(mostBytes, allocated);
        if (allocated > BYTES_FOR_ALL + bytesForEach * bytes.length) {
            found = new AssertionError(allocated + " bytes allocated for an input of " + bytes.length);
        }
    }

    /** Runs it on a thread of its own, so that an input without an end is found too. */
    private void watch(Runnable feeding) {
        Thread worker = new Thread(feeding, "fuzz-" + name);
        worker.setDaemon(true);
        startedNanos = System.nanoTime();
        worker.start();
        try {
            while (worker.isAlive()) {
                worker.join(50);
                if (worker.isAlive() && System.nanoTime() - startedNanos > LONGEST_S * 1_000_000_000L) {
                    AssertionError endless = new AssertionError("an input takes more than " + LONGEST_S + " s");
                    endless.setStackTrace(worker.getStackTrace());
                    found = endless;
                    worker.interrupt();
                    break;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        Throwable finding = found;
        if (finding != null) {
            throw new AssertionError(description(finding), finding);
        }
    }

    private String description(Throwable finding) {
        byte[] failing = input;
        String hex = HexFormat.of().formatHex(Arrays.copyOf(failing, Math.min(failing.length, HEX_SHOWN)));
        return "fuzz " + name + ", seed " + SEED + ", input " + current + " of " + failing.length + " bytes: " + finding
                + "\nreplay with -Dfuzz.replay=" + hex + (failing.length > HEX_SHOWN ? "… (cut)" : "");
    }
}
