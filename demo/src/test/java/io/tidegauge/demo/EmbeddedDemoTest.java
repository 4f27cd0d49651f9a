package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole story through broker, wire, topology and back, told in a hurry. */
class EmbeddedDemoTest {

    @Test
    @Timeout(180)
    void theDetectorTellsTheStoryAsItWas() throws Exception {
        StringWriter told = new StringWriter();

        boolean passed =
                new EmbeddedDemo(2, Duration.ofMillis(250), new PrintWriter(told)).play(new Ports(0, 0, 0), true);

        assertThat(passed).as(told.toString()).isTrue();
        assertThat(told.toString())
                .contains("FIRING    CRITICAL  OUT_OF_RANGE    review_scores_rating ")
                .contains("RESOLVED  CRITICAL  OUT_OF_RANGE    review_scores_rating ")
                .contains("FIRING    CRITICAL  MISSING_VALUES  neighbourhood ")
                .contains("RESOLVED  CRITICAL  MISSING_VALUES  neighbourhood ")
                .contains("FIRING    WARNING   DISTRIBUTION    $prediction ")
                .contains("RESOLVED  WARNING   DISTRIBUTION    $prediction ")
                .contains("The detector fired on all 3 faults, each under its kind, and on nothing else.");
    }
}
