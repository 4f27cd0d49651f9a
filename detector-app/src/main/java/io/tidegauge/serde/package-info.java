/** The wire: Avro records, Confluent wire format, schema registry. The only room that knows it. */
@NullMarked
package io.tidegauge.serde;

import org.jspecify.annotations.NullMarked;
