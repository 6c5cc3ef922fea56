package org.lianzhen.gateway.audit.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every event of the chain to a syslog server, in order, on a virtual thread of its own. Syslog knows no acknowledgement:
 * the position moves when the network has taken the bytes, and with each new connection the last events before it are sent once
 * more, since nobody knows whether the server has read them; they are the same bytes with the same identifier. What fails is tried
 * again after growing pauses for as long as the gateway runs.
 */
public final class SyslogExport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyslogExport.class);
    private static final int BATCH = 100;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Source source;
    private final Server server;
    private final Pace pace;
    private final String target;
    private final SyslogFrame frame;
    private final Thread thread;
    private volatile ExportState state = ExportState.NEW;
    private volatile boolean closed;

    /** The events, and how far they were sent. */
    public record Source(AuditTrail trail, ExportPosition position) {}

    /** @param tls with what we trust, and what we show */
    public record Server(InetSocketAddress address, SSLContext tls) {}

    /**
     * How long things may take.
     *
     * @param limit for everything that is asked of the network or of the database
     * @param idle before the chain is looked at again when there was nothing to send
     * @param first pause after a failure; each further one is twice as long
     * @param longest pause
     * @param repeated events that are sent again over a new connection: more than buffers on the way hold
     */
    public record Pace(Duration limit, Duration idle, Duration first, Duration longest, int repeated) {
        public static final Pace STANDARD = new Pace(Duration.ofSeconds(20), Duration.ofSeconds(1),
                Duration.ofSeconds(1), Duration.ofMinutes(5), 1000);
    }

    private SyslogExport(Source source, Server server, Pace pace, String host) {
        this.source = source;
        this.server = server;
        this.pace = pace;
        this.target = server.address().getHostString() + ":" + server.address().getPort();
        this.frame = new SyslogFrame(host, ProcessHandle.current().pid());
        this.thread = Thread.ofVirtual().name("audit syslog").unstarted(this::run);
    }

    /** @param host name of this machine, as the server shall know it */
    public static SyslogExport start(Source source, Server server, Pace pace, String host) {
        var export = new SyslogExport(source, server, pace, host);
        export.thread.start();
        return export;
    }

    /** How it goes at the moment. */
    public ExportState state() {
        return state;
    }

    private void run() {
        Duration pause = pace.first();
        while (!closed) {
            long before = state.sent();
            try {
                send();
            } catch (IOException e) {
                fail(e);
            } catch (InterruptedException e) {
                return;
            }
            pause = state.sent() > before ? pace.first() : pause;
            if (!sleep(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(pace.longest()) > 0 ? pace.longest() : pause.multipliedBy(2);
        }
    }

    private void fail(IOException fault) {
        if (closed) {
            return;
        }
        if (state.failing() == null) {
            LOG.warn("The audit log cannot be sent to {} at the moment: {}", target, fault.getMessage());
            LOG.debug("Why", fault);
        }
        state = state.failed(String.valueOf(fault.getMessage()), Instant.now());
    }

    private boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Over one connection, until it fails or we are closed. */
    private void send() throws IOException, InterruptedException {
        long sent = get(source.position().read(target));
        state = new ExportState(sent, Math.max(sent, state.last()), state.failures(), state.failing());
        try (SyslogLink link = SyslogLink.open(server.address(), server.tls(), pace.limit())) {
            long from = Math.max(0, sent - pace.repeated());
            while (!closed) {
                List<AuditEntry> batch = get(source.trail().sealedAfter(from, BATCH));
                from = send(link, batch, from, sent);
                sent = Math.max(sent, from);
                state = state.at(sent, get(source.trail().lastSealed()));
                if (batch.size() < BATCH) {
                    idle(link);
                }
            }
        }
    }

    /** What was taken counts, also when the rest of the batch is not. */
    private long send(SyslogLink link, List<AuditEntry> batch, long from, long sent)
            throws IOException, InterruptedException {
        long last = from;
        try {
            for (AuditEntry entry : batch) {
                link.send(frame.of(entry));
                last = entry.sequence();
            }
        } catch (IOException e) {
            move(sent, last);
            throw e;
        }
        move(sent, last);
        return last;
    }

    private void move(long sent, long now) throws IOException, InterruptedException {
        if (now > sent) {
            get(source.position().move(target, now));
        }
    }

    private void idle(SyslogLink link) throws IOException, InterruptedException {
        Thread.sleep(pace.idle());
        if (link.isGone()) {
            throw new IOException("the server has closed the connection");
        }
    }

    private <T extends @Nullable Object> T get(CompletionStage<T> stage) throws IOException, InterruptedException {
        try {
            return stage.toCompletableFuture().get(pace.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("the database does not answer", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("Sending the audit log to {} could not be ended in good order", target);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
