package io.tidegauge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * docs/runbook.md is read at three in the morning: every fault says what is seen, what happens by itself and what to do,
 * and the log lines, metrics and configuration keys it names are there.
 */
class RunbookTest {

    private static final List<String> PARTS =
            List.of("**What you see.**", "**What the detector does.**", "**What to do.**");

    @TestFactory
    Stream<DynamicTest> everyFaultHasItsThreeParts() throws Exception {
        return Arrays.stream(runbook().split("(?m)^## "))
                .skip(1)
                .map(section -> DynamicTest.dynamicTest(
                        section.lines().findFirst().orElseThrow(),
                        () -> assertThat(section).containsSubsequence(PARTS)));
    }

    @Test
    void everyLogLineIsWritten() throws Exception {
        String sources = sources();
        assertThat(named("action=[a-z-]+"))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(sources).contains(action));
    }

    @Test
    void everyMetricIsThere() throws Exception {
        String metrics = Files.readString(Readme.root().resolve("docs/metrics.md"));
        assertThat(named("tidegauge_[a-z_]+"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metrics).contains('`' + metric + '`'));
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        Path docs = Readme.root().resolve("docs");
        assertThat(named("\\]\\([^)#:]+"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(docs.resolve(link.substring(2))).exists());
    }

    /** What the runbook names of a form, each once. */
    private static SortedSet<String> named(String form) throws IOException {
        return Pattern.compile(form)
                .matcher(runbook())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String runbook() throws IOException {
        return Files.readString(Readme.root().resolve("docs/runbook.md"));
    }

    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Readme.root().resolve("detector-app/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }
        return sources.toString();
    }
}
