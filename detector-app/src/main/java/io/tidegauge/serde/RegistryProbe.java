package io.tidegauge.serde;

import org.apache.avro.Schema;

/** Asks the registry beside the serde, where the serde's failure does not say what went wrong. */
interface RegistryProbe {

    /**
     * The schema of an id.
     *
     * @throws RegistryRefusalException when the registry does not know it
     * @throws UnreadableSchemaException when the schema is none that can be read with
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    Schema schema(int id);

    /**
     * Returns when the registry answers at all.
     *
     * @throws RegistryUnavailableException when it does not, or does not let us in
     */
    void requireAnswer();
}
