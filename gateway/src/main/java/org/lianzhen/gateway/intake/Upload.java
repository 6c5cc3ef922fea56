package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.ObjectWriter;
import org.lianzhen.gateway.intake.Uploaded.Fault;
import org.lianzhen.gateway.intake.Uploaded.Kept;
import org.lianzhen.gateway.intake.Uploaded.Refused;
import org.lianzhen.gateway.member.Urgency;

/**
 * One file that is being uploaded. Belongs to one event loop, which calls it and never blocks in it. Takes any bytes: what is
 * wrong with them is said at the end. Ends with {@link #end} or {@link #abort}.
 */
public final class Upload {
    private final Uploads uploads;
    private final Uploads.Uploader uploader;
    private final Function<ByteBuf, ObjectWriter> store;
    private final FileHead head = new FileHead();
    private boolean headOpen = true;
    private boolean empty = true;
    private @Nullable SopReference named;
    private @Nullable IncomingInstance instance;
    private @Nullable Refused refused;

    Upload(Uploads uploads, Uploads.Uploader uploader, Function<ByteBuf, ObjectWriter> store) {
        this.uploads = uploads;
        this.uploader = uploader;
        this.store = store;
    }

    /** The next bytes of the file; ownership passes. */
    public void write(ByteBuf chunk) {
        empty &= !chunk.isReadable();
        try {
            if (refused == null && instance == null && head.read(chunk)) {
                begin();
            }
            IncomingInstance body = instance;
            if (refused == null && body != null) {
                body.write(chunk.retain());
            }
        } catch (DataSetException e) {
            refuse(statusOf(e), String.valueOf(e.getMessage()));
        } catch (DimseException e) {
            refuse(e.outcome());
        } finally {
            chunk.release();
        }
    }

    /** False while too many bytes wait for the storage: stop reading until {@code onWritable} runs. */
    public boolean isWritable() {
        IncomingInstance body = instance;
        return body == null || body.isWritable();
    }

    /** Whether the rest of the file will not be looked at. */
    public boolean isRefused() {
        return refused != null;
    }

    /** The file is complete; answers on the event loop, never exceptionally. */
    public CompletionStage<Uploaded> end() {
        IncomingInstance body = whole();
        InstanceEntry complete = body == null ? null : complete(body);
        closeHead();
        if (body == null || complete == null) {
            return CompletableFuture.completedStage(refused);
        }
        SopReference what = new SopReference(complete.image().sopClassUid(), complete.image().sopInstanceUid());
        named = what;
        return body.commit(complete).handle((accepted, fault) -> fault == null
                ? new Kept(what, complete.study().uid(), complete.series().uid(), accepted)
                : notTaken(StorageFault.of(fault)));
    }

    /** The rest will never come; nothing of the file is kept. */
    public void abort() {
        closeHead();
        IncomingInstance body = instance;
        if (body != null && refused == null) {
            body.discard();
        }
    }

    /** For one that cannot even begin, such as a part of another kind. */
    public void refuse(Status reason, String why) {
        refuse(Outcome.of(reason, why));
    }

    private void refuse(Outcome why) {
        refuse(Fault.FILE, why.status(), String.valueOf(why.errorComment()));
    }

    private void refuse(Fault fault, Status reason, String why) {
        if (refused == null) {
            abort();
            refused = new Refused(named, fault, reason, why);
        }
    }

    private static Status statusOf(DataSetException fault) {
        return fault.reason() == Reason.UNSUPPORTED
                ? Uploaded.TRANSFER_SYNTAX_NOT_SUPPORTED
                : Status.UNABLE_TO_PROCESS;
    }

    /** The instance with all bytes of the file; null when it has been refused. */
    private @Nullable IncomingInstance whole() {
        if (empty) {
            refuse(Status.UNABLE_TO_PROCESS, "there is nothing in it");
        }
        if (refused == null && instance == null) {
            try {
                head.end();
                begin();
            } catch (DataSetException e) {
                refuse(statusOf(e), String.valueOf(e.getMessage()));
            } catch (DimseException e) {
                refuse(e.outcome());
            }
        }
        return refused == null ? instance : null;
    }

    private @Nullable InstanceEntry complete(IncomingInstance body) {
        try {
            InstanceEntry entry = body.complete();
            String study = uploader.study();
            if (study == null || study.equals(entry.study().uid())) {
                return entry;
            }
            named = new SopReference(entry.image().sopClassUid(), entry.image().sopInstanceUid());
            refuse(Uploaded.OTHER_STUDY, "it is of another study than the one it was sent to");
        } catch (DimseException e) {
            instance = null;
            refuse(e.outcome());
        }
        return null;
    }

    /** The head is complete: what is it, and may it come in? */
    private void begin() {
        FileMetaInformation meta = head.meta();
        named = meta != null ? reference(meta.mediaStorageSopClassUid(), meta.mediaStorageSopInstanceUid())
                : reference(head.opening());
        if (uploads.isFull()) {
            refuse(Fault.STORAGE, Status.OUT_OF_RESOURCES, "no room for more");
            return;
        }
        ByteBuf start = KeptHead.of(head, named, uploads.implementation());
        var sending = new Announcement.Sending(new Senders.Sender(uploader.by().unit(), null, Urgency.ROUTINE),
                uploader.by(), uploader.target(), Priority.MEDIUM);
        var entry = new IncomingEntry(new Announcement(head.syntax(), null, sending, start.readableBytes()));
        IncomingInstance body = new IncomingInstance(entry, store.apply(start));
        instance = body;
        body.write(head.dataSetBytes());
        closeHead();
    }

    private static @Nullable SopReference reference(@Nullable DataSet opening) {
        return opening == null ? null
                : reference(opening.string(Tag.SOPClassUID), opening.string(Tag.SOPInstanceUID));
    }

    private static @Nullable SopReference reference(@Nullable String sopClass, @Nullable String sopInstance) {
        return sopClass != null && Uid.isPlausible(sopClass) && sopInstance != null
                && Uid.isPlausible(sopInstance) ? new SopReference(sopClass, sopInstance) : null;
    }

    private Uploaded notTaken(StorageFault fault) {
        return new Refused(named, fault.whose(), fault.status(), fault.why());
    }

    private void closeHead() {
        if (headOpen) {
            headOpen = false;
            head.close();
        }
    }
}
