package io.tidegauge.profile;

/**
 * Whole numbers in few bits, where neighbours are of a similar size: a Rice code whose parameter follows the mean of the
 * last ones, as in JPEG-LS (Weinberger, Seroussi, Sapiro, IEEE Trans. Image Processing 2000). Numbers are unsigned.
 *
 * <p>With the parameter k, the smallest for which {@code seen·2^k} is at least the sum, a number is its upper part
 * {@code number >> k} in ones, a zero, then its k lower bits. From {@value #ESCAPE} on the upper part is {@value #ESCAPE}
 * ones, then 6 bits that are the number's length less 1, then its bits. Then the number, {@code 2^56 - 1} at most, goes
 * into the sum; when {@value #MEMORY} are in it, sum and count are halved.
 */
final class AdaptiveCode {

    private static final int ESCAPE = 16;
    private static final int MEMORY = 8;
    private static final int LENGTH_BITS = 6;
    private static final long HEAVIEST = (1L << 56) - 1;

    private long sum = 8;
    private int seen = 2;

    void write(BitWriter out, long number) {
        int k = parameter();
        long upper = number >>> k;
        if (Long.compareUnsigned(upper, ESCAPE) < 0) {
            out.bits((2L << upper) - 2, (int) upper + 1);
            out.bits(number, k);
        } else {
            int length = Long.SIZE - Long.numberOfLeadingZeros(number);
            out.ones(ESCAPE);
            out.bits(length - 1, LENGTH_BITS);
            out.bits(number, length);
        }
        follow(number);
    }

    long read(BitReader in) {
        int k = parameter();
        int upper = in.ones(ESCAPE);
        long number = upper < ESCAPE ? (long) upper << k | in.bits(k) : in.bits((int) in.bits(LENGTH_BITS) + 1);
        follow(number);
        return number;
    }

    private int parameter() {
        // So shifted the count is as long as the sum: with one bit more it is surely greater, with one less surely
        // smaller.
        int k = Math.max(0, Long.numberOfLeadingZeros(seen) - Long.numberOfLeadingZeros(sum));
        return (long) seen << k < sum ? k + 1 : k;
    }

    private void follow(long number) {
        sum += number < 0 ? HEAVIEST : Math.min(number, HEAVIEST);
        seen++;
        if (seen == MEMORY) {
            sum >>>= 1;
            seen >>>= 1;
        }
    }
}
