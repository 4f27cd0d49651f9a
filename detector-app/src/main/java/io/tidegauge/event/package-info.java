/** What an inference service said: one event, its features and when it happened. Pure. */
@NullMarked
package io.tidegauge.event;

import org.jspecify.annotations.NullMarked;
