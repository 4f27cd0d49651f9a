package io.tidegauge.demo;

/** An answer of the embedded registry that is not a success: the HTTP status and Confluent's error code. */
final class RegistryError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    RegistryError(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RegistryError noSubject(String subject) {
        return new RegistryError(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError noVersion(String version) {
        return new RegistryError(404, 40402, "Version " + version + " not found.");
    }

    static RegistryError noSchema() {
        return new RegistryError(404, 40403, "Schema not found");
    }

    static RegistryError incompatible(String subject, String why) {
        return new RegistryError(
                409,
                40901,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\": "
                        + why);
    }

    static RegistryError invalidSchema(String why) {
        return new RegistryError(422, 42201, "Invalid schema: " + why);
    }

    static RegistryError invalidLevel(String level) {
        return new RegistryError(422, 42203, "Invalid compatibility level: " + level);
    }

    static RegistryError noSuchPath(String path) {
        return new RegistryError(404, 404, "HTTP 404 Not Found: " + path);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
