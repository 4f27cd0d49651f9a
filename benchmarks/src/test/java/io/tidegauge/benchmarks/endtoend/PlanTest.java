package io.tidegauge.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlanTest {

    private static final Plan.Size SIZE = new Plan.Size(4_000_000, 3);

    @Test
    void theHeadlineHasBothSidesOfEveryPromisedRatio() {
        Plan plan = Plan.headline(SIZE);

        assertThat(plan.matches()).extracting(match -> match.topic().features()).containsExactly(20, 100);
        assertThat(plan.matches().get(0).contenders())
                .extracting(Contender::id)
                .contains("consumer-decode", "streams-decode", "streams-dsl", "tidegauge", "tidegauge-alos");
        assertThat(plan.matches().get(1).contenders())
                .extracting(Contender::id)
                .contains("consumer-decode", "tidegauge");
        assertThat(plan.paced()).isTrue();
    }

    @Test
    void widerEventsAreFewerSoThatTheirTopicHasAsManyBytes() {
        // 507 bytes an event of 20 features, 2,227 of 100: 4,000,000 against 910,000.
        assertThat(SIZE.topic(20, 3).events()).isEqualTo(4_000_000);
        assertThat(SIZE.topic(100, 3).events()).isBetween(860_000L, 960_000L);
    }

    @Test
    void everyContenderRunsWithEveryNumberOfThreadsOnEveryTopic() {
        Plan plan = Plan.chosen(SIZE, List.of(20, 100), List.of(1, 3), List.of(1, 4), List.of("b", "e"), false);

        assertThat(plan.matches())
                .hasSize(4)
                .allSatisfy(match -> assertThat(match.contenders())
                        .extracting(Contender::id)
                        .containsExactly(
                                "consumer-decode", "tidegauge", "consumer-decode-4-threads", "tidegauge-4-threads"));
    }

    @Test
    void whatIsUnknownIsRefusedWithWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contender.Kind.of("z"))
                .withMessageContaining("no contender 'z'")
                .withMessageContaining("e (Tidegauge)");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan.Size(1_000_000, 0));
    }

    @Test
    void theCommandRefusesWrongArgumentsBeforeItStartsAnything() {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(new EndToEndCommand()).setErr(new PrintWriter(said, true));

        assertThat(line.execute("--contenders", "b,z")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(line.execute("--rounds", "none")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(line.execute("--features", "20,0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString())
                .contains("no contender 'z'")
                .contains("'none'")
                .contains("0 features");
    }
}
