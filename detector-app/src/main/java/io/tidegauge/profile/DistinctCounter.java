package io.tidegauge.profile;

import java.util.Arrays;

/**
 * HyperLogLog (Flajolet, Fusy, Gandouet, Meunier, AofA 2007) with 4,096 registers: an estimate of how many different
 * categories were seen, with a standard error of 1.6 %. Registers merge by their maximum, so that the estimate depends
 * only on what was seen. The estimator is Ertl's improved raw estimator ("New cardinality estimation algorithms for
 * HyperLogLog sketches", 2017), which needs no tables of empirical corrections.
 */
final class DistinctCounter {

    static final int REGISTERS = 4_096;

    /** Hash bits that choose the register. */
    private static final int INDEX_BITS = 12;

    /** Hash bits whose leading zeros are counted; a register holds at most one more than these. */
    static final int RANK_BITS = Long.SIZE - INDEX_BITS;

    private static final double ALPHA_INFINITY = 1 / (2 * Math.log(2));

    private final byte[] registers;

    private DistinctCounter(byte[] registers) {
        this.registers = registers;
    }

    /** The counter that has seen nothing. */
    static DistinctCounter empty() {
        return new DistinctCounter(new byte[REGISTERS]);
    }

    /**
     * The counter with these registers.
     *
     * @throws IllegalArgumentException if no hashes give such registers
     */
    static DistinctCounter ofRegisters(byte[] registers) {
        if (registers.length != REGISTERS) {
            throw new IllegalArgumentException(registers.length + " registers instead of " + REGISTERS);
        }
        for (byte rank : registers) {
            if (rank < 0 || rank > RANK_BITS + 1) {
                throw new IllegalArgumentException("register of rank " + rank);
            }
        }
        return new DistinctCounter(registers.clone());
    }

    DistinctCounter copy() {
        return new DistinctCounter(registers.clone());
    }

    /** Sees a category. */
    void add(String category) {
        long hash = CategoryLabel.hash(category);
        int index = (int) (hash >>> RANK_BITS);
        byte rank = (byte) (Math.min(RANK_BITS, Long.numberOfLeadingZeros(hash << INDEX_BITS)) + 1);
        if (rank > registers[index]) {
            registers[index] = rank;
        }
    }

    /** Sees all that the other has seen. */
    void addAll(DistinctCounter other) {
        for (int i = 0; i < REGISTERS; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
    }

    byte[] registers() {
        return registers.clone();
    }

    /** How many different categories were seen, about. */
    double estimate() {
        int[] ranks = new int[RANK_BITS + 2];
        for (byte rank : registers) {
            ranks[rank]++;
        }
        double m = REGISTERS;
        double z = m * tau(1 - ranks[RANK_BITS + 1] / m);
        for (int k = RANK_BITS; k >= 1; k--) {
            z = 0.5 * (z + ranks[k]);
        }
        z += m * sigma(ranks[0] / m);
        return ALPHA_INFINITY * m * m / z;
    }

    private static double sigma(double x) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = x;
        double weight = 1;
        double sum = x;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * weight;
            weight += weight;
        } while (sum != before);
        return sum;
    }

    private static double tau(double x) {
        if (x == 0 || x == 1) {
            return 0;
        }
        double root = x;
        double weight = 1;
        double sum = 1 - x;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            weight *= 0.5;
            sum -= (1 - root) * (1 - root) * weight;
        } while (sum != before);
        return sum / 3;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinctCounter that && Arrays.equals(registers, that.registers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(registers);
    }
}
