package org.lianzhen.dicom.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dimse.CGetRq;
import org.lianzhen.dicom.dimse.CMoveRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.MoveOriginator;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DataSetSink;

/** C-MOVE and C-GET (PS3.4 annex C). */
final class RetrieveProvider implements ServiceProvider {
    private final Set<InformationModel> models;
    private final RetrieveHandler handler;
    private final QueryTerms terms;
    private final @Nullable Mover mover;

    /** How C-MOVE gets instances to where they shall go. */
    record Mover(NodeDirectory directory, ServiceClassUser user) {}

    /** @param mover performs C-MOVE; null performs C-GET */
    RetrieveProvider(Set<InformationModel> models, RetrieveHandler handler, QueryTerms terms,
            @Nullable Mover mover) {
        this.models = Set.copyOf(models);
        this.handler = handler;
        this.terms = terms;
        this.mover = mover;
    }

    @Override
    public boolean provides(String sopClassUid) {
        return models.stream().anyMatch(
                model -> sopClassUid.equals(mover == null ? model.getSopClassUid() : model.moveSopClassUid()));
    }

    @Override
    public byte @Nullable [] extended(String sopClassUid, byte[] proposed) {
        return terms.answer(sopClassUid, proposed);
    }

    @Override
    public DataSetSink perform(IncomingRequest incoming, Operations operations) {
        Wanted wanted = wanted(incoming);
        var operation = new RetrieveOperation(incoming, operations);
        var identifier = new DataSetCollector(incoming.transferSyntax());
        identifier.dataSet().whenComplete((keys, fault) -> {
            if (keys == null) {
                operation.fail(fault == null ? new IllegalStateException("no identifier") : fault,
                        Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
            } else {
                resolve(wanted, keys, incoming, operation);
            }
        });
        return identifier;
    }

    private record Wanted(InformationModel model, Priority priority, @Nullable String destination) {}

    private Wanted wanted(IncomingRequest incoming) {
        DimseRequest request = incoming.request();
        InformationModel model = InformationModel.of(request.sopClassUid());
        if (model != null && mover != null && request instanceof CMoveRq move) {
            return new Wanted(model, move.priority(), move.moveDestination());
        }
        if (model != null && mover == null && request instanceof CGetRq get) {
            return new Wanted(model, get.priority(), null);
        }
        throw new DimseException(Status.UNRECOGNIZED_OPERATION, "not an operation of this SOP class");
    }

    private void resolve(Wanted wanted, DataSet keys, IncomingRequest incoming, RetrieveOperation operation) {
        Faults.call(() -> {
            QueryLevel level = QueryKeys.retrievalLevel(wanted.model(), keys);
            var request = new RetrieveRequest(incoming.association(), wanted.model(), level, keys, wanted.priority(),
                    wanted.destination(), incoming.options());
            return runner(wanted, incoming).thenCompose(runner -> handler.resolve(request)
                    .thenAcceptAsync(found -> operation.begin(found, runner), incoming.association().loop()));
        }, terms.limit()).whenCompleteAsync((begun, fault) -> {
            if (fault != null) {
                operation.fail(fault, Status.UNABLE_TO_PROCESS);
            }
        }, incoming.association().loop());
    }

    private CompletionStage<SubOperationRunner> runner(Wanted wanted, IncomingRequest incoming) {
        String destination = wanted.destination();
        if (mover == null || destination == null) {
            return CompletableFuture.completedStage(
                    new GetRunner(new InstanceSender(incoming.association(),
                            StoreOptions.STANDARD.with(wanted.priority()), List.of())));
        }
        var originator = new MoveOriginator(incoming.association().terms().callingAeTitle(),
                incoming.request().messageId());
        StoreOptions options = StoreOptions.STANDARD.with(wanted.priority()).with(originator);
        return mover.directory().node(destination).thenApply(found -> runner(mover.user(), found, options));
    }

    private static SubOperationRunner runner(ServiceClassUser user, Optional<RemoteNode> found, StoreOptions options) {
        RemoteNode node = found.orElseThrow(() -> new DimseException(Status.MOVE_DESTINATION_UNKNOWN,
                "the move destination is unknown here"));
        return (instances, results) -> user.store(node, instances, options, results::accept)::cancel;
    }
}
