/** One command, nothing to install: an embedded broker and registry, generated traffic, and a story with three faults. */
@NullMarked
package io.tidegauge.demo;

import org.jspecify.annotations.NullMarked;
