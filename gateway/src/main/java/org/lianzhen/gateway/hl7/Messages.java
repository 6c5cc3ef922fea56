package org.lianzhen.gateway.hl7;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.MessageSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages of the programs that the members name, and answers each when what it wants is kept: AA when it is, AE when the
 * message is wrong, AR when it is not for us. A message that comes again is answered AA, and nothing happens twice.
 */
public final class Messages implements MllpServer.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private static final Executor ASIDE = task -> Thread.ofVirtual().name("hl7").start(task);
    /** Messages that are worked on at a time; the others wait, each on its connection. */
    private static final int MOST_AT_ONCE = 32;

    private final MemberDirectory members;
    private final OrderMessages orders;
    private final AuditLog audit;
    private final Clock clock;
    private final Semaphore permits = new Semaphore(MOST_AT_ONCE);

    public Messages(MemberDirectory members, OrderMessages orders, AuditLog audit) {
        this(members, orders, audit, Clock.system(ZoneId.systemDefault()));
    }

    Messages(MemberDirectory members, OrderMessages orders, AuditLog audit, Clock clock) {
        this.members = members;
        this.orders = orders;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public CompletionStage<byte[]> answer(byte[] message, InetAddress peer) {
        return CompletableFuture.supplyAsync(() -> {
            permits.acquireUninterruptibly();
            try {
                return taken(message, peer);
            } finally {
                permits.release();
            }
        }, ASIDE);
    }

    /** On a virtual thread: may block. */
    private byte[] taken(byte[] message, InetAddress peer) {
        Header header;
        try {
            header = Header.of(message);
        } catch (RefusedMessage refusal) {
            LOG.warn("A message from {} is refused: {}", peer.getHostAddress(), refusal.why());
            return new Acknowledgement(clock).without(refusal).getBytes(StandardCharsets.UTF_8);
        }
        return answered(header, message, peer);
    }

    private byte[] answered(Header header, byte[] message, InetAddress peer) {
        Charset charset = StandardCharsets.UTF_8;
        try {
            MessageSender sender = sender(header, peer);
            Optional<Charset> said = header.text();
            charset = said.orElse(sender.text().charset());
            String text = MessageText.of(message, charset, header.separators());
            orders.take(new OrderMessages.Received(header, text, actor(sender, header, peer)));
            return new Acknowledgement(clock).accepted(header).getBytes(charset);
        } catch (RefusedMessage refusal) {
            LOG.warn("Message {} of {} from {} is refused: {}", header.controlId(), header.route().application(),
                    peer.getHostAddress(), refusal.why());
            return new Acknowledgement(clock).refused(header, refusal).getBytes(charset);
        } catch (RuntimeException e) {
            LOG.error("Message {} of {} could not be taken", header.controlId(), header.route().application(),
                    e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
            return new Acknowledgement(clock).refused(header, new RefusedMessage(RefusedMessage.Code.INTERNAL, "MSH",
                    "It could not be kept; send it again later.")).getBytes(charset);
        }
    }

    private MessageSender sender(Header header, InetAddress peer) throws RefusedMessage {
        Optional<MessageSender> sender = members.members()
                .sender(header.route().application(), header.route().facility())
                .filter(one -> one.mayCallFrom(peer) && members.isIn(one.unit()));
        if (sender.isEmpty()) {
            audit.append(AuditEvent.refused(new AuditEvent.Actor(header.route().application(), "HIS", "",
                    peer.getHostAddress(), header.controlId()), AuditAction.ACCESS_REFUSE, "PLACE_ORDERS"))
                    .toCompletableFuture().join();
            throw new RefusedMessage(RefusedMessage.Code.NOT_WELCOME, "MSH-3",
                    "No member has a program of this name that calls from there.");
        }
        return sender.get();
    }

    private static OrderMessages.Author actor(MessageSender sender, Header header, InetAddress peer) {
        return new OrderMessages.Author(sender, new AuditEvent.Actor(sender.code(), "HIS", sender.unit(),
                peer.getHostAddress(), header.controlId()));
    }
}
