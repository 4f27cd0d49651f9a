package io.tidegauge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads single values; each throws IllegalArgumentException saying what would be right. */
final class ValueReaders {

    /** Client properties that have a key of their own, which wins: there is one way to set a thing. */
    static final Map<String, String> OWN_KEYS = Map.of(
            "bootstrap.servers", "bootstrap-servers",
            "application.id", "application-id",
            "num.stream.threads", "state.threads",
            "num.standby.replicas", "state.standby-replicas",
            "state.dir", "state.directory",
            "commit.interval.ms", "timing.commit-interval",
            "rocksdb.config.setter", "state.rocksdb-memory");

    /** Client properties that the accounts depend on, and why nobody may set them. */
    static final Map<String, String> FIXED = Map.of(
            "processing.exception.handler", "carrying on after a failed drain would lose what it had counted",
            "deserialization.exception.handler", "bad events are dead letters before Kafka Streams could skip them",
            "default.timestamp.extractor", "event time lives in the value, not in the record",
            "auto.offset.reset", "a partition that begins at its end never counts as read",
            "isolation.level", "records of aborted transactions are not events",
            "topology.optimization", "it merges what is kept apart on purpose");

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern SERVER = Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[^,:\\s\\[\\]]+):(\\d{1,5})");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9._-]{1,150}");

    private ValueReaders() {}

    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
        return text;
    }

    static String servers(String text) {
        boolean right = !text.isBlank()
                && Stream.of(text.split(",", -1))
                        .map(server -> SERVER.matcher(server.strip()))
                        .allMatch(server -> server.matches() && Integer.parseInt(server.group(1)) <= 65_535);
        if (!right) {
            throw new IllegalArgumentException("must be host:port, several separated by commas");
        }
        return text;
    }

    static String topic(String text) {
        if (!TOPIC.matcher(text).matches() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException(
                    "not a topic name: 1 to 249 letters, digits, dots, underscores and hyphens");
        }
        return text;
    }

    static String applicationId(String text) {
        if (!APPLICATION.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 150 letters, digits, dots, underscores and hyphens:"
                    + " internal topics begin with it");
        }
        return text;
    }

    static String pattern(String text) {
        try {
            return Pattern.compile(text(text)).pattern();
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("not a regular expression: " + wrong.getDescription(), wrong);
        } catch (StackOverflowError tooDeep) {
            throw new IllegalArgumentException("not a regular expression: nested too deeply", tooDeep);
        }
    }

    static String urls(String text) {
        for (String url : text.split(",", -1)) {
            requireUrl(url.strip());
        }
        return text;
    }

    private static void requireUrl(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return;
            }
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("not a URL: " + wrong.getReason(), wrong);
        }
        throw new IllegalArgumentException("must be a URL such as http://registry:8081, several separated by commas");
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    static Duration duration(String text) {
        Duration duration = DurationText.parse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("must not be negative");
        }
        return bounded(duration);
    }

    /** A duration, of which none at all may also be written as {@code off}. */
    static Duration durationOrOff(String text) {
        return text.equals("off") || text.equals("0") ? Duration.ZERO : duration(text);
    }

    static Duration positiveDuration(String text) {
        Duration duration = bounded(DurationText.parse(text));
        if (duration.isNegative() || duration.toMillis() == 0) {
            throw new IllegalArgumentException("must be at least a millisecond");
        }
        return duration;
    }

    /** Instants are told in milliseconds, 64 bits of them. */
    private static Duration bounded(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be at most " + LONGEST.toDays() + "d");
        }
        return duration;
    }

    static double share(String text) {
        double share = number(text);
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("must be between 0 and 1, both excluded");
        }
        return share;
    }

    static Function<String, Integer> integer(int least, int most) {
        return text -> {
            String range = most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException notAnInteger) {
                throw new IllegalArgumentException("must be a whole number, " + range, notAnInteger);
            }
            throw new IllegalArgumentException("must be " + range);
        };
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text -> Stream.of(type.getEnumConstants())
                .filter(constant -> written(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Stream.of(type.getEnumConstants())
                                .map(ValueReaders::written)
                                .collect(Collectors.joining(", "))));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("must be a number", notANumber);
        }
    }
}
