package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertChange;
import io.tidegauge.alert.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against a second machine that remembers everything and looks the whole history through at every window. */
class AlertMachineTest {

    private record Seen(Verdict verdict, Severity severity) {
        boolean exceeds() {
            return verdict == Verdict.AT_ONCE || verdict == Verdict.EXCEEDING;
        }
    }

    /** What is published for the last window of a history, worked out from the history alone. */
    private static final class WholeHistory {

        private final DecisionPolicy policy;
        private final List<Seen> judged = new ArrayList<>();
        private final List<String> published = new ArrayList<>();
        /** Index in {@code judged} where the open alert began, -1 where none is open. */
        private int opening = -1;

        WholeHistory(DecisionPolicy policy) {
            this.policy = policy;
        }

        void see(Seen seen) {
            if (seen.verdict() == Verdict.UNJUDGED) {
                published.add("-");
                return;
            }
            boolean wasOpen = opening >= 0;
            if (seen.verdict() == Verdict.WITHDRAWN || (seen.verdict() == Verdict.OVERTAKEN && !(wasOpen && fired()))) {
                published.add(!wasOpen ? "-" : seen.verdict() == Verdict.WITHDRAWN ? "WITHDRAWN" : "OVERTAKEN");
                opening = -1;
                return;
            }
            if (seen.verdict() == Verdict.OVERTAKEN) {
                published.add("-");
                return;
            }
            String before = wasOpen ? standing() : "";
            judged.add(seen);
            if (!wasOpen && seen.exceeds()) {
                opening = judged.size() - 1;
            }
            published.add(opening < 0 ? "-" : outcome(before));
        }

        private String outcome(String before) {
            int end = judged.size();
            List<Seen> open = judged.subList(opening, end);
            boolean quietPending = !fired()
                    && open.subList(Math.max(0, open.size() - policy.of()), open.size()).stream()
                            .noneMatch(Seen::exceeds);
            int calm = 0;
            while (calm < open.size() && open.get(open.size() - 1 - calm).verdict() == Verdict.CALM) {
                calm++;
            }
            if (quietPending || (fired() && calm >= policy.calmWindows())) {
                opening = -1;
                return quietPending ? "LAPSED" : "BACK";
            }
            return standing().equals(before) ? "-" : standing();
        }

        /** Whether any window since the opening confirmed the alert. */
        private boolean fired() {
            List<Seen> open = judged.subList(opening, judged.size());
            return IntStream.range(0, open.size())
                    .anyMatch(i -> open.get(i).verdict() == Verdict.AT_ONCE
                            || (open.get(i).exceeds()
                                    && open.subList(Math.max(0, i + 1 - policy.of()), i + 1).stream()
                                                    .filter(Seen::exceeds)
                                                    .count()
                                            >= policy.persistence()));
        }

        private String standing() {
            Severity highest = judged.subList(opening, judged.size()).stream()
                    .filter(Seen::exceeds)
                    .map(Seen::severity)
                    .max(Severity::compareTo)
                    .orElseThrow();
            return (fired() ? "CONFIRMED " : "SUSPECTED ") + highest;
        }
    }

    @Test
    void publishesWhatTheWholeHistorySays() {
        long seed = 20_260_701;
        Random random = new Random(seed);
        int changes = 0;
        for (int trial = 0; trial < 3_000; trial++) {
            int of = 1 + random.nextInt(5);
            DecisionPolicy policy = policy(1 + random.nextInt(of), of, 1 + random.nextInt(4));
            List<Seen> windows = random.ints(60, 0, 100)
                    .mapToObj(roll -> new Seen(verdict(roll), Severity.values()[random.nextInt(3)]))
                    .toList();
            WholeHistory oracle = new WholeHistory(policy);
            windows.forEach(oracle::see);
            List<String> published = run(policy, windows);
            assertThat(published)
                    .as("seed %d, trial %d, %s, %s", seed, trial, policy, windows)
                    .isEqualTo(oracle.published);
            changes +=
                    (int) published.stream().filter(what -> !what.equals("-")).count();
        }
        assertThat(changes).as("the trials must exercise the machine").isGreaterThan(20_000);
    }

    private static DecisionPolicy policy(int persistence, int of, int calm) {
        return new DecisionPolicy(Budget.DEFAULT, MaterialEffect.STANDARD, persistence, of, calm, 30);
    }

    private static Verdict verdict(int roll) {
        if (roll < 25) {
            return Verdict.EXCEEDING;
        }
        if (roll < 65) {
            return Verdict.CALM;
        }
        if (roll < 80) {
            return Verdict.WAVERING;
        }
        if (roll < 85) {
            return Verdict.AT_ONCE;
        }
        return roll < 90 ? Verdict.OVERTAKEN : roll < 98 ? Verdict.UNJUDGED : Verdict.WITHDRAWN;
    }

    private static List<String> run(DecisionPolicy policy, List<Seen> windows) {
        AlertMachine machine = AlertMachine.ofWindows(policy);
        List<String> published = new ArrayList<>();
        AlertTrack track = null;
        for (int i = 0; i < windows.size(); i++) {
            Seen seen = windows.get(i);
            AlertMachine.Step step =
                    machine.step(track, Finding.without(seen.verdict(), seen.severity()), Episode.window(i));
            track = step.track() == null ? null : AlertTrack.decode(step.track().encode());
            AlertChange change = step.change();
            boolean open = change == AlertChange.SUSPECTED || change == AlertChange.CONFIRMED;
            published.add(
                    change == null
                            ? "-"
                            : change.name() + (open ? " " + step.told().severity() : ""));
        }
        return published;
    }

    @Test
    void keepsTheIdentityOfItsFirstWindow() {
        AlertMachine machine = AlertMachine.ofWindows(DecisionPolicy.DEFAULT);
        Finding exceeding = Finding.without(Verdict.EXCEEDING, Severity.WARNING);
        AlertTrack first = machine.step(null, exceeding, Episode.window(3)).track();
        AlertTrack second = machine.step(first, exceeding, Episode.window(4)).track();
        AlertTrack third = machine.step(second, exceeding, Episode.window(5)).track();
        assertThat(third.opened()).isEqualTo(Episode.window(3));
    }
}
