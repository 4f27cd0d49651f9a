package io.tidegauge.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.sequential.SequentialDetector.Signal;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The stream of River's documented examples: Python's Random(12345), a thousand of 0 and 1, then a thousand of 4 to 7.
 * Its documentation has Page-Hinkley speak first at 1006 and ADWIN at 1023.
 */
class RiverExampleTest {

    @Test
    void pageHinkleySpeaksWhereRiversDoes() throws Exception {
        assertThat(firstChange(new PageHinkley())).isEqualTo(1006);
    }

    @Test
    void adwinSpeaksWhereRiversDoes() throws Exception {
        Adwin adwin = new Adwin();
        assertThat(firstChange(adwin)).isEqualTo(1023);
        // What it keeps is after the change: 4 to 7.
        assertThat(adwin.mean()).isGreaterThan(2);
    }

    private static int firstChange(SequentialDetector detector) throws Exception {
        int[] stream = stream();
        return IntStream.range(0, stream.length)
                .filter(i -> detector.update(stream[i]) == Signal.CHANGE)
                .findFirst()
                .orElseThrow();
    }

    private static int[] stream() throws Exception {
        try (InputStream in = RiverExampleTest.class.getResourceAsStream("river-example.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .chars()
                    .filter(Character::isDigit)
                    .map(digit -> digit - '0')
                    .toArray();
        }
    }
}
