package io.tidegauge.crash;

import io.tidegauge.badinput.RegistryDoor.Outage;
import io.tidegauge.cluster.BrokerGate.Request;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Does one thing after the other to a fleet and to its registry, each drawn from those that are possible. */
final class Chaos {

    private static final int FREEZE_OR_THAW = 3;
    private static final int START = 9;
    private static final int STOPPED = 0;

    /** SIGTERM before the process has got so far as to mind it. */
    private static final int TERMINATED = 143;

    private final FaultRun run;
    private final Fleet fleet;
    private final Random random;
    private final int instances;
    private final Set<Integer> frozen = new ConcurrentSkipListSet<>();
    private final long beganNanos = System.nanoTime();
    private boolean shut;

    /** On instances 0 to {@code instances - 1}, of which some run. */
    Chaos(FaultRun run, int instances) {
        this.run = run;
        this.fleet = run.fleet();
        this.random = run.random();
        this.instances = instances;
    }

    /** One thing, and then a while in which nothing is done. */
    void next() throws Exception {
        int deed = random.nextInt(10);
        if (awake().isEmpty()) {
            // Where nobody works nothing is disturbed.
            deed = frozen.isEmpty() ? START : FREEZE_OR_THAW;
        }
        switch (deed) {
            case 0 -> kill();
            case 1 -> strike();
            case 2 -> stop();
            case FREEZE_OR_THAW, 4 -> freezeOrThaw();
            case 5 -> shutOrOpen();
            default -> start();
        }
        long calmMs = 100 + random.nextInt(random.nextInt(3) == 0 ? 12_000 : 3_000);
        FaultRun.pause(calmMs);
    }

    /** Everything is put right, and every instance is in the group. */
    void quiet() throws Exception {
        run.gate().unset();
        if (shut) {
            shutOrOpen();
        }
        for (int number : List.copyOf(frozen)) {
            thaw(number);
        }
        for (int number = 0; number < instances; number++) {
            int one = number;
            Awaitility.await("instance " + number + " to be in the group")
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> {
                        startIfDead(one);
                        return run.isMember(one);
                    });
        }
    }

    private void kill() throws Exception {
        List<Integer> alive = fleet.alive();
        if (!alive.isEmpty()) {
            int number = draw(alive);
            say("kill " + number);
            run.disturbed();
            fleet.get(number).kill();
            frozen.remove(number);
        }
    }

    /** Whoever next takes a step that is drawn is killed in it. */
    private void strike() {
        Aim aim = draw(Aim.AFTER_THE_FIRST_START);
        say("strike " + aim);
        run.gate()
                .set(
                        request -> Fleet.instanceOf(request.client()).isPresent() && aim.which.test(request),
                        1 + random.nextInt(10),
                        aim.side,
                        this::die);
    }

    private boolean die(Request request) {
        int number = Fleet.instanceOf(request.client()).orElseThrow();
        say("struck " + request);
        run.disturbed();
        try {
            fleet.get(number).kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        frozen.remove(number);
        return false;
    }

    private void stop() throws Exception {
        List<Integer> awake = awake();
        if (!awake.isEmpty()) {
            int number = draw(awake);
            say("stop " + number);
            run.disturbed();
            int exit = fleet.get(number).stop();
            say("stopped " + number + ", exit code " + exit);
            if (exit != STOPPED && exit != TERMINATED) {
                saidWhy(number);
            }
        }
    }

    private void freezeOrThaw() throws Exception {
        List<Integer> awake = awake();
        if (!frozen.isEmpty() && (awake.isEmpty() || random.nextBoolean())) {
            thaw(draw(List.copyOf(frozen)));
        } else if (!awake.isEmpty()) {
            int number = draw(awake);
            say("freeze " + number);
            run.disturbed();
            fleet.get(number).freeze();
            frozen.add(number);
        }
    }

    private void thaw(int number) throws Exception {
        say("thaw " + number);
        frozen.remove(number);
        if (fleet.get(number).alive()) {
            fleet.get(number).thaw();
        }
    }

    private void shutOrOpen() throws Exception {
        say(shut ? "open the registry's door" : "shut the registry's door");
        if (shut) {
            run.door().open();
        } else {
            run.door().shut(draw(List.of(Outage.REFUSED, Outage.UNAVAILABLE)));
        }
        shut = !shut;
    }

    private void start() throws Exception {
        List<Integer> dead = IntStream.range(0, instances)
                .boxed()
                .filter(number -> !fleet.alive().contains(number))
                .toList();
        if (!dead.isEmpty()) {
            int number = draw(dead);
            if (random.nextInt(3) == 0) {
                say("wipe " + number);
                fleet.wipe(number);
            }
            startIfDead(number);
        }
    }

    private void startIfDead(int number) throws Exception {
        if (!fleet.alive().contains(number)) {
            if (fleet.started(number)) {
                saidWhy(number);
            }
            say("start " + number);
            fleet.start(number);
        }
    }

    /** Who was not killed or told to stop has said why it ended. */
    private void saidWhy(int number) {
        ChildDetector ended = fleet.get(number);
        int exit = ended.exitCode();
        if (exit != STOPPED && exit != TERMINATED && exit != ChildDetector.SIGKILL_EXIT) {
            String why = ended.lines().stream()
                    .filter(line -> line.contains("action=shut-down") || line.contains("action=close"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("instance " + number + " ended with exit code " + exit
                            + " and no reason:\\n" + ended.printed()));
            say("instance " + number + " had ended, exit code " + exit + ": " + why);
        }
    }

    private List<Integer> awake() {
        return fleet.alive().stream().filter(number -> !frozen.contains(number)).toList();
    }

    private <T> T draw(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void say(String what) {
        System.out.printf("%6.1f s: %s%n", (System.nanoTime() - beganNanos) / 1e9, what);
    }
}
