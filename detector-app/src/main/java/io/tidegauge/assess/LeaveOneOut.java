package io.tidegauge.assess;

import io.tidegauge.profile.FeatureProfile;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All rows of a feature but one block's, for block after block. Halves are merged once for all blocks of the other half, so n
 * blocks take n·log n merges rather than n².
 */
final class LeaveOneOut {

    private final List<FeatureProfile> blocks;

    /** Of a feature's blocks, at least one. */
    LeaveOneOut(List<FeatureProfile> blocks) {
        this.blocks = blocks;
    }

    /** Takes the profile of all rows but those of the block with the index. */
    interface Visitor {
        void visit(int block, FeatureProfile rest);
    }

    /**
     * Hands over what is left without each block that is wanted, in the blocks' order.
     *
     * @param outside rows in no block, which are always left
     * @param wanted by index; asked as late as possible, so that it may depend on what the visitor has seen
     */
    void forEach(FeatureProfile outside, IntPredicate wanted, Visitor visitor) {
        if (anyWanted(0, blocks.size(), wanted)) {
            visit(0, blocks.size(), outside, wanted, visitor);
        }
    }

    private void visit(int from, int to, FeatureProfile rest, IntPredicate wanted, Visitor visitor) {
        if (to - from == 1) {
            visitor.visit(from, rest);
            return;
        }
        int middle = (from + to) >>> 1;
        if (anyWanted(from, middle, wanted)) {
            visit(from, middle, rest.merge(merged(middle, to)), wanted, visitor);
        }
        if (anyWanted(middle, to, wanted)) {
            visit(middle, to, rest.merge(merged(from, middle)), wanted, visitor);
        }
    }

    private static boolean anyWanted(int from, int to, IntPredicate wanted) {
        return IntStream.range(from, to).anyMatch(wanted);
    }

    private FeatureProfile merged(int from, int to) {
        if (to - from == 1) {
            return blocks.get(from);
        }
        int middle = (from + to) >>> 1;
        return merged(from, middle).merge(merged(middle, to));
    }
}
