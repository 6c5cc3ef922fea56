package org.lianzhen.gateway.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.Upload;
import org.lianzhen.gateway.intake.Uploaded;
import org.lianzhen.gateway.intake.Uploads;
import org.lianzhen.gateway.reading.outgoing.ObjectShelf;

/** Objects of reports come into the archive as whatever is uploaded does, and belong to the unit that made the study. */
record ReportShelf(Vertx vertx, Uploads uploads) implements ObjectShelf {
    private static final Implementation OURS = new Implementation(ImplementationIdentity.OURS.classUid(),
            String.valueOf(ImplementationIdentity.OURS.versionName()));

    static ReportShelf of(Vertx vertx, ObjectKeeping objects) {
        return new ReportShelf(vertx, new Uploads(objects.receiving(), OURS, objects.space()::isLow));
    }

    static ReportShelf of(Vertx vertx, ObjectStore store) {
        return new ReportShelf(vertx, new Uploads(store, OURS, () -> false));
    }

    @Override
    public CompletionStage<Optional<String>> put(String unit, String target, SopReference what, DataSet dataSet) {
        Context loop = vertx.getOrCreateContext();
        var uploader = new Uploads.Uploader(new AuditEvent.Actor(AuditEvent.Actor.GATEWAY.name(), "", unit, ""), target,
                null);
        var done = new CompletableFuture<Optional<String>>();
        loop.runOnContext(begun -> {
            Upload upload = uploads.begin(uploader, task -> loop.runOnContext(then -> task.run()), () -> {});
            upload.write(file(what, dataSet));
            upload.end().whenComplete((uploaded, fault) -> {
                if (fault == null) {
                    done.complete(why(uploaded));
                } else {
                    done.completeExceptionally(fault);
                }
            });
        });
        return done;
    }

    private static ByteBuf file(SopReference what, DataSet dataSet) {
        ByteBuf file = PooledByteBufAllocator.DEFAULT.buffer();
        Part10Writer.writeHead(FileMetaInformation.of(what.sopClassUid(), what.sopInstanceUid(),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), OURS), file);
        DataSets.encode(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, file);
        return file;
    }

    private static Optional<String> why(Uploaded uploaded) {
        return switch (uploaded) {
            case Uploaded.Kept kept when kept.acceptance() instanceof Acceptance.Parked parked -> Optional
                    .of(parked.reason().name());
            case Uploaded.Kept kept -> Optional.empty();
            case Uploaded.Refused refused -> Optional.of(refused.why());
        };
    }
}
