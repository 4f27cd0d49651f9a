package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.utils.Bytes;

/** Builds store keys out of parts, each with its length before it, so that a scan by the first parts is exact. */
final class StoreKey {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    private final DataOutputStream out = new DataOutputStream(bytes);

    StoreKey text(String part) {
        try {
            out.writeUTF(part);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return this;
    }

    StoreKey number(long part) {
        try {
            out.writeLong(part);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return this;
    }

    StoreKey model(ModelVersion model) {
        return text(model.model()).text(model.version());
    }

    Bytes bytes() {
        return Bytes.wrap(bytes.toByteArray());
    }

    /** Reads the parts of a key in the order they were written. */
    static final class Reader {
        private final DataInputStream in;

        Reader(Bytes key) {
            in = new DataInputStream(new ByteArrayInputStream(key.get()));
        }

        String text() {
            try {
                return in.readUTF();
            } catch (IOException e) {
                throw new UncheckedIOException("store key ends too early", e);
            }
        }

        long number() {
            try {
                return in.readLong();
            } catch (IOException e) {
                throw new UncheckedIOException("store key ends too early", e);
            }
        }

        /** Whether there are parts left. */
        boolean hasMore() {
            try {
                return in.available() > 0;
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory", e);
            }
        }

        ModelVersion model() {
            return new ModelVersion(text(), text());
        }
    }
}
