package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.execute(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void helpGoesToStandardOutputAndIsNoError() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: tidegauge");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void withoutACommandTheUsageIsBad() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("tidegauge: Missing command (try 'tidegauge --help')");
    }

    @Test
    void anUnknownCommandIsNamedInOneLine() {
        assertThat(run("bananas")).isEqualTo(2);
        assertThat(err.toString()).contains("bananas").hasLineCount(1);
    }
}
