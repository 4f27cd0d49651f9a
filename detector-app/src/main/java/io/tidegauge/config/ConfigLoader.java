package io.tidegauge.config;

import io.tidegauge.config.YamlNode.Mapping;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.FeaturePolicy;
import io.tidegauge.decide.Reference;
import io.tidegauge.event.EventLimits;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one YAML file, strictly: unknown, duplicate and missing keys are refused, every problem is reported with
 * its key, value and line. Any key is overridden by the environment variable of its path, {@code windows.size} by
 * {@code TIDEGAUGE_WINDOWS_SIZE}; <code>${NAME:default}</code> in a value is replaced from the environment.
 */
public final class ConfigLoader {

    /** The settings as read, and every key the loader asks for. */
    record Loaded(DetectorConfig config, SortedSet<String> keys) {}

    private final List<ConfigProblem> problems = new ArrayList<>();
    private final SortedSet<String> keys = new TreeSet<>();
    private final Environment environment;

    private ConfigLoader(Environment environment) {
        this.environment = environment;
    }

    /**
     * Loads the file.
     *
     * @param file the YAML file
     * @param environment the environment variables
     * @throws ConfigException listing everything that is wrong
     */
    public static DetectorConfig load(Path file, Map<String, String> environment) {
        String name = String.valueOf(file.getFileName());
        return parse(name, text(file), environment).config();
    }

    /** Loads from text; {@code name} stands for the file in messages. */
    static Loaded parse(String name, String text, Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader(new Environment(environment));
        Mapping top =
                YamlReader.read(text, loader.problems).orElseThrow(() -> new ConfigException(name, loader.problems));
        DetectorConfig config = loader.detector(new ConfigSection("", top, loader.environment, loader.problems));
        if (!loader.problems.isEmpty()) {
            loader.problems.sort(Comparator.comparingInt(ConfigProblem::line));
            throw new ConfigException(name, loader.problems);
        }
        return new Loaded(config, loader.keys);
    }

    private static String text(Path file) {
        String problem;
        try {
            return Files.readString(file);
        } catch (NoSuchFileException absent) {
            problem = "there is no such file";
        } catch (CharacterCodingException notText) {
            problem = "not UTF-8 text";
        } catch (IOException unreadable) {
            problem = "cannot be read: " + unreadable.getMessage();
        }
        throw new ConfigException(file.toString(), List.of(ConfigProblem.ofFile(problem)));
    }

    private DetectorConfig detector(ConfigSection root) {
        String servers = root.required("bootstrap-servers", "none:0", ValueReaders::servers);
        String application = root.required("application-id", "none", ValueReaders::applicationId);
        RegistrySettings registry = registry(root);
        TopicSettings topics = topics(root.section("topics"));
        WindowSettings windows = windows(root.section("windows"), WindowSettings.DEFAULT);
        TimingSettings timing = timing(root.section("timing"));
        LimitSettings limits = limits(root.section("limits"));
        DecisionSections decisions = new DecisionSections(this::finish);
        DecisionPolicy decision = decisions.policy(root.section("decision"), DecisionPolicy.DEFAULT);
        SortedMap<String, ModelSettings> models = models(root.section("models"), windows, decision, decisions);
        StateSettings state = state(root.section("state"));
        HttpSettings http = http(root.section("http"));
        SortedMap<String, String> kafka = kafka(root);
        DetectorConfig standIn = DetectorConfig.minimal("none:0", registry.url(), "none");
        DetectorConfig config = root.made(
                standIn,
                () -> new DetectorConfig(
                        servers,
                        application,
                        topics,
                        registry,
                        windows,
                        models,
                        timing,
                        limits,
                        decision,
                        state,
                        http,
                        kafka));
        finish(root);
        return config;
    }

