package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.CGetRq;
import org.lianzhen.dicom.dimse.CMoveRq;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.SubOperations;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.net.DicomClient;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.Roles;

/**
 * Asks other nodes: verification, storage, query, retrieval, storage commitment, worklist, performed procedure steps. One serves
 * any number of nodes from any thread, and keeps associations for a while, see {@link PoolOptions}. Refusals come as
 * {@link ServiceResult}; stages fail when a node cannot be reached, breaks off, or lets a deadline pass.
 */
public final class ServiceClassUser implements AutoCloseable {
    /** The other way round than usual: we are the provider on an association that we request. */
    private static final Roles PROVIDER = new Roles(false, true);

    private final AssociationPool pool;

    /** With {@link PoolOptions#STANDARD}. */
    public ServiceClassUser(EventLoops loops) {
        this(loops, PoolOptions.STANDARD);
    }

    public ServiceClassUser(EventLoops loops, PoolOptions options) {
        this.pool = new AssociationPool(new DicomClient(loops), options);
    }

    /** C-ECHO on a new association: is the node there, and does it know us. */
    public CompletionStage<ServiceResult<EchoReply>> echo(RemoteNode node) {
        AssociationProposal proposal = node.proposal(SopClass.Verification).build();
        Inquiry.Work<EchoReply> work = (lease, context) -> {
            var request = new CEchoRq(lease.association().nextMessageId(), SopClass.Verification);
            long begin = System.nanoTime();
            return FinalResponse.of(lease.association(), Invocation.of(context.id(), request))
                    .thenApply(response -> response.status().isFailure()
                            ? new ServiceResult.Failed<>(response.outcome())
                            : new ServiceResult.Completed<>(new EchoReply(Duration.ofNanos(System.nanoTime() - begin),
                                    lease.association().terms())));
        };
        return new Inquiry(pool, new Wish(node, proposal, true), SopClass.Verification).perform(work);
    }

    /**
     * Sends instances. Each is sent as it is where the node takes its transfer syntax, else re-encoded where that leaves the
     * pixels alone.
     *
     * @param listener hears of each instance as it is settled
     */
    public StoreCall store(RemoteNode node, List<Instance> instances, StoreOptions options, StoreListener listener) {
        return new StoreRun(pool, node, options, listener).start(List.copyOf(instances));
    }

    /** Queries, handing out matches as they come. */
    public FindCall find(RemoteNode node, FindQuery query) {
        return new FindRun(query).start(inquiry(node, query.model().findSopClassUid(), query.options()));
    }

    /** Queries, with all matches at the end. The query's limit bounds the memory it takes. */
    public CompletionStage<ServiceResult<FindAnswer>> findAll(RemoteNode node, FindQuery query) {
        return new MatchList(find(node, query)).gather();
    }

    /**
     * Has a node send instances to another one.
     *
     * @param destination AE title the node must know
     * @param progress hears how far it is, on an event loop, and must not block
     */
    public RetrieveCall move(RemoteNode node, RetrieveQuery query, String destination,
            Consumer<SubOperations> progress) {
        String sopClass = query.model().moveSopClassUid();
        return new RetrieveRun(query,
                (lease, messageId) -> new CMoveRq(messageId, sopClass, query.priority(), destination), progress)
                .start(inquiry(node, sopClass, query.options()));
    }

    /** Has a node send instances to us, on an association of its own. */
    public RetrieveCall get(RemoteNode node, RetrieveQuery query, GetTarget target) {
        String sopClass = query.model().getSopClassUid();
        AssociationProposal.Builder proposal = node.proposal(sopClass, query.options());
        target.contexts().forEach(context -> proposal.context(context.sopClassUid(), context.transferSyntaxes()));
        target.contexts().stream().map(StorageContext::sopClassUid).distinct()
                .forEach(storage -> proposal.role(storage, PROVIDER));
        var storage = new StorageProvider(StoragePolicy.EVERYTHING, target.handler(), target.answerWithin());
        return new RetrieveRun(query, (lease, messageId) -> {
            lease.session().perform(storage);
            return new CGetRq(messageId, sopClass, query.priority());
        }, target.progress()).start(new Inquiry(pool, new Wish(node, proposal.build(), true), sopClass));
    }

    /** Asks a node to take responsibility for instances it has. */
    public CompletionStage<ServiceResult<CommitmentReceipt>> requestCommitment(RemoteNode node,
            CommitmentOrder order) {
        return fresh(node, SopClass.StorageCommitmentPushModel).perform(new CommitmentInquiry(order));
    }

    /** Tells a node the result of a storage commitment it asked us for, on a new association. */
    public CompletionStage<ServiceResult<Outcome>> reportCommitment(RemoteNode node, CommitmentResult result) {
        AssociationProposal proposal = node.proposal(SopClass.StorageCommitmentPushModel)
                .role(SopClass.StorageCommitmentPushModel, PROVIDER).build();
        return new Inquiry(pool, new Wish(node, proposal, true), SopClass.StorageCommitmentPushModel)
                .perform((lease, context) -> EventReport.send(lease.association(), context, result));
    }

    /** N-CREATE of a modality performed procedure step, which must be IN PROGRESS. */
    public CompletionStage<ServiceResult<Outcome>> createProcedureStep(RemoteNode node, String sopInstanceUid,
            DataSet attributes) {
        return fresh(node, SopClass.ModalityPerformedProcedureStep)
                .perform(StepInquiry.create(sopInstanceUid, attributes));
    }

    /** N-SET of a modality performed procedure step. */
    public CompletionStage<ServiceResult<Outcome>> setProcedureStep(RemoteNode node, String sopInstanceUid,
            DataSet changes) {
        return fresh(node, SopClass.ModalityPerformedProcedureStep).perform(StepInquiry.set(sopInstanceUid, changes));
    }

    private Inquiry inquiry(RemoteNode node, String sopClassUid, Set<QueryOption> options) {
        AssociationProposal proposal = node.proposal(sopClassUid, options).build();
        return new Inquiry(pool, new Wish(node, proposal, false), sopClassUid);
    }

    /** For what must not happen twice: on a used association one could not know whether the peer still heard it. */
    private Inquiry fresh(RemoteNode node, String sopClassUid) {
        Inquiry pooled = inquiry(node, sopClassUid, Set.of());
        return new Inquiry(pool, pooled.wish().anew(), sopClassUid);
    }

    /** Releases unused associations at once and the others when they are no longer used; nothing new is begun. */
    @Override
    public void close() {
        pool.close();
    }
}
