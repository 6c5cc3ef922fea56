package org.lianzhen.gateway.postgres.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.intake.FakeAssociation;
import org.lianzhen.gateway.intake.InstanceReceiver;
import org.lianzhen.gateway.intake.Senders;
import org.lianzhen.gateway.member.Urgency;

/** A small object of TS1PACS whose texts may be in another set than its label says. */
record Sample(String charset, String label, String name, String study, String series, String uid) {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    static Sample gbk(String name) {
        return new Sample("GBK", "ISO_IR 100", name, "1.2.1", "1.2.1.1", "1.2.1.1.1");
    }

    Sample of(String otherStudy) {
        return new Sample(charset, label, name, otherStudy, otherStudy + ".1", otherStudy + ".1.1");
    }

    Sample series(String other) {
        return new Sample(charset, label, name, study, other, other + ".1");
    }

    DataSet dataSet() {
        DataSetBuilder builder = DataSet.builder().put(Tag.SpecificCharacterSet, label)
                .put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, uid)
                .put(Tag.StudyInstanceUID, study).put(Tag.SeriesInstanceUID, series).put(Tag.PatientID, "P1")
                .put(Tag.StudyDate, "20260301").put(Tag.Modality, "CT");
        Map<Integer, String> texts = new HashMap<>(Map.of(Tag.PatientName, name, Tag.StudyDescription, "胸部平扫",
                Tag.InstitutionName, "第一乡镇卫生院", Tag.SeriesDescription, "肺窗" + series));
        texts.forEach(
                (tag, text) -> builder.put(new Value(tag, tag == Tag.PatientName ? Vr.PN : Vr.LO, bytes(text))));
        return builder.build();
    }

    private Bytes bytes(String text) {
        byte[] encoded = text.getBytes(Charset.forName(charset));
        byte[] even = Arrays.copyOf(encoded, encoded.length + encoded.length % 2);
        if (even.length > encoded.length) {
            even[encoded.length] = ' ';
        }
        return Bytes.wrap(even);
    }

    /** Arrives by C-STORE. */
    void sendTo(FileObjectStore objects, @Nullable String assumed) {
        Senders senders = from -> Optional.of(new Senders.Sender("TS1", assumed, Urgency.ROUTINE));
        StoreSink sink = new InstanceReceiver(objects, new Implementation("1.2.3", "TEST"), senders, () -> false)
                .begin(new StoreContext(new FakeAssociation(), SopClass.CTImageStorage, uid, SYNTAX, Priority.MEDIUM,
                        null));
        sink.chunk(Unpooled.wrappedBuffer(DataSets.encode(dataSet(), SYNTAX).asByteBuffer()));
        assertThat(sink.end().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Outcome.SUCCESS);
    }
}
