package io.tidegauge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which deaths of a thread a new thread may mend, and what is told of each. */
class ThreadFailureTest {

    static Stream<Throwable> ofBrokersThatWereAway() {
        return Stream.of(
                new StreamsException("process", new TimeoutException("no answer")),
                new StreamsException("send", new NotEnoughReplicasException("one of two")),
                new StreamsException(new TransactionAbortableException("aborted after exhausting retries")),
                new StreamsException(new IllegalStateException("Cannot attempt operation `abortTransaction` because the"
                        + " previous call to `commitTransaction` timed out and must be retried")));
    }

    static Stream<Throwable> ofAnythingElse() {
        return Stream.of(
                new StreamsException("send", new RecordTooLargeException("too large")),
                new StreamsException("send", new InvalidTimestampException("an hour ahead")),
                new StreamsException("send", new TopicAuthorizationException("forbidden")),
                new StreamsException("commit", new ProducerFencedException("fenced")),
                new StreamsException("process", new IllegalStateException("the drain fails")),
                new MissingSourceTopicException("gone"),
                new KafkaException("whatever"),
                new OutOfMemoryError("heap"));
    }

    @ParameterizedTest
    @MethodSource
    void ofBrokersThatWereAway(Throwable failure) {
        assertThat(new ThreadFailure(failure).mayPass()).as(failure.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void ofAnythingElse(Throwable failure) {
        assertThat(new ThreadFailure(failure).mayPass()).as(failure.toString()).isFalse();
    }

    @Test
    void theReasonIsWhatWasAtTheBottomInOneLine() {
        StreamsException failure = new StreamsException(
                "Error encountered\nException handler choose to FAIL",
                new KafkaException("send", new RecordTooLargeException("too large:\n  12 bytes")));
        assertThat(new ThreadFailure(failure).reason())
                .isEqualTo("org.apache.kafka.common.errors.RecordTooLargeException: too large: 12 bytes");
    }

    @Test
    void theReasonOfAnOutageIsTheOutageItself() {
        StreamsException failure = new StreamsException(
                new TransactionAbortableException("aborted", new TimeoutException("not present in metadata")));
        assertThat(new ThreadFailure(failure).reason()).endsWith("TransactionAbortableException: aborted");
    }
}
