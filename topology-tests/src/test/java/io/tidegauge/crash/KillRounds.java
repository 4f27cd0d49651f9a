package io.tidegauge.crash;

import io.tidegauge.cluster.BrokerGate;
import io.tidegauge.cluster.BrokerGate.Request;
import io.tidegauge.cluster.BrokerGate.Side;
import java.util.Random;
import java.util.function.Predicate;

/** Kills instances of a fleet, round by round, each in a step that is meant or at a moment that is drawn. */
final class KillRounds {

    private static final long SPRINGS_WITHIN_MS = 90_000;
    private static final long TASKS_MOVE_WITHIN_MS = 20_000;

    private final FaultRun run;
    private final Fleet fleet;
    private final Random random;
    private final int instances;

    /** All {@code instances} of them run. */
    KillRounds(FaultRun run, int instances) {
        this.run = run;
        this.fleet = run.fleet();
        this.random = run.random();
        this.instances = instances;
    }

    /** Kills the one that takes the step, and starts it again. */
    void one(Aim aim) throws Exception {
        restart(hit(aim));
    }

    /** The same, and kills another one while tasks move because of it. */
    void two(Aim aim) throws Exception {
        int first = hit(aim);
        Predicate<Request> tasksMove = request -> Aim.ASSIGNED.which.test(request)
                || Aim.JOINING.which.test(request)
                || Aim.RESTORING.which.test(request);
        BrokerGate.Trap trap = run.gate()
                .set(
                        request -> ofFleet(request) && number(request) != first && tasksMove.test(request),
                        1 + random.nextInt(3),
                        Side.ANSWERED,
                        this::kill);
        restart(first);
        if (trap.await(TASKS_MOVE_WITHIN_MS)) {
            System.out.println("killed " + trap.caught() + " as tasks moved");
            restart(number(trap.caught()));
        } else {
            run.gate().unset();
            System.out.println("no task moved to another");
        }
    }

    /** Kills all at once, and starts them again. */
    void all() throws Exception {
        run.disturbed();
        for (int number = 0; number < instances; number++) {
            fleet.get(number).kill();
        }
        System.out.println("killed all " + instances);
        for (int number = 0; number < instances; number++) {
            restart(number);
        }
    }

    /** Starts the only one, which does not run, and kills it in the step. */
    void firstStart(Aim aim) throws Exception {
        BrokerGate.Trap trap = set(aim, KillRounds::ofFleet, 1);
        fleet.start(0);
        await(aim, trap);
    }

    private int hit(Aim aim) throws Exception {
        BrokerGate.Trap trap;
        if (aim.running) {
            trap = set(aim, KillRounds::ofFleet, 1 + random.nextInt(aim == Aim.ANY_TIME ? 1_000 : 12));
        } else {
            int victim = random.nextInt(instances);
            run.disturbed();
            fleet.get(victim).kill();
            trap = set(aim, request -> ofFleet(request) && number(request) == victim, 1);
            restart(victim);
        }
        return await(aim, trap);
    }

    private int await(Aim aim, BrokerGate.Trap trap) throws Exception {
        if (!trap.await(SPRINGS_WITHIN_MS)) {
            fleet.requireAlive();
            throw new AssertionError("no instance took the step " + aim);
        }
        System.out.println("killed " + trap.caught() + " " + aim);
        return number(trap.caught());
    }

    private BrokerGate.Trap set(Aim aim, Predicate<Request> whose, int nth) {
        return run.gate().set(request -> whose.test(request) && aim.which.test(request), nth, aim.side, this::kill);
    }

    /** The deed of a trap: whose request it is dies, and the request or its answer with it. */
    private boolean kill(Request request) {
        run.disturbed();
        try {
            fleet.get(number(request)).kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void restart(int number) throws Exception {
        if (random.nextBoolean()) {
            fleet.wipe(number);
        }
        fleet.start(number);
    }

    private static boolean ofFleet(Request request) {
        return Fleet.instanceOf(request.client()).isPresent();
    }

    private static int number(Request request) {
        return Fleet.instanceOf(request.client()).orElseThrow();
    }
}
