package io.tidegauge.cluster;

import io.tidegauge.demo.BrokerNode;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * The way to a broker, which reads what passes: a trap springs at the n-th request of a kind, before the broker gets it
 * or after it has answered and before the client hears. So a client can be struck in exactly the step one means.
 */
public final class BrokerGate implements AutoCloseable {

    /** Which side of the broker's work a trap is on. */
    public enum Side {
        /** The client has asked, the broker has not heard. */
        ASKED,
        /** The broker has done it and answered, the client has not heard. */
        ANSWERED
    }

    /** A request as it passes. */
    public record Request(ApiKeys api, String client) {}

    /**
     * Something to be done when a request passes. What passes waits until it has been done, then goes on or is lost.
     */
    public static final class Trap {
        private final Predicate<Request> which;
        private final Side side;
        private final AtomicInteger left;
        private final Predicate<Request> deed;
        private final AtomicReference<@Nullable Request> caught = new AtomicReference<>();
        private final CountDownLatch done = new CountDownLatch(1);

        Trap(Predicate<Request> which, int nth, Side side, Predicate<Request> deed) {
            this.which = which;
            this.left = new AtomicInteger(nth);
            this.side = side;
            this.deed = deed;
        }

        /** Waits until it has sprung and its deed is done; false if it does not in that time. */
        public boolean await(long millis) throws InterruptedException {
            return done.await(millis, TimeUnit.MILLISECONDS);
        }

        /** What it caught, or null where it has not sprung. */
        public @Nullable Request caught() {
            return caught.get();
        }

        private boolean springsFor(Request request) {
            return which.test(request) && left.decrementAndGet() == 0;
        }

        private boolean spring(Request request) {
            caught.set(request);
            try {
                return deed.test(request);
            } finally {
                done.countDown();
            }
        }
    }

    private final ServerSocket door;
    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile int broker;

    private BrokerGate(ServerSocket door) {
        this.door = door;
    }

    /** A gate on a free loopback port, which leads nowhere yet. */
    public static BrokerGate open() throws IOException {
        return new BrokerGate(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
    }

    /** Where clients connect: {@code host:port}. */
    public String address() {
        return door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
    }

    /** A broker that tells its clients to come by this gate. */
    BrokerNode nodeBehind(Path directory) throws IOException {
        try (ServerSocket forClients = new ServerSocket(0);
                ServerSocket forControllers = new ServerSocket(0)) {
            return new BrokerNode(
                    1,
                    forClients.getLocalPort(),
                    new TreeMap<>(Map.of(1, forControllers.getLocalPort())),
                    Uuid.randomUuid().toString(),
                    directory,
                    Map.of("advertised.listeners", "PLAINTEXT://" + address()));
        }
    }

    /** From now on it leads to a port. */
    void leadTo(int port) {
        broker = port;
        thread("gate-door", this::letIn);
    }

    /**
     * Sets the one trap there is; one that was set before and has not sprung is gone.
     *
     * @param nth springs for the n-th request that is meant, from 1
     * @param deed what is done then; true if what was caught goes on, false if it and its connection are lost
     */
    public Trap set(Predicate<Request> which, int nth, Side side, Predicate<Request> deed) {
        Trap next = new Trap(which, nth, side, deed);
        trap.set(next);
        return next;
    }

    /** Takes the trap away, if it has not sprung. */
    public void unset() {
        trap.set(null);
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                new Way(door.accept(), new Socket(InetAddress.getLoopbackAddress(), broker)).open();
            } catch (IOException e) {
                // The gate or the broker is closing: whoever waits outside sees its connection end.
            }
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Closeable one : open) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection, there and back. */
    private final class Way {
        private final Socket client;
        private final Socket server;
        private final ConcurrentHashMap<Integer, BooleanSupplier> onAnswer = new ConcurrentHashMap<>();

        Way(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
        }

        void open() {
            thread("gate-there", () -> carry(client, server, this::asked));
            thread("gate-back", () -> carry(server, client, this::answered));
        }

        private boolean asked(ByteBuffer frame) {
            Trap set = trap.get();
            if (set == null) {
                return true;
            }
            int correlation = frame.getInt(4);
            Request request = request(frame);
            if (!set.springsFor(request)) {
                return true;
            }
            trap.compareAndSet(set, null);
            if (set.side == Side.ASKED) {
                return set.spring(request);
            }
            onAnswer.put(correlation, () -> set.spring(request));
            return true;
        }

        private boolean answered(ByteBuffer frame) {
            BooleanSupplier deed = onAnswer.isEmpty() ? null : onAnswer.remove(frame.getInt(0));
            return deed == null || deed.getAsBoolean();
        }

        /** The beginning of every request: api key, version, correlation id, client id with its length before it. */
        private Request request(ByteBuffer frame) {
            int length = Math.max(0, frame.getShort(8));
            return new Request(
                    ApiKeys.forId(frame.getShort(0)), new String(frame.array(), 10, length, StandardCharsets.UTF_8));
        }

        private byte[] next(DataInputStream in) throws IOException {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return frame;
        }

        private void carry(Socket from, Socket to, Predicate<ByteBuffer> look) {
            try (from;
                    to;
                    DataInputStream in = new DataInputStream(from.getInputStream());
                    DataOutputStream out = new DataOutputStream(to.getOutputStream())) {
                byte[] frame = next(in);
                while (look.test(ByteBuffer.wrap(frame))) {
                    byte[] whole = new byte[4 + frame.length];
                    ByteBuffer.wrap(whole).putInt(frame.length).put(frame);
                    out.write(whole);
                    out.flush();
                    frame = next(in);
                }
            } catch (IOException e) {
                // One side has closed: so does the other, by the resources above.
            } finally {
                open.remove(from);
                open.remove(to);
            }
        }
    }
}
