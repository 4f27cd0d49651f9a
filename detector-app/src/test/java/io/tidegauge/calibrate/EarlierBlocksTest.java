package io.tidegauge.calibrate;

import static io.tidegauge.calibrate.History.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.calibrate.EarlierBlocks.Span;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.CellUnion;
import io.tidegauge.compare.Judgement;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierBlocksTest {

    private static final long HOUR = History.HOUR;
    private static final long SEED = History.SEED;

    /** Blocks from 40 to 69 are not there; the law against all blocks before, one by one, by the definition. */
    @ParameterizedTest
    @CsvSource({"24, 24", "1, 1", "24, 1", "168, 1", "48, 12"})
    void aBlockIsHeldAgainstWhatStartsInTheSpanBeforeIt(int agoHours, int lengthHours) {
        LongPredicate gap = start -> start >= 40 * HOUR && start < 70 * HOUR;
        int blocks = 260;
        History history = History.of(HOUR, blocks, 120, 0.4, 0.3).without(gap);
        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, history.whole());
        CellUnion none = CellUnion.none(layout);
        List<Distances> pairs = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            long[] before = new long[layout.size()];
            long rows = 0;
            for (int other = block - agoHours; other < block - agoHours + lengthHours; other++) {
                if (other >= 0 && !gap.test(other * HOUR)) {
                    FeatureProfile one = history.block(other * HOUR);
                    long[] counts = layout.counts(one, one.rows());
                    for (int cell = 0; cell < counts.length; cell++) {
                        before[cell] += counts[cell];
                        rows += counts[cell];
                    }
                }
            }
            if (rows > 0 && !gap.test(block * HOUR)) {
                FeatureProfile one = history.block(block * HOUR);
                pairs.add(Distances.of(before, layout.counts(one, one.rows()), none.ordered())
                        .orElseThrow());
            }
        }
        BlockCalibration expected = BlockCalibration.fitted(
                layout.counts(history.whole(), history.whole().rows()), pairs, none.ordered());

        FeatureProfile reference = normal(new Random(SEED + 1), 120 * lengthHours, 0);
        FeatureProfile window = normal(new Random(SEED + 2), 120, 0.5);
        long[] held = layout.counts(reference, reference.rows());
        long[] counts = layout.counts(window, window.rows());
        Judgement judged = laws(history, HOUR, agoHours, lengthHours)
                .orElseThrow()
                .significance(reference, reference.rows())
                .map(BlockSignificance.class::cast)
                .orElseThrow()
                .judge(counts, none);

        BlockCalibration.Verdict verdict = expected.judge(held, counts);
        assertThat(judged.effect().orNaN()).isEqualTo(verdict.effect());
        assertThat(judged.pValue().orNaN()).isEqualTo(verdict.pValue());
        assertThat(judged.chance().repetition()).isEqualTo(expected.jsLaw().repetition());
        assertThat(judged.chance().wander()).isEqualTo(expected.jsLaw().wander());
        assertThat(judged.chance().calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(judged.chance().slot()).as("the law of all hours").isEmpty();
    }

    /** Every row comes four times, and windows wander: held against the hour before, one in twenty is below 1/20 at most. */
    @Test
    void windowsThatDifferAsBlocksDoAreSeldomSignificant() {
        Random random = new Random(SEED);
        SortedMap<Long, FeatureProfile> profiles = new TreeMap<>();
        for (int block = 0; block < 300; block++) {
            profiles.put(block * HOUR, repeated(random, 0));
        }
        EarlierBlocks laws = laws(new History(profiles, HOUR), HOUR, 1, 1).orElseThrow();
        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, new History(profiles, HOUR).whole());
        int low = 0;
        int lowOfIndependent = 0;
        int shifted = 0;
        int tries = 600;
        for (int i = 0; i < tries; i++) {
            FeatureProfile reference = repeated(random, 0);
            BlockSignificance significance = laws.significance(reference, reference.rows())
                    .map(BlockSignificance.class::cast)
                    .orElseThrow();
            FeatureProfile window = repeated(random, 0);
            long[] counts = layout.counts(window, window.rows());
            low += below(significance.judge(counts, CellUnion.none(layout)));
            Judgement independent = new BlockSignificance(
                            layout,
                            union -> BlockCalibration.assumed(
                                    union.fold(significance.baseline()), union.ordered(), 1, 0),
                            Calibration.UNCALIBRATED,
                            significance.baseline(),
                            Optional.empty())
                    .judge(counts, CellUnion.none(layout));
            lowOfIndependent += below(independent);
            FeatureProfile other = repeated(random, 1);
            shifted += below(significance.judge(layout.counts(other, other.rows()), CellUnion.none(layout)));
        }
        // 600 in 20 is 30, and four deviations of that are 21.
        assertThat(low).isBetween(1, 51);
        assertThat(lowOfIndependent).as("without what the blocks show").isGreaterThan(tries / 2);
        assertThat(shifted).as("windows that did move").isGreaterThan(tries * 9 / 10);
    }

    private static int below(Judgement judgement) {
        return judgement.pValue().orNaN() < 0.05 ? 1 : 0;
    }

    private static FeatureProfile repeated(Random random, double shift) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        double mean = shift + 0.05 * random.nextGaussian();
        for (int i = 0; i < 100; i++) {
            double value = mean + random.nextGaussian();
            for (int time = 0; time < 4; time++) {
                live.addNumber(value);
            }
        }
        return live.toProfile();
    }

    /** The first block has nothing before it; of the day before, the first 24 have nothing. */
    @ParameterizedTest
    @CsvSource({"30, 24, 24, false", "31, 24, 24, true", "53, 24, 1, false", "54, 24, 1, true", "31, 1, 1, true"})
    void thirtyBlocksMustHaveRowsBeforeThem(int blocks, int agoHours, int lengthHours, boolean enough) {
        History history = History.of(HOUR, blocks, 20, 0, 0);

        assertThat(laws(history, HOUR, agoHours, lengthHours).isPresent()).isEqualTo(enough);
    }

    @Test
    void shorterBlocksStandForWindowsAndLongerOnesDoNot() {
        History history = History.of(2 * HOUR, 60, 20, 0, 0);

        assertThat(laws(history, HOUR, 24, 24)).isEmpty();
        assertThat(laws(history, 3 * HOUR, 24, 24)).isPresent();
        // Of days there are five only.
        assertThat(laws(history, 24 * HOUR, 72, 72)).isEmpty();
    }

    @Test
    void blocksOfAnotherKindAreOfNoUse() {
        History history = History.of(HOUR, 60, 20, 0, 0);
        FeatureProfile whole = history.whole();

        assertThat(EarlierBlocks.of(
                        FeatureKind.NUMERIC,
                        whole,
                        history.blocks(FeatureKind.CATEGORICAL).orElseThrow(),
                        HOUR,
                        new Span(HOUR, HOUR)))
                .isEmpty();
    }

    @Test
    void whatIsKnownOfAShortBaselineIsProvisional() {
        History history = History.of(HOUR, 100, 20, 0, 0);
        FeatureProfile reference = normal(new Random(SEED), 20, 0);
        FeatureProfile window = normal(new Random(SEED + 1), 20, 0);
        CellLayout layout = CellLayout.of(FeatureKind.NUMERIC, history.whole());

        Judgement judged = laws(history, HOUR, 1, 1)
                .orElseThrow()
                .significance(reference, reference.rows())
                .map(BlockSignificance.class::cast)
                .orElseThrow()
                .judge(layout.counts(window, window.rows()), CellUnion.none(layout));

        assertThat(judged.chance().calibration()).isEqualTo(Calibration.PROVISIONAL);
        assertThat(judged.chance().repetition()).isCloseTo(1, within(0.3));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, -1", "1, 2", "0, 0"})
    void aSpanEndsBeforeTheBlock(long agoMs, long lengthMs) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(agoMs, lengthMs));
    }

    private static Optional<EarlierBlocks> laws(History history, long windowMs, int agoHours, int lengthHours) {
        return EarlierBlocks.of(
                FeatureKind.NUMERIC,
                history.whole(),
                history.blocks(FeatureKind.NUMERIC).orElseThrow(),
                windowMs,
                new Span(agoHours * HOUR, lengthHours * HOUR));
    }
}
