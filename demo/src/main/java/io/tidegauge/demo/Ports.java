package io.tidegauge.demo;

/** Where the demo listens on the loopback address; 0 for any free port. */
record Ports(int kafka, int registry, int http) {}
