package io.tidegauge.config;

import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.Reference;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The whole configuration, valid by construction.
 *
 * @param bootstrapServers the cluster
 * @param applicationId consumer group, prefix of internal topics and of the dead-letter topic
 * @param topics the topics read and written
 * @param registry the schema registry and which serde speaks to it
 * @param windows windows of models that have none of their own
 * @param models settings by model name
 * @param timing when partitions are idle, windows overdue and events absurd
 * @param limits what an event may hold, and what bounds the memory
 * @param decision thresholds of models that have none of their own
 * @param state stores and internal topics
 * @param http the endpoints' address
 * @param kafka client properties passed through
 */
public record DetectorConfig(
        String bootstrapServers,
        String applicationId,
        TopicSettings topics,
        RegistrySettings registry,
        WindowSettings windows,
        SortedMap<String, ModelSettings> models,
        TimingSettings timing,
        LimitSettings limits,
        DecisionPolicy decision,
        StateSettings state,
        HttpSettings http,
        Map<String, String> kafka) {

    private static final int SILENT_WINDOWS = 3;
    private static final Duration LEAST_SILENCE = Duration.ofHours(1);

    public DetectorConfig {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        kafka = Map.copyOf(kafka);
        requireNoLoop(applicationId, topics);
    }

    /** Everything by default but the three things that have none. */
    public static DetectorConfig minimal(String bootstrapServers, String registryUrl, String applicationId) {
        return new DetectorConfig(
                bootstrapServers,
                applicationId,
                TopicSettings.DEFAULT,
                new RegistrySettings(registryUrl, RegistrySettings.Serde.AUTO, Map.of()),
                WindowSettings.DEFAULT,
                Collections.emptySortedMap(),
                TimingSettings.DEFAULT,
                LimitSettings.DEFAULT,
                DecisionPolicy.DEFAULT,
                StateSettings.DEFAULT,
                HttpSettings.DEFAULT,
                Map.of());
    }

    /** What we write must never be what we read. */
    private static void requireNoLoop(String applicationId, TopicSettings topics) {
        Predicate<String> read = topics.eventsPattern() == null
                ? topics.events()::contains
                : Pattern.compile(topics.eventsPattern()).asMatchPredicate();
        Stream.of(
                        topics.baselines(),
                        topics.reports(),
                        topics.alerts(),
                        applicationId + "-dead-letters",
                        applicationId + "-partials-repartition",
                        applicationId + "-baseline-updates-repartition",
                        applicationId + "-panes-changelog")
                .filter(read)
                .findFirst()
                .ifPresent(own -> {
                    String key = topics.eventsPattern() == null ? "topics.events " : "topics.events-pattern ";
                    Object value = topics.eventsPattern() == null ? topics.events() : topics.eventsPattern();
                    throw new IllegalArgumentException(key + "'" + value + "' matches the detector's own topic " + own);
                });
    }

    /** The model's windows: its own, or the default. */
    public WindowSettings windowsOf(String model) {
        ModelSettings settings = models.get(model);
        return settings == null || settings.windows() == null ? windows : settings.windows();
    }

    /** Whether configuration excludes the model from monitoring. */
    public boolean ignores(String model) {
        ModelSettings settings = models.get(model);
        return settings != null && settings.ignored();
    }

    /** Whether the model's features are counted beside its prediction, as `models.<m>.association` says. */
    public boolean associated(String model) {
        ModelSettings settings = models.get(model);
        return settings != null && settings.association();
    }

    /**
     * After how much silence the model is told to be silent; empty for never, as for a model that is ignored. Unless
     * configuration says so, it is three of its windows, and an hour at the least.
     */
    public Optional<Duration> silenceAfter(String model) {
        ModelSettings settings = models.get(model);
        if (settings != null && settings.ignored()) {
            return Optional.empty();
        }
        Duration own = settings == null ? null : settings.silenceAfter();
        Duration configured = own == null ? timing.silenceAfter() : own;
        if (configured != null) {
            return configured.isZero() ? Optional.empty() : Optional.of(configured);
        }
        Duration windows = windowsOf(model).size().multipliedBy(SILENT_WINDOWS);
        return Optional.of(windows.compareTo(LEAST_SILENCE) > 0 ? windows : LEAST_SILENCE);
    }

    /** How the model is decided on: by its own settings, and where it has none by those of all. */
    public ModelPolicy policyOf(String model) {
        WindowSettings own = windowsOf(model);
        ModelSettings settings = models.get(model);
        Reference reference = settings == null ? Reference.FIXED : settings.reference();
        // Windows that are compared with windows have no days to be compared with: the days' share of the budget is
        // theirs.
        boolean days = own.day() && reference instanceof Reference.Fixed;
        Cadence cadence = new Cadence(own.size(), own.advance(), days);
        return settings == null
                ? new ModelPolicy(decision, cadence, reference, new TreeMap<>())
                : new ModelPolicy(
                        settings.decision() == null ? decision : settings.decision(),
                        cadence,
                        reference,
                        settings.features());
    }

    /** Equal for configurations that count events into the same panes; all instances must agree on it. */
    public int windowsHash() {
        SortedMap<String, List<Object>> own = new TreeMap<>();
        models.forEach((name, settings) -> {
            if (settings.ignored() || !windowsOf(name).sameWindows(windows)) {
                own.put(name, counting(settings.ignored(), windowsOf(name)));
            }
        });
        return Objects.hash(counting(false, windows), own);
    }

    private static List<Object> counting(boolean ignored, WindowSettings windows) {
        return List.of(ignored, windows.size(), windows.advance(), windows.lateness());
    }

    /** Where events that cannot be counted go. */
    public String deadLetterTopic() {
        return applicationId + "-dead-letters";
    }
}
