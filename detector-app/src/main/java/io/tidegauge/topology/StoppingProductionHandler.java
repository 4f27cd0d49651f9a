package io.tidegauge.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a record that could not be written. Nothing is left out: what may pass is done again from the last
 * commit, and anything else stops the detector, which says which topic refused what, and what to change.
 */
public final class StoppingProductionHandler implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StoppingProductionHandler.class);

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException) {
            return Response.retry();
        }
        LOG.error(
                "action=refused-record topic={} partition={} bytes={} timestamp={} reason=\"{}\" remedy=\"{}\"",
                record.topic(),
                record.partition(),
                bytes(record.key()) + bytes(record.value()),
                record.timestamp(),
                exception.toString(),
                remedy(exception));
        return Response.fail();
    }

    @Override
    public Response handleSerializationError(
            ErrorHandlerContext context,
            @SuppressWarnings("rawtypes") ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }

    private static int bytes(byte[] part) {
        return part == null ? 0 : part.length;
    }

    private static String remedy(Exception exception) {
        if (exception instanceof RecordTooLargeException
                && String.valueOf(exception.getMessage()).contains(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)) {
            return "raise producer.max.request.size under kafka: and max.message.bytes of the topic above it";
        }
        if (exception instanceof RecordTooLargeException) {
            return "raise max.message.bytes of the topic above the record's size";
        }
        if (ofTimestamp(exception)) {
            return "set this machine's clock and the brokers' right";
        }
        return "see the runbook, The broker refuses a record or a transaction";
    }

    /** Told by its class, or, where the broker says which record of a batch it was, by the message only. */
    private static boolean ofTimestamp(Exception exception) {
        return exception instanceof InvalidTimestampException
                || (exception instanceof InvalidRecordException
                        && String.valueOf(exception.getMessage()).startsWith("Timestamp"));
    }

    @Override
    public void configure(Map<String, ?> configs) {}
}
