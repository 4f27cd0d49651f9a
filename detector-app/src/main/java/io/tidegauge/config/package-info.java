/** One strict YAML file, read into records that cannot be invalid. */
@NullMarked
package io.tidegauge.config;

import org.jspecify.annotations.NullMarked;
