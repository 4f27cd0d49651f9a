package io.tidegauge.runtime;

import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.jspecify.annotations.Nullable;

/** What a stream thread died of: whether another thread may do better, and what to tell. */
record ThreadFailure(Throwable failure) {

    /** That a call was given up, which a producer tells of by a state only. */
    private static final String GIVEN_UP = "timed out and must be retried";

    /**
     * Whether it was that brokers were away for too long. Nothing was committed, and a new thread begins
     * where this one did.
     */
    boolean mayPass() {
        return passing() != null;
    }

    /** What was at the bottom of it, in one line. */
    String reason() {
        Throwable told = passing();
        if (told == null) {
            told = failure;
            while (told.getCause() != null) {
                told = told.getCause();
            }
        }
        return told.toString().replaceAll("\\s*\\R\\s*", " ");
    }

    private @Nullable Throwable passing() {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || cause instanceof TransactionAbortableException
                    || cause instanceof InvalidTxnStateException
                    || (cause instanceof IllegalStateException
                            && String.valueOf(cause.getMessage()).contains(GIVEN_UP))) {
                return cause;
            }
        }
        return null;
    }
}
