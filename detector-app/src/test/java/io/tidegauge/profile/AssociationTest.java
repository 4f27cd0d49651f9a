package io.tidegauge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.event.FeatureValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssociationTest {

    private record Row(FeatureValue value, FeatureValue prediction) {}

    @Test
    void rowsInAnyOrderAndPartsGiveTheSameBytes() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                rows.add(new Row(value(random), value(random)));
            }
            byte[] whole = profile(rows).encode();
            Collections.shuffle(rows, random);
            FeatureProfile merged = FeatureProfile.empty(KeyMapping.STANDARD);
            for (int from = 0; from < rows.size(); ) {
                int to = Math.min(rows.size(), from + 1 + random.nextInt(150));
                merged = profile(rows.subList(from, to)).merge(merged);
                from = to;
            }
            assertThat(merged.encode()).as("seed %d", seed).isEqualTo(whole);
            assertThat(FeatureProfile.decode(whole)).isEqualTo(merged);
            assertThat(FeatureProfile.decode(whole).encode()).isEqualTo(whole);
        }
    }

    private static FeatureValue value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> FeatureValue.MISSING;
            case 1 -> new FeatureValue.Bool(random.nextBoolean());
            case 2 -> new FeatureValue.Text("label " + random.nextInt(9));
            case 3 -> new FeatureValue.Numeric(Math.scalb(random.nextGaussian(), random.nextInt(2_000) - 1_000));
            case 4 -> new FeatureValue.Numeric(random.nextInt(20) == 0 ? Double.NaN : random.nextInt(50));
            default -> new FeatureValue.Numeric(random.nextGaussian());
        };
    }

    @Test
    void sumsAreThoseOfDecimalsHoweverLargeOrSmall() {
        Random random = new Random(7);
        double[] odd = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -Double.MIN_NORMAL, -0.0, 1e-300, 3};
        List<Row> rows = new ArrayList<>();
        BigDecimal[] sums = new BigDecimal[5];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (int i = 0; i < 300; i++) {
            double x = i < 49 ? odd[i % 7] : random.nextGaussian();
            double y = i < 49 ? odd[i / 7] : random.nextGaussian() * 1e5;
            rows.add(new Row(new FeatureValue.Numeric(x), new FeatureValue.Numeric(y)));
            BigDecimal a = new BigDecimal(x);
            BigDecimal b = new BigDecimal(y);
            BigDecimal[] terms = {a, b, a.multiply(a), b.multiply(b), a.multiply(b)};
            Arrays.setAll(sums, k -> sums[k].add(terms[k]));
        }
        JointSums numbers = profile(rows).association().numbers();
        assertThat(numbers.n()).isEqualTo(300);
        assertThat(List.of(numbers.x(), numbers.y(), numbers.xx(), numbers.yy(), numbers.xy()))
                .map(AssociationTest::decimal)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(sums);
    }

    private static BigDecimal decimal(Dyadic sum) {
        BigDecimal significand = new BigDecimal(sum.significand());
        return sum.exponent() >= 0
                ? significand.multiply(BigDecimal.valueOf(2).pow(sum.exponent()))
                : significand.divide(BigDecimal.valueOf(2).pow(-sum.exponent()), MathContext.UNLIMITED);
    }

    @Test
    void rowsWithoutAValueOnEitherSideAreLeftOut() {
        FeatureValue one = new FeatureValue.Numeric(1);
        FeatureValue label = new FeatureValue.Text("a");
        FeatureProfile profile = profile(List.of(
                new Row(one, FeatureValue.MISSING),
                new Row(FeatureValue.MISSING, one),
                new Row(one, label),
                new Row(label, one),
                new Row(one, new FeatureValue.Numeric(Double.POSITIVE_INFINITY)),
                new Row(new FeatureValue.Numeric(Double.NaN), one)));
        assertThat(profile.association()).isEqualTo(Association.NONE);
        assertThat(profile.rows()).isEqualTo(6);
        assertThat(profile.encode()[0]).isEqualTo((byte) 1);
    }

    @Test
    void booleanPredictionIsANumberToNumbersAndACategoryToCategories() {
        Association association = profile(List.of(
                        new Row(new FeatureValue.Numeric(5), new FeatureValue.Bool(true)),
                        new Row(new FeatureValue.Numeric(7), new FeatureValue.Bool(false)),
                        new Row(new FeatureValue.Text("a"), new FeatureValue.Bool(true))))
                .association();
        assertThat(association.numbers().meanY()).isEqualTo(0.5);
        assertThat(association.numbers().products()).isEqualTo(-1);
        assertThat(association.categories().pairs()).containsOnlyKeys(new JointCounts.Pair("a", "true"));
    }

    @Test
    void tooManyPairsAreTheSameWhicheverPartsTheyAreIn() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i <= JointCounts.MAX_PAIRS; i++) {
            rows.add(new Row(new FeatureValue.Text("id " + i), new FeatureValue.Text("yes")));
        }
        FeatureProfile whole = profile(rows);
        assertThat(whole.association().categories().complete()).isFalse();
        assertThat(whole.association().rows()).isEqualTo(JointCounts.MAX_PAIRS + 1);
        FeatureProfile parts = profile(rows.subList(0, 700)).merge(profile(rows.subList(700, rows.size())));
        assertThat(parts.encode()).isEqualTo(whole.encode());
        FeatureProfile fewer = profile(rows.subList(0, JointCounts.MAX_PAIRS));
        assertThat(fewer.association().categories().complete()).isTrue();
        assertThat(FeatureProfile.decode(whole.encode())).isEqualTo(whole);
    }

    /** Written down by another implementation from the description of the format. */
    @Test
    void bytesFollowThoseOfVersionOne() {
        List<Row> rows = List.of(
                new Row(new FeatureValue.Numeric(0.5), new FeatureValue.Numeric(3)),
                new Row(new FeatureValue.Numeric(-2), new FeatureValue.Numeric(1)),
                new Row(new FeatureValue.Numeric(0.25), new FeatureValue.Numeric(-4)),
                new Row(new FeatureValue.Text("a"), new FeatureValue.Text("yes")),
                new Row(new FeatureValue.Text("b"), new FeatureValue.Text("no")),
                new Row(new FeatureValue.Text("a"), new FeatureValue.Text("yes")));
        LiveProfile alone = new LiveProfile(KeyMapping.STANDARD);
        rows.forEach(row -> alone.add(row.value()));
        byte[] expected = alone.toProfile().encode();
        expected[0] = 2;
        assertThat(HexFormat.of().formatHex(profile(rows).encode()))
                .isEqualTo(HexFormat.of().formatHex(expected)
                        + "030301fb00010007014502010d0101fd0102016103796573020162026e6f01");
    }

    @Test
    void whatNoRowsHaveIsRefused() {
        byte[] bytes = profile(List.of(
                        new Row(new FeatureValue.Numeric(1), new FeatureValue.Numeric(3)),
                        new Row(new FeatureValue.Numeric(2), new FeatureValue.Numeric(4))))
                .encode();
        Random random = new Random(31);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(FeatureProfile.decode(damaged).encode()).isEqualTo(damaged);
            } catch (ProfileFormatException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
        assertThatThrownBy(() -> FeatureProfile.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(ProfileFormatException.class);
    }

    @Test
    void aPartCanBeTakenAway() {
        Random random = new Random(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(new Row(new FeatureValue.Numeric(i % 7), new FeatureValue.Numeric(random.nextGaussian())));
            rows.add(new Row(new FeatureValue.Text("c" + i % 3), new FeatureValue.Bool(i % 2 == 0)));
        }
        FeatureProfile rest = profile(rows).subtract(profile(rows.subList(0, 90)));
        assertThat(rest.association()).isEqualTo(profile(rows.subList(90, 200)).association());
    }

    private static FeatureProfile profile(List<Row> rows) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        rows.forEach(row -> live.addBeside(row.value(), row.prediction()));
        return live.toProfile();
    }
}
