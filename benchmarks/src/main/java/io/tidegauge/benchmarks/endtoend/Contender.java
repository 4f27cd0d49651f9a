package io.tidegauge.benchmarks.endtoend;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One way of reading the topic.
 *
 * @param kind what is done with the events
 * @param threads consumers or stream threads
 */
record Contender(Kind kind, int threads) {

    /** What is done with the events. */
    enum Kind {
        /** A consumer that polls and looks at nothing. */
        CONSUMER_BYTES('a', "consumer, bytes only"),
        /** A consumer that decodes each record with Avro's GenericDatumReader. */
        CONSUMER_DECODE('b', "consumer + GenericDatumReader"),
        /** Kafka Streams, exactly-once, decoding each record with GenericDatumReader. */
        STREAMS_DECODE('c', "Streams, decodes only"),
        /** Kafka Streams' own operators: a record for each value, a KLL sketch for each window in RocksDB. */
        STREAMS_DSL('d', "Streams DSL, KLL in RocksDB"),
        /** The whole detector as the command run starts it. */
        TIDEGAUGE('e', "Tidegauge"),
        /** The same, at least once. */
        TIDEGAUGE_ALOS('g', "Tidegauge, at least once"),
        /** The detector's topology in a program with a decoder of its own, which makes an object of every event. */
        TIDEGAUGE_OWN_DECODER('o', "Tidegauge, own decoder"),
        /** Kafka Streams, exactly-once, looking at nothing: what it allocates and costs by itself. */
        STREAMS_BYTES('p', "Streams, bytes only");

        private final char letter;
        private final String title;

        Kind(char letter, String title) {
            this.letter = letter;
            this.title = title;
        }

        char letter() {
            return letter;
        }

        /** The kind that has the letter. */
        static Kind of(String letter) {
            return Arrays.stream(values())
                    .filter(kind -> letter.equals(String.valueOf(kind.letter)))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("no contender '" + letter + "'; there are " + letters()));
        }

        /** Letters and titles of all. */
        static String letters() {
            return Arrays.stream(values())
                    .map(kind -> kind.letter + " (" + kind.title + ")")
                    .collect(Collectors.joining(", "));
        }
    }

    Contender {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive, was " + threads);
        }
    }

    /** What it is called in results: {@code tidegauge}, {@code tidegauge-4-threads}. */
    String id() {
        String id = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return threads == 1 ? id : id + "-" + threads + "-threads";
    }

    /** What it is called in tables. */
    String title() {
        String title = "(" + kind.letter + ") " + kind.title;
        return threads == 1 ? title : title + ", " + threads + " threads";
    }
}
