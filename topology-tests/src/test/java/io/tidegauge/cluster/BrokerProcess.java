package io.tidegauge.cluster;

import io.tidegauge.demo.BrokerNode;
import io.tidegauge.demo.EmbeddedBroker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A broker in a process of its own, which can be killed, stopped in its tracks, and started again on the same data. */
public final class BrokerProcess {

    private final BrokerNode node;
    private final File log;
    private Process process;

    private BrokerProcess(BrokerNode node, File log) {
        this.node = node;
        this.log = log;
    }

    /** Starts one, and does not wait for it. */
    static BrokerProcess start(BrokerNode node) throws IOException {
        BrokerProcess broker = new BrokerProcess(node, new File(node.directory().toString() + ".out"));
        broker.start();
        return broker;
    }

    /** Its number in the cluster. */
    public int id() {
        return node.id();
    }

    /** Starts it again where it ended, with the same ports and data. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx224m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName()));
        command.addAll(arguments(node));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** SIGKILL: nothing is flushed or handed over. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        ended();
    }

    /** SIGTERM, and waits: its partitions are handed over first. */
    public void terminate() throws InterruptedException {
        process.destroy();
        ended();
    }

    /** SIGSTOP: its connections stay open and nothing is answered. */
    public void freeze() throws Exception {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws Exception {
        signal("CONT");
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("broker " + id() + " ended by itself, see " + log);
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("SIG" + name + " to broker " + id() + " failed");
        }
    }

    private void ended() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("broker " + id() + " did not end, see " + log);
        }
    }

    private static List<String> arguments(BrokerNode node) {
        Stream<String> fixed = Stream.of(
                Integer.toString(node.id()),
                Integer.toString(node.port()),
                node.clusterId(),
                node.directory().toString());
        Stream<String> controllers =
                node.controllers().entrySet().stream().map(voter -> "@" + voter.getKey() + "=" + voter.getValue());
        Stream<String> settings =
                node.settings().entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue());
        return Stream.of(fixed, controllers, settings).flatMap(part -> part).toList();
    }

    private static BrokerNode node(String[] arguments) {
        Map<String, String> settings = new TreeMap<>();
        TreeMap<Integer, Integer> controllers = new TreeMap<>();
        for (String argument : List.of(arguments).subList(4, arguments.length)) {
            String[] pair = argument.split("=", 2);
            if (pair[0].startsWith("@")) {
                controllers.put(Integer.valueOf(pair[0].substring(1)), Integer.valueOf(pair[1]));
            } else {
                settings.put(pair[0], pair[1]);
            }
        }
        return new BrokerNode(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                controllers,
                arguments[2],
                Path.of(arguments[3]),
                settings);
    }

    /** Runs a broker until SIGTERM, or until the test that started it is no more. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(node(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        while (System.in.read() >= 0) {
            continue;
        }
        Runtime.getRuntime().halt(1);
    }
}
