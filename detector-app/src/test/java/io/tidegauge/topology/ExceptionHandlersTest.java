package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegauge.config.DetectorConfig;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The table of docs/decisions/0040, line by line, as far as Kafka Streams asks us. */
class ExceptionHandlersTest {

    private static final ProducerRecord<byte[], byte[]> RECORD =
            new ProducerRecord<>("drift-reports", 1, 1_000L, new byte[] {1, 2}, new byte[] {3, 4, 5});

    private final StoppingProductionHandler production = new StoppingProductionHandler();

    @Test
    void everyHandlerIsNamed() {
        Properties properties =
                StreamsProperties.of(DetectorConfig.minimal("localhost:9092", "http://localhost:8081", "handlers"));
        assertThat(properties)
                .containsEntry(
                        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailExceptionHandler.class)
                .containsEntry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailingProcessingHandler.class)
                .containsEntry(
                        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, StoppingProductionHandler.class);
    }

    @Test
    void anOutageOfAQuarterOfAnHourIsWaitedFor() {
        Properties properties =
                StreamsProperties.of(DetectorConfig.minimal("localhost:9092", "http://localhost:8081", "handlers"));
        assertThat(properties)
                .containsEntry("task.timeout.ms", 900_000)
                .containsEntry("producer.max.block.ms", 900_000)
                .containsEntry("producer.delivery.timeout.ms", 900_000);
    }

    @Test
    void aBrokerThatHangsIsGivenUpAfterTenSeconds() {
        DetectorConfig config = DetectorConfig.minimal("localhost:9092", "http://localhost:8081", "handlers");
        assertThat(StreamsProperties.of(config))
                .containsEntry("request.timeout.ms", 10_000)
                .containsEntry("admin.request.timeout.ms", 10_000)
                .containsEntry("admin.default.api.timeout.ms", 15_000);
    }

    static Stream<Exception> isDoneAgain() {
        return Stream.of(
                new TimeoutException("delivery"),
                new NotEnoughReplicasException("one of two"),
                new UnknownTopicOrPartitionException("not here yet"));
    }

    @ParameterizedTest
    @MethodSource
    void isDoneAgain(Exception exception) {
        assertThat(production.handleError(null, RECORD, exception).result()).isEqualTo(Result.RETRY);
    }

    static Stream<Arguments> stops() {
        return Stream.of(
                Arguments.of(new RecordTooLargeException("too large"), "raise max.message.bytes"),
                Arguments.of(
                        new RecordTooLargeException(
                                "larger than 5, which is the value of the max.request.size" + " configuration"),
                        "raise producer.max.request.size"),
                Arguments.of(new InvalidTimestampException("ahead"), "clock"),
                Arguments.of(
                        new InvalidRecordException("Timestamp 5 of message with offset 0 is out of range"), "clock"),
                Arguments.of(new InvalidRecordException("a key is missing"), "runbook"),
                Arguments.of(new TransactionAbortableException("aborted"), "runbook"));
    }

    @ParameterizedTest
    @MethodSource
    void stops(Exception exception, String remedy) {
        Logger logger = (Logger) LoggerFactory.getLogger(StoppingProductionHandler.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            assertThat(production.handleError(null, RECORD, exception).result()).isEqualTo(Result.FAIL);
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("action=refused-record topic=drift-reports partition=1 bytes=5 timestamp=1000 reason=\"")
                .contains(exception.getMessage(), remedy);
    }

    @Test
    void whatCannotBeSerializedOrProcessedStops() {
        assertThat(production
                        .handleSerializationError(
                                null, RECORD, new IllegalStateException(), SerializationExceptionOrigin.VALUE)
                        .result())
                .isEqualTo(Result.FAIL);
        assertThat(new FailingProcessingHandler()
                        .handleError(null, null, new TimeoutException("even this"))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }
}
