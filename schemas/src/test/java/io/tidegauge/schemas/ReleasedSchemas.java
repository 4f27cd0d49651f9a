package io.tidegauge.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Reads the published schemas and their released history off the class path. */
final class ReleasedSchemas {

    private ReleasedSchemas() {}

    static Schema current(String name) {
        return load(name + ".avsc").orElseThrow();
    }

    /** Every released version, oldest first. */
    static List<Schema> released(String name) {
        List<Schema> versions = new ArrayList<>();
        for (Optional<Schema> next = version(name, 1); next.isPresent(); next = version(name, versions.size() + 1)) {
            versions.add(next.get());
        }
        return versions;
    }

    private static Optional<Schema> version(String name, int number) {
        return load("released/" + name + "/v" + number + ".avsc");
    }

    private static Optional<Schema> load(String resource) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
