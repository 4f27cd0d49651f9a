package io.tidegauge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void thePageIsMadeFromTheList() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, MetricsPage.markdown());
        }
        assertThat(PAGE)
                .as("docs/metrics.md; write it anew by running this test with -Ddocs.write=true")
                .hasContent(MetricsPage.markdown());
    }
}
