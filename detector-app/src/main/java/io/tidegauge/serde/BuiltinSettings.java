package io.tidegauge.serde;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What the built-in serde understands of the properties that Confluent's serializers take; anything else is refused, so
 * that nothing which changes the wire is silently ignored.
 *
 * @param urls the registry's base addresses without credentials, tried in order
 * @param authorization the Authorization header's value, or null
 * @param connectTimeout for a connection
 * @param readTimeout for an answer
 * @param autoRegister whether the serializer registers its schema
 * @param useLatest whether the serializer writes with the subject's latest version
 * @param latestStrict whether that version must be able to read what our schema writes
 * @param normalize whether the registry normalizes schemas before it compares them
 */
record BuiltinSettings(
        List<URI> urls,
        @Nullable String authorization,
        Duration connectTimeout,
        Duration readTimeout,
        boolean autoRegister,
        boolean useLatest,
        boolean latestStrict,
        boolean normalize) {

    static final String URL = "schema.registry.url";
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String LATEST_STRICT = "latest.compatibility.strict";
    static final String NORMALIZE = "normalize.schemas";
    static final String VALUE_STRATEGY = "value.subject.name.strategy";
    static final String KEY_STRATEGY = "key.subject.name.strategy";
    static final String TOPIC_NAME_STRATEGY = "io.confluent.kafka.serializers.subject.TopicNameStrategy";
    static final String SPECIFIC_READER = "specific.avro.reader";
    static final String FAIL_ON_TRAILING = "avro.fail.on.trailing.data";
    static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    static final String READ_TIMEOUT = "http.read.timeout.ms";

    static final String CONNECT_TIMEOUT_MS = "5000";

    /** A registry under load may take its time, and asking it anew then only adds to that. */
    static final String READ_TIMEOUT_MS = "15000";

    private static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    private static final String USER_INFO = "basic.auth.user.info";
    private static final String OLD_USER_INFO = "schema.registry.basic.auth.user.info";
    private static final Set<String> KNOWN = Set.of(
            URL,
            AUTO_REGISTER,
            USE_LATEST,
            LATEST_STRICT,
            NORMALIZE,
            VALUE_STRATEGY,
            KEY_STRATEGY,
            SPECIFIC_READER,
            FAIL_ON_TRAILING,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            CREDENTIALS_SOURCE,
            USER_INFO,
            OLD_USER_INFO);

    private static final Set<String> CONNECTION =
            Set.of(URL, CONNECT_TIMEOUT, READ_TIMEOUT, CREDENTIALS_SOURCE, USER_INFO, OLD_USER_INFO);

    BuiltinSettings {
        urls = List.copyOf(urls);
    }

    /**
     * Reads the properties.
     *
     * @throws ConfigException naming the key that the built-in serde cannot honour, or whose value is wrong
     */
    static BuiltinSettings of(Map<String, ?> properties) {
        for (String key : properties.keySet()) {
            if (!KNOWN.contains(key)) {
                throw new ConfigException("registry property '" + key
                        + "' is not known to the built-in Avro serde: it needs avro.serde=confluent");
            }
        }
        requireOnly(properties, VALUE_STRATEGY, TOPIC_NAME_STRATEGY);
        requireOnly(properties, KEY_STRATEGY, TOPIC_NAME_STRATEGY);
        requireOnly(properties, SPECIFIC_READER, "false");
        requireOnly(properties, FAIL_ON_TRAILING, "true");
        List<URI> given = urls(text(properties, URL, ""));
        return new BuiltinSettings(
                given.stream().map(BuiltinSettings::withoutUserInfo).toList(),
                authorization(properties, given.get(0)),
                millis(properties, CONNECT_TIMEOUT, CONNECT_TIMEOUT_MS),
                millis(properties, READ_TIMEOUT, READ_TIMEOUT_MS),
                flag(properties, AUTO_REGISTER, true),
                flag(properties, USE_LATEST, false),
                flag(properties, LATEST_STRICT, true),
                flag(properties, NORMALIZE, false));
    }

    /** The same from properties of Confluent's serde: only what concerns the connection, the rest is not looked at. */
    static BuiltinSettings ofConnection(Map<String, ?> properties) {
        Map<String, Object> connection = new HashMap<>(properties);
        connection.keySet().retainAll(CONNECTION);
        return of(connection);
    }

    private static void requireOnly(Map<String, ?> properties, String key, String only) {
        String value = text(properties, key, only);
        if (!value.equals(only)) {
            throw new ConfigException(
                    key, value, "the built-in Avro serde has only " + only + "; others need avro.serde=confluent");
        }
    }

    private static List<URI> urls(String value) {
        List<URI> urls = Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(BuiltinSettings::url)
                .toList();
        if (urls.isEmpty()) {
            throw new ConfigException(URL + " is missing: the address of the schema registry");
        }
        return urls;
    }

    private static URI url(String value) {
        URI url;
        try {
            url = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        } catch (URISyntaxException e) {
            // The exception's own message would show the address, and a password in it.
            throw new ConfigException(URL + " is not an address: " + e.getReason() + " at index " + e.getIndex());
        }
        if (url.getHost() == null || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw new ConfigException(URL, withoutUserInfo(url), "not an http or https address");
        }
        return url;
    }

    private static URI withoutUserInfo(URI url) {
        String userInfo = url.getRawUserInfo();
        return userInfo == null ? url : URI.create(url.toString().replace(userInfo + "@", ""));
    }

    private static @Nullable String authorization(Map<String, ?> properties, URI first) {
        String source = text(properties, CREDENTIALS_SOURCE, "URL");
        return switch (source) {
            case "URL" -> first.getUserInfo() == null ? null : basic(first.getUserInfo());
            case "USER_INFO" -> basic(requiredUserInfo(properties));
            default ->
                throw new ConfigException(CREDENTIALS_SOURCE, source, "the built-in Avro serde has URL and USER_INFO");
        };
    }

    private static String requiredUserInfo(Map<String, ?> properties) {
        String userInfo = text(properties, USER_INFO, text(properties, OLD_USER_INFO, ""));
        if (!userInfo.contains(":")) {
            throw new ConfigException(USER_INFO + " is not user:password");
        }
        return userInfo;
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration millis(Map<String, ?> properties, String key, String otherwise) {
        String value = text(properties, key, otherwise);
        try {
            long millis = Long.parseLong(value);
            if (millis > 0) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(key, value, "not a number of milliseconds");
        }
        throw new ConfigException(key, value, "must be positive");
    }

    private static boolean flag(Map<String, ?> properties, String key, boolean otherwise) {
        String value = text(properties, key, Boolean.toString(otherwise));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(key, value, "neither true nor false");
        };
    }

    private static String text(Map<String, ?> properties, String key, String otherwise) {
        Object value = properties.get(key);
        return value == null ? otherwise : value.toString().strip();
    }
}
