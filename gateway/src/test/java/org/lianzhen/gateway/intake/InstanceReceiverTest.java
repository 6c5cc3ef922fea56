package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.ImageEntry;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.Origin;
import org.lianzhen.gateway.archive.PatientEntry;
import org.lianzhen.gateway.archive.ProcedureEntry;
import org.lianzhen.gateway.archive.SeriesEntry;
import org.lianzhen.gateway.archive.StudyEntry;
import org.lianzhen.gateway.archive.UrgencyJudgement;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;

class InstanceReceiverTest {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final FakeStore store = new FakeStore();
    private final FakeAssociation association = new FakeAssociation();
    private final StoreSink sink = begin(null);

    private StoreSink begin(@Nullable String assumedCharset) {
        Senders senders = from -> Optional.of(new Senders.Sender("TS1", assumedCharset, Urgency.ROUTINE));
        return new InstanceReceiver(store, new Implementation("1.2.3", "TEST"), senders, () -> false)
                .begin(new StoreContext(
                        association, SopClass.CTImageStorage, TestInstance.UID, SYNTAX, Priority.HIGH, null));
    }

    @Test
    void putsPreambleAndMetaBeforeTheBytesAsReceived() {
        ByteBuf bytes = TestInstance.bytes(TestInstance.dataSet(), SYNTAX);
        byte[] received = ByteBufUtil.getBytes(bytes);
        while (bytes.isReadable()) {
            sink.chunk(bytes.readRetainedSlice(Math.min(7, bytes.readableBytes())));
        }
        bytes.release();
        String file = store.bytes.toString(StandardCharsets.ISO_8859_1);

        assertThat(file.substring(0, 128)).isEqualTo("\0".repeat(128));
        assertThat(file.substring(128)).startsWith("DICM\2\0\0\0UL")
                .endsWith(new String(received, StandardCharsets.ISO_8859_1))
                .contains(TestInstance.UID, SopClass.CTImageStorage, SYNTAX.uid(), "TS1PACS", "1.2.3", "TEST");
        sink.aborted(new IOException("enough"));
    }

    @Test
    void answersWhenTheObjectIsDurableAndNotBefore() {
        CompletableFuture<Outcome> answer = send(TestInstance.dataSet());
        assertThat(answer).isNotDone();
        store.committed.complete(new Acceptance.Stored());
        assertThat(answer).isCompletedWithValue(Outcome.SUCCESS);
    }

    @Test
    void answersSuccessForWhatIsParkedBecauseItIsDurable() {
        CompletableFuture<Outcome> answer = send(TestInstance.dataSet());
        store.committed.complete(new Acceptance.Parked(2, Acceptance.ParkReason.CONTENT_DIFFERS));
        assertThat(answer).isCompletedWithValue(Outcome.SUCCESS);
    }

    @Test
    void tellsTheIndexWhatItNeedsDecoded() {
        send(TestInstance.dataSet());
        InstanceEntry entry = Objects.requireNonNull(store.entry);

        assertThat(entry.patient()).isEqualTo(new PatientEntry("TS1", "P1", "王^小东", "19800229", "M", List.of()));
        assertThat(entry.study()).isEqualTo(
                new StudyEntry("1.2.840.99.1", "20260301", "101500", "A7", "", "胸部平扫", "", "", ""));
        assertThat(entry.series())
                .isEqualTo(new SeriesEntry("1.2.840.99.2", "CT", 2, "", "CHEST", "", "", ProcedureEntry.NONE));
        assertThat(entry.image()).isEqualTo(new ImageEntry(TestInstance.UID, SopClass.CTImageStorage, SYNTAX.uid(), 5,
                16, 16, 16, null));
        assertThat(entry.origin()).isEqualTo(
                new Origin(new AuditEvent.Actor("TS1PACS", "DICOM_NODE", "TS1", "127.0.0.1"), "LIANZHEN", "HIGH",
                        new UrgencyJudgement(Urgency.URGENT, UrgencyJudgement.Source.COMMAND_PRIORITY)));
        assertThat(store.bytes.size() - entry.dataSetOffset() - entry.pixels().offset())
                .as("bytes from the pixels to the end").isEqualTo(entry.pixels().length())
                .isEqualTo(TestInstance.PIXEL_BYTES);
    }

