package io.tidegauge.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A producer of somebody else's: any schema, written with Avro's own classes behind the zero byte and the schema id that
 * the registry gave it.
 */
public final class ForeignWriter {

    private static final JsonMapper JSON = new JsonMapper();

    private final String registryUrl;
    private final HttpClient http = HttpClient.newHttpClient();

    public ForeignWriter(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    /** A published schema, such as {@code InferenceEvent}, as text. */
    public static String schemaText(String name) throws IOException {
        try (InputStream schema = ForeignWriter.class.getResourceAsStream("/io/tidegauge/schemas/" + name + ".avsc")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A published schema. */
    public static Schema schema(String name) throws IOException {
        return new Schema.Parser().parse(schemaText(name));
    }

    /** Registers the schema under the subject; its id. */
    public int register(String subject, Schema schema) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("schema", schema.toString()))))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("the registry refused " + subject + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).required("id").asInt();
    }

    /** The record's bytes behind the id of its schema. */
    public static byte[] write(int schemaId, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        return bytes.toByteArray();
    }
}
