package org.lianzhen.dicom.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.ConnectResult.Step;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;

/** One attempt of a client: look up, connect, secure, negotiate, all within one deadline, then hand over. */
final class ClientConnection implements AssociationHandler.Opening {
    private final Shared shared;
    private final EventLoop loop;
    private final ConnectOptions options;
    private final RequestorNegotiation negotiation;
    private final AssociationListener listener;
    private final AssociateRq request;
    private final LoopTimer setUpTimer;
    private final CompletableFuture<ConnectResult> result = new CompletableFuture<>();
    private Step step = Step.LOOKUP;
    private @Nullable Channel channel;
    private @Nullable AssociationHandler handler;
    private @Nullable AssociationLog log;

    ClientConnection(Shared shared, ConnectOptions options, AssociationProposal proposal,
            AssociationListener listener) {
        this.shared = shared;
        this.loop = shared.loops().group().next();
        this.options = options;
        this.negotiation = new RequestorNegotiation(proposal, options.association());
        this.listener = listener;
        this.request = negotiation.request();
        this.setUpTimer = new LoopTimer(loop, this::tooLate);
    }

    /** What all connections of a client have in common. */
    record Shared(EventLoops loops, Reminders reminders) {}

    CompletionStage<ConnectResult> start() {
        loop.execute(() -> {
            setUpTimer.start(options.association().timeouts().of(Deadline.SET_UP));
            lookUp();
        });
        return result.minimalCompletionStage();
    }

    /** Looking up a name blocks, so it is done on a thread that may. */
    private void lookUp() {
        InetSocketAddress address = options.address();
        if (!address.isUnresolved()) {
            connect(address);
            return;
        }
        CompletableFuture.supplyAsync(() -> resolve(address), Tls.blocking())
                .whenCompleteAsync((resolved, fault) -> {
                    if (resolved == null) {
                        fail("unknown host " + address.getHostString());
                    } else {
                        connect(resolved);
                    }
                }, loop);
    }

    private static InetSocketAddress resolve(InetSocketAddress address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address.getHostString()), address.getPort());
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private void connect(InetSocketAddress address) {
        if (result.isDone()) {
            return;
        }
        step = Step.CONNECT;
        ChannelFuture connecting = new Bootstrap().group(loop).channel(shared.loops().clientChannel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0).handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        setUp(made, address);
                    }
                }).connect(address);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                fail(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    private void setUp(Channel made, InetSocketAddress address) {
        channel = made;
        SocketOptions.apply(made);
        var opened = new AssociationHandler(made, address, options.association(), this);
        handler = opened;
        var logged = new AssociationLog(address, options.events(), shared.reminders());
        logged.requested(request);
        log = logged;
        if (options.tls() != null) {
            made.pipeline().addLast(Tls.connecting(made, options.tls().get(), options.address()));
        }
        if (options.trace() != null) {
            made.pipeline().addLast(new PduTap(options.trace()));
        }
        made.pipeline().addLast(opened);
    }

    @Override
    public boolean isRequestor() {
        return true;
    }

    @Override
    public void connected() {
        if (options.tls() == null) {
            negotiate();
        } else {
            step = Step.TLS;
        }
    }

    @Override
    public void secured() {
        negotiate();
    }

    private void negotiate() {
        step = Step.NEGOTIATION;
        if (handler != null) {
            handler.layer().request(request);
        }
    }

    @Override
    public void associateConfirmation(AssociateAc answer) {
        setUpTimer.close();
        if (handler == null || log == null) {
            return;
        }
        AssociationTerms terms = negotiation.terms(answer);
        var association = new LiveAssociation(handler, terms, options.association().timeouts(), listener);
        handler.handTo(association.conversation());
        handler.layer().handTo(association.conversation());
        log.established(association, () -> {});
        association.conversation().established();
        result.complete(new ConnectResult.Established(association));
    }

    @Override
    public void rejectConfirmation(AssociateRj answer) {
        settle(new ConnectResult.Rejected(answer));
    }

    @Override
    public void irregularity(String what) {
        if (log != null) {
            log.tolerated(what);
        }
    }

    /** The connection ended before there was an association. */
    @Override
    public void ended(AssociationEnd end) {
        fail(end.inWords());
    }

    private void tooLate() {
        fail("no answer in time");
        if (handler != null) {
            handler.layer().abort(new AssociationEnd.TimedOut(Deadline.SET_UP, "no association"));
        }
        if (channel != null && step != Step.NEGOTIATION) {
            channel.close();
        }
    }

    private void fail(String why) {
        settle(new ConnectResult.Failed(step, why));
    }

    private void settle(ConnectResult failure) {
        setUpTimer.close();
        if (!result.isDone()) {
            options.events().refused(options.address(), failure.inWords());
            result.complete(failure);
        }
    }
}
