package org.lianzhen.dicom.service;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.CFindRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DataSetSink;

/** C-FIND: query (PS3.4 annex C) and modality worklist (annex K). */
final class FindProvider implements ServiceProvider {
    private final Set<InformationModel> models;
    private final FindHandler handler;
    private final QueryTerms terms;

    FindProvider(Set<InformationModel> models, FindHandler handler, QueryTerms terms) {
        this.models = Set.copyOf(models);
        this.handler = handler;
        this.terms = terms;
    }

    @Override
    public boolean provides(String sopClassUid) {
        return models.stream().anyMatch(model -> model.findSopClassUid().equals(sopClassUid));
    }

    @Override
    public byte @Nullable [] extended(String sopClassUid, byte[] proposed) {
        return terms.answer(sopClassUid, proposed);
    }

    @Override
    public DataSetSink perform(IncomingRequest incoming, Operations operations) {
        InformationModel model = InformationModel.of(incoming.request().sopClassUid());
        if (model == null || !(incoming.request() instanceof CFindRq request)) {
            throw new DimseException(Status.UNRECOGNIZED_OPERATION, "only C-FIND for this SOP class");
        }
        var query = new FindOperation(incoming, request, operations, terms.limit());
        operations.begin(request.messageId(), query);
        var identifier = new DataSetCollector(incoming.transferSyntax());
        identifier.dataSet().whenComplete((keys, fault) -> query.start(keys, fault, read -> {
            QueryLevel level = model.levels().isEmpty() ? null : QueryKeys.level(model, read);
            return handler.find(new FindRequest(incoming.association(), model, level, read, request.priority(),
                    incoming.options()));
        }));
        return identifier;
    }
}
