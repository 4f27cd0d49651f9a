package io.tidegauge.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * Instances of one application, each a process with a state directory of its own, numbered from 0. The number of an
 * instance outlives its process: what is started again under it finds its state directory, and a static member its name.
 */
public final class Fleet implements AutoCloseable {

    private static final String NAME = "instance-";
    private static final Pattern CLIENT_ID = Pattern.compile(NAME + "(\\d+)(-.*)?");

    private final Path configFile;
    private final Path directory;
    private final boolean staticMembers;
    private final UnaryOperator<ChildDetector.Launch> launching;
    private final SortedMap<Integer, ChildDetector> running = new TreeMap<>();
    private int starts;

    /**
     * None runs yet.
     *
     * @param configFile names no state directory, as each instance has its own
     * @param directory where state directories and logs go
     * @param staticMembers whether each instance is a static member of the group, under its number
     * @param launching what else is to be said when one is started; keeps the environment it is given
     */
    public Fleet(
            Path configFile, Path directory, boolean staticMembers, UnaryOperator<ChildDetector.Launch> launching) {
        this.configFile = configFile;
        this.directory = directory;
        this.staticMembers = staticMembers;
        this.launching = launching;
    }

    /** Starts an instance that does not run. */
    public synchronized ChildDetector start(int number) throws IOException {
        ChildDetector before = running.get(number);
        if (before != null && before.alive()) {
            throw new IllegalStateException("instance " + number + " runs");
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("TIDEGAUGE_STATE_DIRECTORY", stateDirectory(number).toString());
        environment.put("TIDEGAUGE_KAFKA_CLIENT_ID", name(number));
        if (staticMembers) {
            environment.put("TIDEGAUGE_KAFKA_CONSUMER_GROUP_INSTANCE_ID", name(number));
        }
        Path log = directory.resolve("instance-" + number + "-run-" + starts++ + ".out");
        ChildDetector child = ChildDetector.start(
                launching.apply(ChildDetector.Launch.of(configFile, log).withEnvironment(environment)));
        running.put(number, child);
        return child;
    }

    /** Starts instances 0 to {@code count - 1}. */
    public void startAll(int count) throws IOException {
        for (int number = 0; number < count; number++) {
            start(number);
        }
    }

    private static String name(int number) {
        return NAME + number;
    }

    /** The number of the instance that a client is one of; empty for a client of somebody else. */
    public static OptionalInt instanceOf(String clientId) {
        Matcher matcher = CLIENT_ID.matcher(clientId);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** The instance's process, which may have ended. */
    public synchronized ChildDetector get(int number) {
        return Objects.requireNonNull(running.get(number), () -> "instance " + number + " was never started");
    }

    /** Whether the instance has ever been started. */
    public synchronized boolean started(int number) {
        return running.containsKey(number);
    }

    /** The numbers of those whose process lives. */
    public synchronized List<Integer> alive() {
        return running.keySet().stream()
                .filter(number -> running.get(number).alive())
                .toList();
    }

    /** Every instance's process of now, by number, whether it lives or not. */
    public synchronized List<ChildDetector> all() {
        return List.copyOf(running.values());
    }

    /** Fails where one that was started no longer runs, and was not started again. */
    public void requireAlive() {
        all().forEach(ChildDetector::requireAlive);
    }

    /** Asks those that run to stop, one after the other: each must end with exit code 0. */
    public void stopAll() throws InterruptedException {
        for (int number : alive()) {
            int exit = get(number).stop();
            if (exit != 0) {
                throw new AssertionError("exit code " + exit + " after SIGTERM");
            }
        }
    }

    /** Takes the state directory of an instance away, which must not run. */
    public void wipe(int number) throws IOException {
        Path state = stateDirectory(number);
        if (Files.exists(state)) {
            Utils.delete(state.toFile());
        }
    }

    private Path stateDirectory(int number) {
        return directory.resolve("state-" + number);
    }

    @Override
    public synchronized void close() {
        running.values().forEach(ChildDetector::close);
    }
}
