package io.tidegauge.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.http.Endpoints;
import io.tidegauge.http.Health;
import io.tidegauge.metrics.DetectorMetrics;
import io.tidegauge.metrics.MeterSet;
import io.tidegauge.serde.AvroWire;
import io.tidegauge.topology.DetectorListener;
import io.tidegauge.topology.DriftTopology;
import io.tidegauge.topology.GroupPeers;
import io.tidegauge.topology.Instance;
import io.tidegauge.topology.StreamsProperties;
import io.tidegauge.topology.TopologyPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the detector: waits for broker and registry, checks the cluster, runs the topology with its endpoints
 * and meters, and stops cleanly. Started once.
 */
public final class Detector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Detector.class);

    private final DetectorConfig config;
    private final MeterSet meters;
    private final DetectorMetrics metrics;
    private final DetectorListener listener;
    private final DetectorHealth health;
    private final ResourceStack resources = new ResourceStack();
    private final Instance instance = Instance.beginning();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Endpoints endpoints;
    private volatile @Nullable StreamsRun run;

    /** A detector of its own. */
    public Detector(DetectorConfig config) {
        this(config, DetectorListener.NONE, List.of());
    }

    /**
     * A detector inside another program.
     *
     * @param listener is told what happens, from stream threads, after the meters
     * @param registries are fed with the detector's meters too; they stay open
     */
    public Detector(DetectorConfig config, DetectorListener listener, Collection<MeterRegistry> registries) {
        this.config = config;
        this.meters = resources.own(new MeterSet(registries));
        this.metrics = new DetectorMetrics(meters.registry(), Clock.systemUTC());
        this.listener = new ListenerPair(metrics, listener);
        this.health = new DetectorHealth(config.state().threads(), instance::threadsWaitingForRegistry);
    }

    /**
     * Starts everything; returns once the stream threads have been started, which then take up their tasks. Waits for a
     * broker or a registry that is not there yet, until closed.
     *
     * @throws StartRefusedException listing what must be put right in the cluster first
     * @throws UncheckedIOException when the endpoints' address cannot be bound
     */
    public void start() throws InterruptedException {
        try {
            new StateDirectoryInspection(config).require();
            openEndpoints();
            ClusterEntry cluster = new ClusterEntry(config, new Waiting(stopping), health::phase);
            Admin admin = cluster.enter(resources);
            health.phase(
                    "waiting for the schema registry at " + config.registry().url());
            AvroWire wire = new RegistryEntry(config, new Waiting(stopping)).enter(resources);
            ClusterProgress progress = resources.own(cluster.progress(admin, listener));
            resources.own(InternalTopicWatch.open(config, admin, instance::expel));
            runTopology(
                    admin,
                    new TopologyPorts(
                            wire::eventDecoder,
                            wire.reports(),
                            wire.alerts(),
                            wire::baselineUpdates,
                            progress,
                            listener,
                            instance));
        } catch (CancellationException stopped) {
            LOG.info("action=start result=stopped reason=\"{}\"", stopped.getMessage());
        } catch (RuntimeException | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Waits until the detector has stopped.
     *
     * @throws DetectorFailedException with what killed it, where it was not closed
     */
    public void await() throws InterruptedException {
        ended.await();
        StreamsRun last = run;
        Throwable death = last == null ? null : last.death();
        close();
        if (instance.expelledBecause().isPresent()) {
            throw new DetectorFailedException(instance.expelledBecause().get());
        }
        if (last != null && death != null) {
            DiskFailure.of(config, death).filter(DiskFailure::damaged).ifPresent(last::empty);
            throw new DetectorFailedException(Death.sentence(config, death), death);
        }
    }

    /** Starts, and waits for the end. */
    public void run() throws InterruptedException {
        start();
        await();
    }

    /** Whether it is alive, and not in a state that only a restart would end. */
    public Health live() {
        return health.live();
    }

    /** Whether it works now, and why not. */
    public Health ready() {
        return health.ready();
    }

    /** The port of the endpoints; empty where configuration wants none, before the start and after the end. */
    public OptionalInt port() {
        Endpoints open = endpoints;
        return open == null ? OptionalInt.empty() : OptionalInt.of(open.port());
    }

    /** Closes, and says whether that was clean: nothing had killed it and nothing was left undone. */
    public boolean stop() {
        close();
        StreamsRun last = run;
        return instance.expelledBecause().isEmpty() && (last == null || last.death() == null);
    }

    /** Stops: commits what has been read, within 30 seconds, and closes everything. May be called at any time, again too. */
    @Override
    public void close() {
        stopping.countDown();
        instance.stop();
        endpoints = null;
        resources.close();
        ended.countDown();
    }

    private void openEndpoints() {
        if (config.http().port() < 0) {
            return;
        }
        try {
            Endpoints open = resources.own(Endpoints.open(config.http(), meters::scrape, health));
            endpoints = open;
            LOG.info("action=listen host={} port={}", config.http().host(), open.port());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken.getMessage(), taken);
        }
    }

    private void runTopology(Admin admin, TopologyPorts ports) {
        Topology topology = DriftTopology.build(config, ports);
        GroupPeers peers = new GroupPeers(instance, config.windowsHash(), StreamsProperties.session(config));
        resources.own(GroupWatch.open(admin, config.applicationId(), peers));
        StreamsRun next = resources.own(new StreamsRun(
                topology, StreamsProperties.of(config, peers), instance, ended, metrics::forgetWatermarks));
        run = next;
        instance.onExpelled(reason -> {
            LOG.error("action=must-stop reason=\"{}\"", reason);
            ended.countDown();
        });
        meters.bind(next.streams());
        health.watch(next.streams());
        try {
            next.start();
        } catch (RuntimeException failed) {
            // RocksDB is opened here, before there is a stream thread that could die of it.
            throw DiskFailure.of(config, failed)
                    .map(disk -> failed(next, disk, failed))
                    .orElse(failed);
        }
        LOG.info(
                "action=start application={} events={} threads={} internal_partitions={}",
                config.applicationId(),
                ports.progress().eventPartitions(),
                config.state().threads(),
                config.state().internalPartitions());
    }

    private static RuntimeException failed(StreamsRun run, DiskFailure disk, RuntimeException failure) {
        run.close();
        if (disk.damaged()) {
            run.empty(disk);
        }
        return new DetectorFailedException(disk.sentence(), failure);
    }
}
