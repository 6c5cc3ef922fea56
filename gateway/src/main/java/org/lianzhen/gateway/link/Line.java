package org.lianzhen.gateway.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.AssociationEvents;
import org.lianzhen.dicom.net.AssociationOptions;
import org.lianzhen.dicom.net.ConnectOptions;
import org.lianzhen.dicom.net.Deadline;
import org.lianzhen.dicom.net.DicomClient;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.Timeouts;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.service.PoolOptions;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;

/** The way to the node that is examined; everything that goes over it as DICOM is traced. */
final class Line implements AutoCloseable {
    /** Each association is released as soon as it is no longer needed. */
    private static final PoolOptions ONE = new PoolOptions(1, 10, Duration.ofSeconds(30), Duration.ZERO);

    private final LinkCalls calls;
    private final LinkTarget target;
    private final TraceLog trace = new TraceLog();
    private final DicomClient client;
    private final ServiceClassUser user;
    private @Nullable InetAddress address;
    private Duration patience = Duration.ZERO;

    Line(EventLoops loops, LinkCalls calls, LinkTarget target) {
        this.calls = calls;
        this.target = target;
        this.client = new DicomClient(loops);
        this.user = new ServiceClassUser(loops, ONE);
    }

    LinkTarget target() {
        return target;
    }

    LinkCalls calls() {
        return calls;
    }

    TraceLog trace() {
        return trace;
    }

    /** Asks for associations. */
    DicomClient client() {
        return client;
    }

    /** Asks for services, each on an association of its own. */
    ServiceClassUser user() {
        return user;
    }

    void found(InetAddress at) {
        address = at;
    }

    /** Where the node listens; only after its address was found. */
    InetSocketAddress address() {
        return new InetSocketAddress(Objects.requireNonNull(address, "not looked up"), target.port());
    }

    /** @param limit for each answer */
    ConnectOptions connection(Duration limit) {
        patience = limit;
        var timeouts = Timeouts.STANDARD.with(Deadline.SET_UP, limit).with(Deadline.RESPONSE, limit);
        var options = new ConnectOptions(address(), AssociationOptions.STANDARD.withTimeouts(timeouts), null,
                AssociationEvents.NONE, trace);
        Supplier<LinkCalls.Tls> ours = calls.tls();
        if (!target.tls() || ours == null) {
            return options;
        }
        LinkCalls.Tls tls = ours.get();
        try {
            TlsContext context = TlsContext.client(tls.profile(), tls.material(), false);
            return options.withTls(() -> context);
        } catch (SSLException e) {
            throw new IllegalStateException("the key that we have listened with cannot be used", e);
        }
    }

    /** How long an answer was waited for last. */
    Duration patience() {
        return patience;
    }

    /** @param limit for each answer */
    RemoteNode node(Duration limit) {
        return new RemoteNode(target.aeTitle(), calls.aeTitle(), connection(limit), null);
    }

    @Override
    public void close() {
        user.close();
    }
}
