package io.tidegauge.crash;

import io.tidegauge.cluster.BrokerGate.Request;
import io.tidegauge.cluster.BrokerGate.Side;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;

/** The step of a detector's work in which it is struck, told by the request it has just made or had answered. */
enum Aim {
    /** Internal topics are to be made, which the broker never hears; only where there are none yet. */
    TOPICS_ASKED(Side.ASKED, false, api(ApiKeys.CREATE_TOPICS)),
    /** Some internal topics have been made, maybe not all; only where there were none. */
    TOPICS_MADE(Side.ANSWERED, false, api(ApiKeys.CREATE_TOPICS)),
    /** Its transactional producer has been made known, nothing has been read. */
    STARTING(Side.ANSWERED, false, api(ApiKeys.INIT_PRODUCER_ID)),
    /** It is in the group; who gets which task is not said yet. */
    JOINING(Side.ANSWERED, false, api(ApiKeys.JOIN_GROUP)),
    /** It would have been told its tasks. */
    ASSIGNED(Side.ANSWERED, false, api(ApiKeys.SYNC_GROUP)),
    /** A piece of a changelog is on its way to it. */
    RESTORING(
            Side.ANSWERED,
            false,
            request -> request.api() == ApiKeys.FETCH && request.client().contains("restore-consumer")),
    /** The broker does not get what was drained, or not all. */
    DRAINING(Side.ASKED, true, api(ApiKeys.PRODUCE)),
    /** The broker has what was drained, uncommitted. */
    DRAINED(Side.ANSWERED, true, api(ApiKeys.PRODUCE)),
    /** The transaction has its offsets, and no end. */
    OFFSETS_TOLD(Side.ANSWERED, true, api(ApiKeys.TXN_OFFSET_COMMIT)),
    /** All is in the transaction; that it be committed is never heard. */
    COMMITTING(Side.ASKED, true, api(ApiKeys.END_TXN)),
    /** The transaction is committed; that it is, is never heard. */
    COMMITTED(Side.ANSWERED, true, api(ApiKeys.END_TXN)),
    /** Whenever it may be. */
    ANY_TIME(Side.ASKED, true, request -> true);

    /** All steps that are taken at one start or another: every one but those that make topics. */
    static final List<Aim> AFTER_THE_FIRST_START =
            Stream.of(values()).skip(TOPICS_MADE.ordinal() + 1L).toList();

    final Side side;
    final boolean running;
    final Predicate<Request> which;

    /**
     * How to hit it.
     *
     * @param running whether it comes again and again; else only at a start
     */
    Aim(Side side, boolean running, Predicate<Request> which) {
        this.side = side;
        this.running = running;
        this.which = which;
    }

    private static Predicate<Request> api(ApiKeys key) {
        return request -> request.api() == key;
    }
}
