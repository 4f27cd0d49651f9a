package io.tidegauge.http;

/** Answers for the process's health; asked from the endpoint's threads. */
public interface HealthProbe {

    /** Whether the process can still do its work; if not, it should be restarted. */
    Health live();

    /** Whether it does its work now. */
    Health ready();
}