    private RegistrySettings registry(ConfigSection root) {
        String key = "schema-registry";
        RegistrySettings standIn = new RegistrySettings("http://none", RegistrySettings.Serde.AUTO, Map.of());
        if (root.isSingle(key)) {
            return new RegistrySettings(
                    root.required(key, standIn.url(), ValueReaders::urls), standIn.serde(), Map.of());
        }
        ConfigSection section = root.section(key);
        if (!root.names().contains(key) && !section.isSingle("url")) {
            root.required(key, standIn.url(), ValueReaders::urls);
            return standIn;
        }
        String url = section.required("url", standIn.url(), ValueReaders::urls);
        RegistrySettings.Serde serde =
                section.value("serde", RegistrySettings.Serde.AUTO, ValueReaders.oneOf(RegistrySettings.Serde.class));
        Map<String, String> properties = section.properties("properties");
        finish(section);
        return new RegistrySettings(url, serde, properties);
    }

    private TopicSettings topics(ConfigSection section) {
        TopicSettings absent = TopicSettings.DEFAULT;
        @Nullable List<String> events = section.texts("events", ValueReaders::topic);
        @Nullable String pattern = section.optional("events-pattern", ValueReaders::pattern);
        List<String> names = events != null ? events : pattern == null ? absent.events() : List.of();
        String baselines = section.value("baselines", absent.baselines(), ValueReaders::topic);
        String reports = section.value("reports", absent.reports(), ValueReaders::topic);
        String alerts = section.value("alerts", absent.alerts(), ValueReaders::topic);
        TopicSettings topics =
                section.made(absent, () -> new TopicSettings(names, pattern, baselines, reports, alerts));
        finish(section);
        return topics;
    }

    /** A size without an advance means tumbling windows of that size. */
    private WindowSettings windows(ConfigSection section, WindowSettings absent) {
        @Nullable Duration given = section.optional("size", ValueReaders::positiveDuration);
        Duration size = given == null ? absent.size() : given;
        Duration advance =
                section.value("advance", given == null ? absent.advance() : given, ValueReaders::positiveDuration);
        Duration lateness = section.value("lateness", absent.lateness(), ValueReaders::duration);
        boolean day = section.value("day", absent.day(), ValueReaders::flag);
        WindowSettings windows = section.made(absent, () -> new WindowSettings(size, advance, lateness, day));
        finish(section);
        return windows;
    }

    private SortedMap<String, ModelSettings> models(
            ConfigSection section, WindowSettings windows, DecisionPolicy decision, DecisionSections decisions) {
        SortedMap<String, ModelSettings> models = new TreeMap<>();
        for (String name : section.names()) {
            models.put(name, model(section.section(name), windows, decision, decisions));
        }
        return models;
    }

    private ModelSettings model(
            ConfigSection section, WindowSettings windows, DecisionPolicy decision, DecisionSections decisions) {
        boolean ignored = section.value("ignored", false, ValueReaders::flag);
        WindowSettings own = windows(section.section("windows"), windows);
        @Nullable Duration silence = section.optional("silence-after", ValueReaders::durationOrOff);
        DecisionPolicy policy = decisions.policy(section.section("decision"), decision);
        Reference reference = section.value("reference", Reference.FIXED, Reference::parse);
        SortedMap<String, FeaturePolicy> features = decisions.features(section.section("features"));
        boolean association = section.value("association", false, ValueReaders::flag);
        finish(section);
        return new ModelSettings(
                ignored,
                own.equals(windows) ? null : own,
                silence,
                policy.equals(decision) ? null : policy,
                reference,
                features,
                association);
    }

    private TimingSettings timing(ConfigSection section) {
        TimingSettings absent = TimingSettings.DEFAULT;
        Function<String, Duration> reader = ValueReaders::positiveDuration;
        Duration skew = section.value("max-future-skew", absent.maxFutureSkew(), reader);
        Duration idle = section.value("idle-timeout", absent.idleTimeout(), reader);
        Duration wait = section.value("max-wait", absent.maxWait(), reader);
        Duration commit = section.value("commit-interval", absent.commitInterval(), reader);
        @Nullable Duration silence = section.optional("silence-after", ValueReaders::durationOrOff);
        TimingSettings timing = section.made(absent, () -> {
            requireLonger("idle-timeout", idle, commit);
            requireLonger("max-wait", wait, commit);
            return new TimingSettings(skew, idle, wait, commit, silence);
        });
        finish(section);
        return timing;
    }

