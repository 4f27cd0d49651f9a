/** Endpoints for operators: metrics and health. */
@NullMarked
package io.tidegauge.http;

import org.jspecify.annotations.NullMarked;
