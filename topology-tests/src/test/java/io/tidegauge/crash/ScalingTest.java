package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances join, leave, are restarted one by one, and take over from another what they kept a copy of. */
@Tag("faults")
class ScalingTest {

    private static final String SETTINGS = """
            state:
              internal-partitions: 4
              standby-replicas: %d
            kafka:
              consumer.session.timeout.ms: 6000
              consumer.heartbeat.interval.ms: 1000
            """;

    /** Kafka Streams says at INFO what became of a task and what it restored. */
    private static final String TASKS_AT_INFO = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} [%thread] %msg%n</pattern></encoder>
              </appender>
              <logger name="io.tidegauge" level="INFO"/>
              <logger name="org.apache.kafka.streams.processor.internals" level="INFO"/>
              <root level="WARN"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    private static final Pattern RECYCLED = Pattern.compile("standby-task \\[(\\d+_\\d+)] .*recycled");
    private static final Pattern RESTORED =
            Pattern.compile("Finished restoring changelog (\\S+) .*total number of (\\d+) records");

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "static {0}")
    @ValueSource(booleans = {false, true})
    void oneBecomesThreeAndOneAgainUnderLoad(boolean staticMembers) throws Exception {
        String fault = staticMembers ? "scale-static" : "scale-dynamic";
        try (FaultRun run = new FaultRun(directory, fault, SETTINGS.formatted(0), staticMembers, 1_500)) {
            run.fleet().start(0);
            run.progress(2_000);
            for (int round = 0; round < 2; round++) {
                join(run, 1);
                join(run, 2);
                leave(run, 1 + round % 2);
                leave(run, 2 - round % 2);
            }
            run.finish(fault, 8);
        }
    }

    @ParameterizedTest(name = "static {0}")
    @ValueSource(booleans = {false, true})
    void threeAreRestartedOneByOne(boolean staticMembers) throws Exception {
        String fault = staticMembers ? "rolling-static" : "rolling-dynamic";
        try (FaultRun run = new FaultRun(directory, fault, SETTINGS.formatted(0), staticMembers, 1_500)) {
            run.fleet().startAll(3);
            run.progress(3_000);
            for (int round = 0; round < 6; round++) {
                run.disturbed();
                assertThat(run.fleet().get(round % 3).stop()).as("exit code").isZero();
                run.fleet().start(round % 3);
                run.awaitMember(round % 3, true);
                run.progress(1_000);
            }
            run.finish(fault, 6);
        }
    }

    @Test
    void aStandbyTakesOverFromAKilledInstanceWhatItHasACopyOf() throws Exception {
        Path logging = Files.writeString(directory.resolve("logback.xml"), TASKS_AT_INFO);
        try (FaultRun run = new FaultRun(
                directory,
                "standby",
                SETTINGS.formatted(1),
                false,
                1_500,
                launch -> launch.withJvmOptions("-Dlogback.configurationFile=" + logging))) {
            run.fleet().startAll(2);
            run.progress(5_000, 0, 1);
            for (int round = 0; round < 4; round++) {
                int dies = round % 2;
                ChildDetector stays = run.fleet().get(1 - dies);
                int before = stays.lines().size();
                run.disturbed();
                run.fleet().get(dies).kill();
                run.awaitMember(dies, false);
                run.progress(5_000, 1 - dies);
                tookOver(run, stays.lines().subList(before, stays.lines().size()));
                run.fleet().start(dies);
                run.awaitMember(dies, true);
                run.progress(8_000, 0, 1);
            }
            run.finish("standby-takes-over", 4);
        }
    }

    /** A copy became the task itself, and little was left to restore of it: what its changelog got of late. */
    private static void tookOver(FaultRun run, List<String> lines) throws Exception {
        Set<String> tasks = new TreeSet<>();
        long restored = 0;
        long held = 0;
        for (String line : lines) {
            Matcher recycled = RECYCLED.matcher(line);
            if (recycled.find()) {
                tasks.add(recycled.group(1));
            }
        }
        for (String line : lines) {
            Matcher done = RESTORED.matcher(line);
            if (done.find()
                    && tasks.stream()
                            .anyMatch(task ->
                                    done.group(1).endsWith(task.substring(1).replace('_', '-')))) {
                restored += Long.parseLong(done.group(2));
                held += run.end(done.group(1));
            }
        }
        System.out.printf("tasks %s taken over, %d of %d records restored%n", tasks, restored, held);
        assertThat(tasks).as("tasks of which it had a copy").isNotEmpty();
        assertThat(restored).as("records restored, of " + held).isLessThan(held / 2);
    }

    private static void join(FaultRun run, int number) throws Exception {
        run.disturbed();
        run.fleet().start(number);
        run.awaitMember(number, true);
        run.progress(2_000);
    }

    private static void leave(FaultRun run, int number) throws Exception {
        run.disturbed();
        assertThat(run.fleet().get(number).stop()).as("exit code").isZero();
        run.awaitMember(number, false);
        run.progress(2_000);
    }
}
