package io.tidegauge.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaveOneOutTest {

    private static FeatureProfile profile(List<Double> values) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        values.forEach(live::addNumber);
        return live.toProfile();
    }

    @Test
    void handsOverTheRowsOfAllOthersForEveryBlockWantedInTheirOrder() {
        Random random = new Random(20_261_122);
        for (int size = 1; size <= 40; size++) {
            List<List<Double>> blocks = IntStream.range(0, size)
                    .mapToObj(block -> random.doubles(5).boxed().toList())
                    .toList();
            Set<Integer> wanted = new HashSet<>();
            IntStream.range(0, size).filter(block -> random.nextInt(3) == 0).forEach(wanted::add);
            List<Double> outside = List.of(7.0, 8.0);
            TreeMap<Integer, FeatureProfile> seen = new TreeMap<>();
            List<Integer> order = new ArrayList<>();
            new LeaveOneOut(blocks.stream().map(LeaveOneOutTest::profile).toList())
                    .forEach(profile(outside), wanted::contains, (block, rest) -> {
                        seen.put(block, rest);
                        order.add(block);
                    });
            assertThat(order).as("%d blocks", size).isSorted().containsExactlyInAnyOrderElementsOf(wanted);
            seen.forEach((block, rest) -> {
                List<Double> others = new ArrayList<>(outside);
                IntStream.range(0, blocks.size())
                        .filter(other -> other != block)
                        .forEach(other -> others.addAll(blocks.get(other)));
                assertThat(rest).as("without %d", block).isEqualTo(profile(others));
            });
        }
    }

    @Test
    void blocksThatAreNotWantedAnyMoreAreLeftOut() {
        List<FeatureProfile> blocks = IntStream.range(0, 10)
                .mapToObj(block -> profile(List.of(1.0 * block)))
                .toList();
        List<Integer> seen = new ArrayList<>();
        new LeaveOneOut(blocks).forEach(profile(List.of()), block -> seen.size() < 3, (block, rest) -> seen.add(block));
        assertThat(seen).containsExactly(0, 1, 2);
    }
}
