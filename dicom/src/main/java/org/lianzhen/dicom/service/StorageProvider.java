package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DataSetSink;

/** Storage (PS3.4 annex B). */
final class StorageProvider implements ServiceProvider {
    private final StoragePolicy policy;
    private final StoreHandler handler;
    private final Duration limit;

    StorageProvider(StoragePolicy policy, StoreHandler handler, Duration limit) {
        this.policy = policy;
        this.handler = handler;
        this.limit = limit;
    }

    @Override
    public boolean provides(String sopClassUid) {
        return policy.takes(sopClassUid);
    }

    @Override
    public Optional<TransferSyntax> choose(List<TransferSyntax> offered) {
        return policy.preferred().stream().filter(offered::contains).findFirst()
                .or(() -> offered.stream().filter(policy.accepted()::contains).findFirst());
    }

    @Override
    public DataSetSink perform(IncomingRequest incoming, Operations operations) {
        if (!(incoming.request() instanceof CStoreRq request)) {
            throw new DimseException(Status.UNRECOGNIZED_OPERATION, "only C-STORE for storage classes");
        }
        String uid = request.affectedSopInstanceUid();
        if (!Uid.isPlausible(uid)) {
            throw new DimseException(Status.INVALID_SOP_INSTANCE, "Affected SOP Instance UID is no UID");
        }
        var context = new StoreContext(incoming.association(), request.affectedSopClassUid(), uid,
                incoming.transferSyntax(), request.priority(), request.moveOriginator());
        return new InstanceSink(incoming, handler.begin(context), limit);
    }
}
