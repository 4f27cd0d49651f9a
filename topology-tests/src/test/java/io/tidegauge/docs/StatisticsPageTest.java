package io.tidegauge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.compare.StatisticName;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of docs/statistics.md is the enum's, row by row. */
class StatisticsPageTest {

    @Test
    void thePageListsEveryStatisticAndNoOther() throws Exception {
        List<String> rows = Files.readAllLines(Readme.root().resolve("docs/statistics.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(StatisticName.values())
                        .map(name -> "| `" + name.key() + "` | " + of(name) + " | " + name.description() + " |")
                        .toList());
    }

    private static String of(StatisticName name) {
        boolean numbers = name.appliesTo(io.tidegauge.event.FeatureKind.NUMERIC);
        boolean labels = name.appliesTo(io.tidegauge.event.FeatureKind.CATEGORICAL);
        return numbers && labels ? "both" : numbers ? "numbers" : "labels";
    }
}
