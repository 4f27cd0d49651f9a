/** Ways of reading a topic of events, by turns on the same broker and the same topic, each in a process of its own. */
@NullMarked
package io.tidegauge.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
