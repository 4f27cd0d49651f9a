package io.tidegauge.serde;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Events of the published schema, byte by byte as Avro's specification has them. */
final class HandMade {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private HandMade() {}

    /** An event of a model, with so many features that are null, and nothing else. */
    static byte[] event(String model, int features) {
        HandMade event = new HandMade();
        event.text("e-1").text(model).text("7").number(1_767_225_600_000L);
        event.number(features);
        for (int i = 0; i < features; i++) {
            event.text("f" + i).number(0);
        }
        return event.number(0).number(0).number(0).number(0).number(0).bytes.toByteArray();
    }

    /** Of the published schema with the features given as the bytes of the map. */
    static byte[] eventWith(byte[] features) {
        HandMade event = new HandMade();
        event.text("e-1")
                .text("price")
                .text("7")
                .number(1_767_225_600_000L)
                .bytes
                .writeBytes(features);
        return event.number(0).number(0).number(0).number(0).bytes.toByteArray();
    }

    private HandMade text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length).bytes.writeBytes(utf8);
        return this;
    }

    private HandMade number(long number) {
        long rest = number << 1 ^ number >> 63;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            bytes.write((int) (rest & 0x7F | 0x80));
        }
        bytes.write((int) rest);
        return this;
    }
}
