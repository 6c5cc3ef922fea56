package org.lianzhen.gateway.app.tools;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.lianzhen.dicom.net.AssociationEvents;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.EchoReply;
import org.lianzhen.dicom.service.PoolOptions;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Messages;

/** The application entity that a tool talks to, asked from the tool's own thread. */
final class Peer implements AutoCloseable {
    private static final int THREADS = 2;

    private final OpenAssociations open = new OpenAssociations();
    private final RemoteNode node;
    private final PeerFaults faults;
    private final EventLoops loops;
    private final ServiceClassUser user;

    /** Makes the node with a hook for its associations. */
    @FunctionalInterface
    interface NodeMaker {
        RemoteNode make(AssociationEvents events) throws CommandException;
    }

    /**
     * A peer that is not connected yet.
     *
     * @param associations at the same time at most; an unused one makes room for another, because some peers take only one
     */
    Peer(Messages messages, NodeMaker maker, int associations) throws CommandException {
        this.node = maker.make(open);
        this.faults = new PeerFaults(messages, node);
        this.loops = EventLoops.start(THREADS);
        PoolOptions usual = PoolOptions.STANDARD;
        this.user = new ServiceClassUser(loops,
                new PoolOptions(associations, usual.mostWaiting(), usual.longestWait(), usual.idle()));
    }

    RemoteNode node() {
        return node;
    }

    /** Asks for services. */
    ServiceClassUser user() {
        return user;
    }

    PeerFaults faults() {
        return faults;
    }

    /** AE title and address for people. */
    String name() {
        return faults.name();
    }

    /**
     * Waits for an answer.
     *
     * @throws CommandException when it is a refusal, or none comes
     */
    <T> T completed(CompletionStage<ServiceResult<T>> answer) throws CommandException {
        return switch (await(answer)) {
            case ServiceResult.Completed<T>(T value) -> value;
            case ServiceResult<T> refusal -> throw new CommandException(faults.of(refusal));
        };
    }

    /**
     * Waits for a stage.
     *
     * @throws CommandException when it fails
     */
    <T> T await(CompletionStage<T> stage) throws CommandException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new CommandException(faults.of(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(faults.interrupted());
        }
    }

    /**
     * Finds out whether the peer is there and takes associations from us, for a plain error before the work begins. It need
     * not know verification.
     *
     * @throws CommandException when it is not
     */
    void checkPresence() throws CommandException {
        ServiceResult<EchoReply> answer = await(user.echo(node));
        if (answer instanceof ServiceResult.Rejected) {
            throw new CommandException(faults.of(answer));
        }
    }

    /** Ends all associations in good order, as far as that is possible within a few seconds. */
    @Override
    public void close() {
        user.close();
        open.awaitNone();
        loops.close();
    }
}
