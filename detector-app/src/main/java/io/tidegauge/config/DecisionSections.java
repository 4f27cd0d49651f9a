package io.tidegauge.config;

import io.tidegauge.decide.Budget;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.FeaturePolicy;
import io.tidegauge.decide.MaterialEffect;
import io.tidegauge.event.FeatureKind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the sections on how models are decided on. */
final class DecisionSections {

    private final Consumer<ConfigSection> finish;

    /**
     * Reads sections.
     *
     * @param finish what to do with a section of which every key was asked for
     */
    DecisionSections(Consumer<ConfigSection> finish) {
        this.finish = finish;
    }

    /** The thresholds of a section; those that it leaves out as given. */
    DecisionPolicy policy(ConfigSection section, DecisionPolicy absent) {
        Function<String, Integer> count = ValueReaders.integer(1, Integer.MAX_VALUE);
        Budget budget = section.value("budget", absent.budget(), DecisionReaders::budget);
        MaterialEffect effect = section.value("effect", absent.effect(), DecisionReaders::effect);
        int persistence = section.value("persistence", absent.persistence(), count);
        int of = section.value("of", absent.of(), count);
        int calm = section.value("calm-windows", absent.calmWindows(), count);
        int minRows = section.value("min-rows", absent.minRows(), count);
        DecisionPolicy policy =
                section.made(absent, () -> new DecisionPolicy(budget, effect, persistence, of, calm, minRows));
        finish.accept(section);
        return policy;
    }

    /** What is different about single features, by name. */
    SortedMap<String, FeaturePolicy> features(ConfigSection section) {
        SortedMap<String, FeaturePolicy> features = new TreeMap<>();
        for (String name : section.names()) {
            features.put(name, feature(section.section(name)));
        }
        return features;
    }

    private FeaturePolicy feature(ConfigSection section) {
        @Nullable FeatureKind kind = section.optional("kind", ValueReaders.oneOf(FeatureKind.class));
        @Nullable Double importance = section.optional("importance", DecisionReaders::importance);
        @Nullable MaterialEffect effect = section.optional("effect", DecisionReaders::effect);
        @Nullable Instant muted = section.optional("mute-until", DecisionReaders::instant);
        finish.accept(section);
        return new FeaturePolicy(
                Optional.ofNullable(kind),
                importance == null ? OptionalDouble.empty() : OptionalDouble.of(importance),
                Optional.ofNullable(effect),
                Optional.ofNullable(muted));
    }
}