    @Test
    void tellsTheIndexWhichProcedureASeriesCameFrom() {
        DataSet named = DataSet.builder().put(Tag.ScheduledProcedureStepID, "SPS1").build();
        DataSet empty = DataSet.builder().putEmpty(Tag.RequestedProcedureID).build();
        send(TestInstance.with(builder -> builder.put(Tag.PerformedProcedureStepStartDate, "20260301")
                .put(Tag.PerformedProcedureStepStartTime, "101400").put(Tag.TimezoneOffsetFromUTC, "+0800")
                .putSequence(Tag.RequestAttributesSequence, empty, named)));
        InstanceEntry entry = Objects.requireNonNull(store.entry);
        assertThat(entry.series().procedure()).isEqualTo(
                new ProcedureEntry("20260301", "101400", List.of(new ProcedureEntry.Request("SPS1", "")), ""));
        assertThat(entry.study().timezoneOffset()).isEqualTo("+0800");
    }

    /** Where makers of devices say what was done, when they leave the Study Description empty. */
    @Test
    void tellsTheIndexAllThatNamesTheProcedure() {
        DataSet code = DataSet.builder().put(Tag.CodeValue, "RPCODE7").put(Tag.CodeMeaning, "Thorax\nnativ").build();
        DataSet request = DataSet.builder().put(Tag.RequestedProcedureDescription, "CT chest")
                .put(Tag.ScheduledProcedureStepDescription, "Spirale")
                .putSequence(Tag.RequestedProcedureCodeSequence, code).build();
        send(TestInstance.with(builder -> builder.put(Tag.ProtocolName, "Thorax")
                .put(Tag.PerformedProcedureStepDescription, "Thorax").put(Tag.RequestedProcedureDescription, "Lunge")
                .putSequence(Tag.RequestedProcedureCodeSequence, code)
                .putSequence(Tag.RequestAttributesSequence, request, request)));
        assertThat(Objects.requireNonNull(store.entry).series().procedure().names())
                .isEqualTo("Thorax\nLunge\nRPCODE7\nThorax nativ\nCT chest\nSpirale");
    }