    /** A partition is only heard of at commits: between two of them every one of them would seem silent. */
    private static void requireLonger(String key, Duration duration, Duration commitInterval) {
        if (duration.compareTo(commitInterval) <= 0) {
            throw new IllegalArgumentException(key + " " + duration.toMillis()
                    + "ms must be longer than commit-interval " + commitInterval.toMillis() + "ms");
        }
    }

    private LimitSettings limits(ConfigSection section) {
        LimitSettings absent = LimitSettings.DEFAULT;
        Function<String, Integer> count = ValueReaders.integer(1, Integer.MAX_VALUE);
        int features = section.value("max-features", absent.event().maxFeatures(), count);
        int names = section.value("max-name-length", absent.event().maxNameLength(), count);
        int values = section.value("max-value-length", absent.event().maxValueLength(), count);
        int models = section.value("max-models", absent.maxModels(), count);
        int versions = section.value("max-versions", absent.maxVersions(), count);
        int categories = section.value("max-categories", absent.maxCategories(), count);
        int windows = section.value("max-open-windows", absent.maxOpenWindows(), count);
        long live = section.value("max-live-memory", absent.maxLiveMemory(), ByteSizeText::parse);
        long open = section.value("max-window-memory", absent.maxWindowMemory(), ByteSizeText::parse);
        LimitSettings limits = section.made(
                absent,
                () -> new LimitSettings(
                        new EventLimits(features, names, values), models, versions, categories, windows, live, open));
        finish(section);
        return limits;
    }

    private StateSettings state(ConfigSection section) {
        StateSettings absent = StateSettings.DEFAULT;
        int partitions =
                section.value("internal-partitions", absent.internalPartitions(), ValueReaders.integer(1, 10_000));
        int standbys = section.value("standby-replicas", absent.standbyReplicas(), ValueReaders.integer(0, 100));
        int threads = section.value("threads", absent.threads(), ValueReaders.integer(1, 1_000));
        @Nullable String directory = section.optional("directory", ValueReaders::text);
        StateSettings.Store store =
                section.value("store", absent.store(), ValueReaders.oneOf(StateSettings.Store.class));
        long memory = section.value("rocksdb-memory", absent.rocksdbMemory(), ByteSizeText::parse);
        StateSettings state =
                section.made(absent, () -> new StateSettings(partitions, standbys, threads, directory, store, memory));
        finish(section);
        return state;
    }

    private HttpSettings http(ConfigSection section) {
        String host = section.value("host", HttpSettings.DEFAULT.host(), ValueReaders::text);
        int port = section.value("port", HttpSettings.DEFAULT.port(), ValueReaders.integer(-1, 65_535));
        finish(section);
        return new HttpSettings(host, port);
    }

    private SortedMap<String, String> kafka(ConfigSection root) {
        SortedMap<String, String> properties = root.properties("kafka");
        properties.keySet().forEach(property -> {
            @Nullable String own = ValueReaders.OWN_KEYS.get(property);
            if (own != null) {
                root.problem(root.lineOf("kafka"), "kafka." + property, null, "set this by the key '" + own + "'");
            }
            ValueReaders.FIXED.forEach((fixed, reason) -> {
                if (property.equals(fixed) || property.endsWith("." + fixed)) {
                    root.problem(root.lineOf("kafka"), "kafka." + property, null, "cannot be set: " + reason);
                }
            });
        });
        return properties;
    }

    private void finish(ConfigSection section) {
        section.refuseUnknownKeys();
        keys.addAll(section.knownKeys());
    }
}
