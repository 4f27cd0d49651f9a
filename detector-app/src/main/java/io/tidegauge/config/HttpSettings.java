package io.tidegauge.config;

/**
 * Where the endpoints listen.
 *
 * @param host the address to bind
 * @param port 0 for any free port, -1 for none
 */
public record HttpSettings(String host, int port) {

    public static final HttpSettings DEFAULT = new HttpSettings("0.0.0.0", 8080);

    public HttpSettings {
        if (port < -1 || port > 65_535) {
            throw new IllegalArgumentException("http: port must be -1 to 65535, was " + port);
        }
    }
}
