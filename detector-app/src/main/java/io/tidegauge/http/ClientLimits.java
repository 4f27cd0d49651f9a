package io.tidegauge.http;

import java.util.Map;

/**
 * How long and how many clients may keep the HTTP server busy. The JDK's server reads a request on the thread that
 * answers it, and waits for ever for one that does not come to its end; it takes these system properties once, when the
 * first server of a process is made. Values given on the command line stay.
 */
final class ClientLimits {

    /** Connections at once; each takes a thread only while it has begun a request. */
    static final int MAX_CONNECTIONS = 200;

    /** Seconds from the first byte of a request to its last. */
    private static final int MAX_REQUEST_S = 5;

    /** Seconds for the answer, which is small, to be taken. */
    private static final int MAX_RESPONSE_S = 30;

    private ClientLimits() {}

    static void apply() {
        Map.of(
                        "sun.net.httpserver.maxReqTime", MAX_REQUEST_S,
                        "sun.net.httpserver.maxRspTime", MAX_RESPONSE_S,
                        "jdk.httpserver.maxConnections", MAX_CONNECTIONS)
                .forEach((property, limit) -> {
                    if (System.getProperty(property) == null) {
                        System.setProperty(property, limit.toString());
                    }
                });
    }
}
