/** The Kafka Streams topology: the only room that knows the Streams API. */
@NullMarked
package io.tidegauge.topology;

import org.jspecify.annotations.NullMarked;
