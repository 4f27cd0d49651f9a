package io.tidegauge.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * What somebody answered at the registry's address, which need not be the registry: only what a registry would say is
 * taken for its word, anything else is an outage.
 *
 * @param asked the address asked, without credentials
 * @param json the answer
 */
record RegistryAnswer(String asked, JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads an answer other than 429 or 500 and above.
     *
     * @throws RegistryRefusalException where the registry says no
     * @throws RegistryUnavailableException where it does not let us in, or the answer is not a registry's
     */
    static RegistryAnswer of(String asked, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new RegistryLockedOutException(
                    "the schema registry does not let us in: " + asked + " answered " + status);
        }
        if (status < 200 || status > 499 || status / 100 == 3) {
            throw new RegistryUnavailableException(
                    "not a schema registry: " + asked + " answered " + status + elsewhere(response));
        }
        JsonNode json = json(asked, response.body());
        if (status == 404 && !isOfRegistry(json.path("error_code").asInt())) {
            throw new RegistryUnavailableException("not a schema registry: " + asked + " answered 404");
        }
        if (status != 200) {
            throw new RegistryRefusalException(
                    status,
                    "the schema registry refused " + asked + ": " + status + " "
                            + json.path("message").asText());
        }
        return new RegistryAnswer(asked, json);
    }

    /**
     * Whether a 404 is about a subject, version or schema (40401 and on). A wrong path, or a proxy in front, answers 404
     * to everything, and then no schema is known to be missing.
     */
    static boolean isOfRegistry(int errorCode) {
        return errorCode / 100 == 404;
    }

    /** A redirection is not followed: the credentials are for the configured address alone. */
    private static String elsewhere(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(RegistryAnswer::withoutSecrets)
                .map(place -> " and sends us to " + place + ": give the address itself")
                .orElse("");
    }

    private static String withoutSecrets(String location) {
        try {
            URI place = URI.create(location);
            return place.getHost() == null
                    ? String.valueOf(place.getPath())
                    : place.getScheme() + "://" + place.getHost() + (place.getPort() < 0 ? "" : ":" + place.getPort())
                            + place.getPath();
        } catch (IllegalArgumentException notAnAddress) {
            return "no address";
        }
    }

    private static JsonNode json(String asked, String body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
            throw new RegistryUnavailableException("not a schema registry: " + asked + " answered no JSON object");
        } catch (JsonProcessingException e) {
            throw new RegistryUnavailableException("not a schema registry: " + asked + " answered no JSON", e);
        }
    }

    /** The id of a schema. */
    int id() {
        return required("id", json.path("id").isInt()).intValue();
    }

    /**
     * The schema.
     *
     * @throws UnreadableSchemaException where it is none that can be read with
     */
    Schema schema(String what) {
        String type = json.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UnreadableSchemaException(what + " is " + type + ", not Avro");
        }
        if (!json.path("references").isEmpty()) {
            throw new UnreadableSchemaException(what + " refers to other schemas, which needs avro.serde=confluent");
        }
        String text = required("schema", json.path("schema").isTextual()).asText();
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException e) {
            throw new UnreadableSchemaException(what + " does not parse: " + e.getMessage());
        }
    }

    /** What keeps a schema from becoming the next version, as the registry words it; empty where nothing does. */
    Optional<String> incompatibility() {
        if (required("is_compatible", json.path("is_compatible").isBoolean()).asBoolean()) {
            return Optional.empty();
        }
        StringJoiner messages = new StringJoiner("; ").setEmptyValue("the registry gives no reason");
        json.path("messages").forEach(message -> messages.add(message.asText()));
        return Optional.of(messages.toString());
    }

    private JsonNode required(String field, boolean there) {
        if (!there) {
            throw new RegistryUnavailableException(
                    "not a schema registry: " + asked + " answered without '" + field + "'");
        }
        return json.get(field);
    }
}
