package io.tidegauge.backtest;

import java.util.List;
import java.util.Optional;

/**
 * Another tool's default drift rule, for comparison: what that tool, installed and left as it is, would say of each column
 * of each window by itself. None of them remembers the window before.
 */
public interface Preset {

    /** A column's rule, made ready for its windows. */
    interface Fitted {

        /**
         * Judges a window.
         *
         * @throws IllegalArgumentException where the window's values are of another kind than the baseline's
         */
        Judged judge(Values window);
    }

    /** The tool's name, as it is asked for. */
    String name();

    /** Makes the rule ready for one column. */
    Fitted fit(ReferenceValues reference);

    /** All of them. */
    static List<Preset> all() {
        return List.of(new EvidentlyPreset(), new NannymlPreset(), new TfdvPreset(), new SagemakerPreset());
    }

    /** The preset of a name. */
    static Optional<Preset> named(String name) {
        return all().stream().filter(preset -> preset.name().equals(name)).findFirst();
    }
}
