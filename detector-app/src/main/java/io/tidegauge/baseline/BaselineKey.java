package io.tidegauge.baseline;

import io.tidegauge.event.ModelVersion;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The identity of a record of the baseline topic. */
public record BaselineKey(ModelVersion model, String feature, String baselineId) {

    /** {@code model/version/feature/baseline-id}, each part percent-encoded; the manifest's {@code *} stays as it is. */
    public String encoded() {
        return String.join("/", encode(model.model()), encode(model.version()), encode(feature), encode(baselineId));
    }

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @throws IllegalArgumentException naming the key when it has not four parts that decode
     */
    public static BaselineKey parse(String key) {
        List<String> parts = Arrays.stream(key.split("/", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        if (parts.size() != 4 || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("baseline key '" + key + "' is not model/version/feature/baseline-id");
        }
        return new BaselineKey(new ModelVersion(parts.get(0), parts.get(1)), parts.get(2), parts.get(3));
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