    /** A data set may hold any number, of any length. */
    @Test
    void tellsTheIndexNoMoreNamesThanItHasRoomFor() {
        DataSet[] codes = IntStream.range(0, 40).mapToObj(i -> DataSet.builder().put(Tag.CodeValue, "CODE" + i)
                .put(Tag.CodeMeaning, ("meaning " + i + " ").repeat(30)).build()).toArray(DataSet[]::new);
        String wide = "a" + "𠮷".repeat(200);
        send(TestInstance.with(builder -> builder.put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.ProtocolName, wide).put(Tag.PerformedProcedureStepDescription, "Thorax")
                .putSequence(Tag.RequestedProcedureCodeSequence, codes)));
        String names = Objects.requireNonNull(store.entry).series().procedure().names();
        assertThat(names.length()).isBetween(3000, 4096);
        assertThat(names.lines()).startsWith("a" + "𠮷".repeat(127), "Thorax", "CODE0")
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(256));
        assertThat(names.chars().filter(Character::isISOControl)).as("lines").allMatch(one -> one == '\n');
    }

    @Test
    void keepsNothingOfADataSetWithoutBytes() {
        assertThatThrownBy(sink::end).isInstanceOfSatisfying(DimseException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(Status.UNABLE_TO_PROCESS));
        assertThat(store.discarded).isTrue();
    }

    @Test
    void keepsNothingThatItCannotReadForAReasonOfItsOwn() {
        StoreSink one = begin("NO SUCH TERM");
        one.chunk(TestInstance.bytes(DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, TestInstance.UID).put(Tag.StudyInstanceUID, "1.2")
                .put(Tag.SeriesInstanceUID, "1.3").put(Tag.SpecificCharacterSet, "ISO_IR 100").build(), SYNTAX));
        assertThatThrownBy(one::end).isInstanceOfSatisfying(DimseException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(Status.PROCESSING_FAILURE));
        assertThat(store.discarded).isTrue();
    }

    @Test
    void believesTheIssuerThatTheInstanceNames() {
        send(TestInstance.with(builder -> builder.put(Tag.IssuerOfPatientID, "CH1")));
        assertThat(Objects.requireNonNull(store.entry).patient().issuer()).isEqualTo("CH1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ISO_IR 100" })
    void readsTextsUnderTheWrongLabelAsTheSenderIsKnownToWriteThem(String label) {
        Bytes gbk = Bytes.wrap(HexFormat.of().parseHex("c0ee5ed55c20"));
        DataSet dataSet = DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, TestInstance.UID).put(Tag.StudyInstanceUID, "1.2")
                .put(Tag.SeriesInstanceUID, "1.3").put(Tag.SpecificCharacterSet, label)
                .put(new Value(Tag.PatientName, Vr.PN, gbk)).build();
        StoreSink known = begin("GB18030");
        known.chunk(TestInstance.bytes(dataSet, SYNTAX));
        known.end();
        assertThat(Objects.requireNonNull(store.entry).patient().name()).isEqualTo("李^誠");
    }

    @Test
    void believesALabelThatSaysMore() {
        StoreSink known = begin("ISO_IR 192");
        known.chunk(TestInstance.bytes(TestInstance.dataSet(), SYNTAX));
        known.end();
        assertThat(Objects.requireNonNull(store.entry).patient().name()).isEqualTo("王^小东");
    }

    @Test
    void refusesASenderThatIsNoLongerKnown() {
        var receiver = new InstanceReceiver(store, new Implementation("1.2.3", "TEST"), from -> Optional.empty(),
                () -> false);
        var context = new StoreContext(association, SopClass.CTImageStorage, TestInstance.UID, SYNTAX, Priority.HIGH,
                null);
        assertThatThrownBy(() -> receiver.begin(context)).isInstanceOfSatisfying(DimseException.class,
                fault -> assertThat(fault.status()).isEqualTo(Status.NOT_AUTHORIZED));
    }

    @Test
    void refusesBeforeTheFirstByteWhileThereIsNoRoom() {
        var full = new AtomicBoolean(true);
        var receiver = new InstanceReceiver(store, new Implementation("1.2.3", "TEST"),
                from -> Optional.of(new Senders.Sender("TS1", null, Urgency.ROUTINE)), full::get);
        var context = new StoreContext(association, SopClass.CTImageStorage, TestInstance.UID, SYNTAX, Priority.HIGH,
                null);
        assertThatThrownBy(() -> receiver.begin(context)).isInstanceOfSatisfying(DimseException.class,
                fault -> assertThat(fault.status()).isEqualTo(Status.OUT_OF_RESOURCES));
        full.set(false);
        receiver.begin(context).aborted(new IOException("enough"));
    }

    @Test
    void bearsNumbersThatAreNone() {
        send(TestInstance.with(builder -> builder.put(new Value(Tag.InstanceNumber, Vr.IS,
                Bytes.wrap("one ".getBytes(StandardCharsets.US_ASCII))))));
        assertThat(Objects.requireNonNull(store.entry).image().instanceNumber()).isNull();
    }

    @Test
    void refusesWhatIsCutShort() {
        ByteBuf bytes = TestInstance.bytes(TestInstance.dataSet(), SYNTAX);
        sink.chunk(bytes.readRetainedSlice(bytes.readableBytes() - 2));
        bytes.release();
        refusedAtItsEnd(Status.UNABLE_TO_PROCESS);
    }

    @Test
    void refusesWhatIsNoDataSetWithoutTakingTheRest() {
        ByteBuf bytes = Unpooled.buffer();
        for (int depth = 0; depth < 100; depth++) {
            bytes.writeBytes(ByteBufUtil.decodeHexDump("0800111153510000ffffffff" + "feff00e0ffffffff"));
        }
        assertThatThrownBy(() -> sink.chunk(bytes)).isInstanceOfSatisfying(DimseException.class,
                fault -> assertThat(fault.status()).isEqualTo(Status.UNABLE_TO_PROCESS));
        assertThat(bytes.refCnt()).isZero();
        sink.aborted(new IOException("refused"));
        assertThat(store.discarded).isTrue();
    }

    @Test
    void refusesAnInstanceWithoutStudy() {
        chunk(TestInstance.with(builder -> builder.remove(Tag.StudyInstanceUID)));
        refusedAtItsEnd(Status.UNABLE_TO_PROCESS);
    }

    @Test
    void refusesAnInstanceWhoseSeriesIsAPath() {
        chunk(TestInstance.with(builder -> builder.put(new Value(Tag.SeriesInstanceUID, Vr.UI,
                Bytes.wrap("../../etc/passwd".getBytes(StandardCharsets.US_ASCII))))));
        refusedAtItsEnd(Status.UNABLE_TO_PROCESS);
    }

    @Test
    void refusesAnInstanceThatIsNotTheOneAnnounced() {
        chunk(TestInstance.with(builder -> builder.put(Tag.SOPInstanceUID, "1.2.840.99.4")));
        refusedAtItsEnd(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
    }

    @Test
    void answersOutOfResourcesWhenTheStoreRefuses() {
        CompletableFuture<Outcome> answer = send(TestInstance.dataSet());
        store.committed.completeExceptionally(new IOException("disk full"));

        assertThatThrownBy(answer::join).hasCauseInstanceOf(DimseException.class)
                .satisfies(fault -> assertThat(((DimseException) fault.getCause()).status())
                        .isEqualTo(Status.OUT_OF_RESOURCES));
    }

    @Test
    void answersWhatIsTheInstancesOwnFaultSoThatNobodyTriesAgain() {
        CompletableFuture<Outcome> answer = send(TestInstance.dataSet());
        store.committed.completeExceptionally(
                new IndexUnavailableException("no", IndexUnavailableException.Rows.REFUSED, new IOException("why")));

        assertThatThrownBy(answer::join).satisfies(fault -> assertThat(((DimseException) fault.getCause()).status())
                .isEqualTo(Status.PROCESSING_FAILURE));
    }

    private void refusedAtItsEnd(Status status) {
        assertThatThrownBy(sink::end).isInstanceOfSatisfying(DimseException.class,
                fault -> assertThat(fault.status()).isEqualTo(status));
        assertThat(store.discarded).isTrue();
        assertThat(store.entry).isNull();
    }

    private CompletableFuture<Outcome> send(DataSet dataSet) {
        chunk(dataSet);
        return sink.end().toCompletableFuture();
    }

    private void chunk(DataSet dataSet) {
        sink.chunk(TestInstance.bytes(dataSet, SYNTAX));
    }

    @Test
    void makesThePeerWaitWhileTheStoreCannotKeepUp() {
        store.writable = false;
        sink.chunk(start(0));
        sink.chunk(start(1));
        assertThat(association.held).isEqualTo(1);
        store.writable = true;
        store.onWritable.run();
        assertThat(association.held).isZero();
        sink.chunk(start(2));
        assertThat(association.everHeld).isEqualTo(1);
        sink.aborted(new IOException("enough"));
    }

    @Test
    void letsGoOfThePeerWhenTheInstanceEnds() {
        store.writable = false;
        CompletableFuture<Outcome> answer = send(TestInstance.dataSet());
        assertThat(answer).isNotDone();
        assertThat(association.held).isZero();
    }

    @Test
    void leavesNothingOfAnInstanceThatBreaksOff() {
        store.writable = false;
        sink.chunk(start(0));
        sink.aborted(new IOException("connection reset"));
        assertThat(store.discarded).isTrue();
        assertThat(association.held).isZero();
    }

    /** The first bytes of a data set, one at a time. */
    private static ByteBuf start(int index) {
        return Unpooled.wrappedBuffer(new byte[]{ 8, 0, 5 }, index, 1);
    }
}
