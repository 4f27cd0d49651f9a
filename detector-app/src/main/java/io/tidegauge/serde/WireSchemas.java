package io.tidegauge.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** The published schemas, read from the schemas module. */
final class WireSchemas {

    private WireSchemas() {}

    /** The schema as published: what we write with. */
    static Schema published(String name) {
        String resource = "/io/tidegauge/schemas/" + name + ".avsc";
        try (InputStream in = WireSchemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("schema " + resource + " is not on the class path");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** The same schema to read with: strings become {@link String} and not Avro's mutable Utf8. */
    static Schema reading(String name) {
        Schema schema = published(name);
        useStrings(schema, Collections.newSetFromMap(new IdentityHashMap<>()));
        return schema;
    }

    private static void useStrings(Schema schema, Set<Schema> seen) {
        if (!seen.add(schema)) {
            return;
        }
        switch (schema.getType()) {
            case STRING -> GenericData.setStringType(schema, GenericData.StringType.String);
            case MAP -> {
                GenericData.setStringType(schema, GenericData.StringType.String);
                useStrings(schema.getValueType(), seen);
            }
            case ARRAY -> useStrings(schema.getElementType(), seen);
            case UNION -> schema.getTypes().forEach(branch -> useStrings(branch, seen));
            case RECORD -> schema.getFields().forEach(field -> useStrings(field.schema(), seen));
            default -> {
                // no strings inside
            }
        }
    }
}
