package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.ImageEntry;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.Origin;
import org.lianzhen.gateway.archive.TextLabel;

/** The index entry of an instance, read while it arrives. Every fault is a {@link DimseException}. */
final class IncomingEntry implements AutoCloseable {

    private final Announcement announcement;
    private final Senders.Sender sender;
    private final DataSetScan scan;

    IncomingEntry(Announcement announcement) {
        this.announcement = announcement;
        this.sender = announcement.sending().sender();
        this.scan = new DataSetScan(announcement.transferSyntax());
    }

    /** @throws DimseException (C000H) when the bytes are no data set */
    void read(ByteBuf bytes) {
        try {
            scan.feed(bytes);
        } catch (DataSetException e) {
            throw unreadable(e);
        }
    }

    /**
     * The entry, once the last byte was read.
     *
     * @throws DimseException (C000H) when the data set is not whole or lacks a UID, (A900H) when it is not what was announced
     */
    InstanceEntry complete() {
        try (scan) {
            scan.end();
            DataSet header = scan.header();
            SopReference instance = checked(header);
            var reader = new EntryReader(decodable(header));
            return new InstanceEntry(reader.patient(sender.unit()), reader.study(), reader.series(),
                    image(instance, reader), scan.pixels(), origin(header), announcement.dataSetOffset(),
                    TextCheck.of(header, sender.assumedCharset()));
        } catch (DataSetException e) {
            throw unreadable(e);
        }
    }

    private static DimseException unreadable(DataSetException e) {
        return new DimseException(Outcome.of(Status.UNABLE_TO_PROCESS, String.valueOf(e.getMessage())), e);
    }

    private SopReference checked(DataSet header) {
        uid(header, Tag.StudyInstanceUID);
        uid(header, Tag.SeriesInstanceUID);
        SopReference said = announcement.instance();
        if (said == null) {
            return new SopReference(uid(header, Tag.SOPClassUID), uid(header, Tag.SOPInstanceUID));
        }
        checkAgrees(header, Tag.SOPInstanceUID, said.sopInstanceUid());
        checkAgrees(header, Tag.SOPClassUID, said.sopClassUid());
        return said;
    }

    private static String uid(DataSet header, int tag) {
        String uid = header.string(tag);
        if (uid == null || !Uid.isPlausible(uid)) {
            throw refusal(Status.UNABLE_TO_PROCESS, tag, "is missing or no UID");
        }
        return uid;
    }

    private static void checkAgrees(DataSet header, int tag, String said) {
        if (!said.equals(header.string(tag))) {
            throw refusal(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, tag, "is not what was announced");
        }
    }

    private static DimseException refusal(Status status, int tag, String what) {
        return new DimseException(
                Outcome.of(status, Tag.format(tag) + " " + what).withOffendingElements(List.of(tag)), null);
    }

    /** Texts without a label, or with the label that so many devices put on everything, are in what the sender is known to use. */
    private DataSet decodable(DataSet header) {
        return TextLabel.readable(header, sender.assumedCharset());
    }

    private ImageEntry image(SopReference instance, EntryReader reader) {
        return new ImageEntry(instance.sopInstanceUid(), instance.sopClassUid(), announcement.transferSyntax().uid(),
                reader.number(Tag.InstanceNumber), reader.number(Tag.Rows), reader.number(Tag.Columns),
                reader.number(Tag.BitsAllocated), reader.number(Tag.NumberOfFrames));
    }

    private Origin origin(DataSet header) {
        Announcement.Sending sending = announcement.sending();
        return new Origin(sending.by(), sending.target(), sending.priority().name(),
                Urgencies.judge(sender.urgency(), sending.priority(), header));
    }

    @Override
    public void close() {
        scan.close();
    }
}
