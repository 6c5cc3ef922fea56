package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.Origin;
import org.lianzhen.gateway.archive.UrgencyJudgement;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.Uploaded.Fault;
import org.lianzhen.gateway.intake.Uploaded.Kept;
import org.lianzhen.gateway.intake.Uploaded.Refused;

class UploadTest {
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final SopReference NAMED = new SopReference(SopClass.CTImageStorage, TestInstance.UID);

    private static final AuditEvent.Actor TECHNOLOGIST = new AuditEvent.Actor("ts1-tech", "TECHNOLOGIST", "TS1",
            "10.0.0.1");

    private final FakeStore store = new FakeStore();
    private final AtomicBoolean full = new AtomicBoolean();
    private int piece = 700;

    private Upload begin(@Nullable String study) {
        return new Uploads(store, new Implementation("1.2.9", "OURS"), full::get).begin(
                new Uploads.Uploader(TECHNOLOGIST, "https://lianzhen.example", study), Runnable::run, () -> {});
    }

    private CompletableFuture<Uploaded> send(byte[] file) {
        return send(begin(null), file);
    }

    private CompletableFuture<Uploaded> send(Upload upload, byte[] file) {
        for (int from = 0; from < file.length; from += piece) {
            ByteBuf chunk = Unpooled.copiedBuffer(file, from, Math.min(piece, file.length - from));
            upload.write(chunk);
        }
        return upload.end().toCompletableFuture();
    }

    private Refused refused(byte[] file) {
        return refused(send(file));
    }

    private Refused refused(CompletableFuture<Uploaded> end) {
        assertThat(end).isDone();
        assertThat(store.entry).as("nothing goes into the index").isNull();
        assertThat(end.join()).isInstanceOf(Refused.class);
        return (Refused) end.join();
    }

    private static byte[] file(TransferSyntax syntax) {
        return TestFile.of(TestInstance.dataSet(), syntax);
    }

    static List<TransferSyntax> syntaxes() {
        return List.of(EXPLICIT, IMPLICIT, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void keepsAFileAsItCame(TransferSyntax syntax) {
        byte[] file = file(syntax);
        for (int size : new int[]{ 1, 13, 144, 1_000_000 }) {
            piece = size;
            store.bytes.reset();
            CompletableFuture<Uploaded> end = send(file);
            assertThat(store.bytes.toByteArray()).as(syntax.name() + " in pieces of " + size).isEqualTo(file);
            assertThat(end).isNotDone();
        }
        InstanceEntry entry = Objects.requireNonNull(store.entry);
        assertThat(entry.image().transferSyntaxUid()).isEqualTo(syntax.uid());
        assertThat(entry.dataSetOffset()).isEqualTo(file.length
                - TestFile.dataSet(TestInstance.dataSet(), syntax).length);
        assertThat(entry.patient().name()).isEqualTo("王^小东");
        assertThat(entry.origin()).isEqualTo(new Origin(TECHNOLOGIST, "https://lianzhen.example", "MEDIUM",
                UrgencyJudgement.NONE));
    }

    @Test
    void answersWhenTheFileIsDurableAndNotBefore() {
        CompletableFuture<Uploaded> end = send(file(EXPLICIT));
        assertThat(end).isNotDone();
        var parked = new Acceptance.Parked(2, Acceptance.ParkReason.CONTENT_DIFFERS);
        store.committed.complete(parked);
        assertThat(end).isCompletedWithValue(new Kept(NAMED, "1.2.840.99.1", "1.2.840.99.2", parked));
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void makesTheHeadThatAFileLacks(TransferSyntax syntax) {
        byte[] dataSet = TestFile.dataSet(TestInstance.dataSet(), syntax);
        if (syntax.deflated()) {
            assertThat(refused(dataSet).reason()).isEqualTo(Status.UNABLE_TO_PROCESS);
            return;
        }
        for (int size : new int[]{ 1, 100, 1_000_000 }) {
            piece = size;
            store.bytes.reset();
            send(dataSet);
            InstanceEntry entry = Objects.requireNonNull(store.entry);
            assertThat(entry.image().transferSyntaxUid()).isEqualTo(syntax.uid());
            assertThat(Arrays.copyOfRange(store.bytes.toByteArray(), entry.dataSetOffset(), store.bytes.size()))
                    .isEqualTo(dataSet);
            assertThat(store.bytes.toString(StandardCharsets.ISO_8859_1)).startsWith("\0".repeat(128) + "DICM")
                    .contains("1.2.9", "OURS", TestInstance.UID);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 132, 128 })
    void takesAFileWithoutPreamble(int cut) {
        byte[] file = file(EXPLICIT);
        send(Arrays.copyOfRange(file, cut, file.length));
        assertThat(store.bytes.toByteArray()).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = { "49492a00", "4d5a9000", "7f454c46", "23212f62" })
    void keepsThePreambleOfATiffAndOfNoProgram(String magic) {
        byte[] file = file(EXPLICIT);
        byte[] first = HexFormat.of().parseHex(magic);
        System.arraycopy(first, 0, file, 0, first.length);
        send(file);
        byte[] kept = Arrays.copyOf(store.bytes.toByteArray(), first.length);
        assertThat(kept).isEqualTo(magic.startsWith("49") ? first : new byte[first.length]);
        assertThat(store.bytes.size()).isEqualTo(file.length);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 5, 60_000, -1 })
    void readsPastAGroupLengthThatIsWrong(int length) {
        byte[] file = file(EXPLICIT);
        for (int i = 0; i < 4; i++) {
            file[140 + i] = (byte) (length >> (8 * i));
        }
        send(file);
        assertThat(store.bytes.toByteArray()).isEqualTo(file);
        assertThat(Objects.requireNonNull(store.entry).study().uid()).isEqualTo("1.2.840.99.1");
    }

    @Test
    void readsAFileWithoutGroupLength() {
        byte[] file = file(IMPLICIT);
        byte[] without = new byte[file.length - 12];
        System.arraycopy(file, 0, without, 0, 132);
        System.arraycopy(file, 144, without, 132, file.length - 144);
        piece = 10;
        send(without);
        assertThat(store.bytes.toByteArray()).isEqualTo(without);
    }

    @Test
    void seesThroughAWrongTransferSyntax() {
        DataSet dataSet = TestInstance.dataSet();
        byte[] right = file(EXPLICIT);
        int head = right.length - TestFile.dataSet(dataSet, EXPLICIT).length;
        byte[] body = TestFile.dataSet(dataSet, IMPLICIT);
        byte[] file = Arrays.copyOf(right, head + body.length);
        System.arraycopy(body, 0, file, head, body.length);
        send(file);
        assertThat(store.bytes.toByteArray()).isEqualTo(file);
        InstanceEntry entry = Objects.requireNonNull(store.entry);
        assertThat(entry.image().transferSyntaxUid()).isEqualTo(IMPLICIT.uid());
        assertThat(entry.pixels().length()).isEqualTo(TestInstance.PIXEL_BYTES);
    }

    @Test
    void refusesATransferSyntaxThatNobodyKnows() {
        byte[] file = new String(file(EXPLICIT), StandardCharsets.ISO_8859_1)
                .replace("1.2.840.10008.1.2.1\0", "1.2.840.10008.9.9.9\0").getBytes(StandardCharsets.ISO_8859_1);
        Refused refused = refused(file);
        assertThat(refused.reason()).isEqualTo(Uploaded.TRANSFER_SYNTAX_NOT_SUPPORTED);
        assertThat(refused.why()).contains("1.2.840.10008.9.9.9");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "DICM", "GET / HTTP/1.1", "{\"00080018\":{}}" })
    void refusesWhatIsNoFile(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(refused(bytes)).satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(Status.UNABLE_TO_PROCESS);
            assertThat(refused.fault()).isEqualTo(Fault.FILE);
            assertThat(refused.instance()).isNull();
            assertThat(refused.why()).isNotBlank();
        });
    }

    @Test
    void refusesNoiseAtOnceAndALongHeadInTime() {
        Upload noise = begin(null);
        noise.write(Unpooled.wrappedBuffer(new byte[]{ 1, 2, 3, 4 }, new byte[200]));
        assertThat(noise.isRefused()).isTrue();
        noise.abort();
        byte[] file = file(EXPLICIT);
        byte[] endless = Arrays.copyOf(file, 200_000);
        for (int at = 132; at + 30_008 < endless.length; at += 30_008) {
            System.arraycopy(HexFormat.of().parseHex("020005014c4f3075"), 0, endless, at, 8);
        }
        assertThat(refused(endless).why()).contains("65536");
    }

    @Test
    void refusesACutFileAndNamesIt() {
        byte[] file = file(EXPLICIT);
        Refused refused = refused(Arrays.copyOf(file, file.length - 2));
        assertThat(refused.instance()).isEqualTo(NAMED);
        assertThat(refused.reason()).isEqualTo(Status.UNABLE_TO_PROCESS);
        assertThat(store.discards).as("given up once").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID, Tag.SOPClassUID })
    void refusesAFileWithoutOneOfItsUids(int tag) {
        for (String value : new String[]{ "", "../../etc/passwd", "1.2;drop table", "1".repeat(65) }) {
            store.entry = null;
            DataSet dataSet = TestInstance.with(builder -> builder.remove(tag).put(new Value(tag, Vr.UI,
                    Bytes.wrap((value + (value.length() % 2 == 0 ? "" : "\0")).getBytes(StandardCharsets.US_ASCII)))));
            Refused refused = refused(TestFile.of(dataSet, EXPLICIT));
            assertThat(refused.reason()).isEqualTo(Status.UNABLE_TO_PROCESS);
            assertThat(refused.why()).contains(Tag.format(tag)).doesNotContain("passwd");
        }
    }

    @Test
    void refusesWhatIsOfAnotherStudyThanTheOneOfThePath() {
        Refused refused = refused(send(begin("1.2.3"), file(EXPLICIT)));
        assertThat(refused.reason()).isEqualTo(Uploaded.OTHER_STUDY);
        assertThat(refused.instance()).isEqualTo(NAMED);
        assertThat(store.discards).isEqualTo(1);
        send(begin("1.2.840.99.1"), file(EXPLICIT));
        assertThat(store.entry).isNotNull();
    }

    @Test
    void refusesWhileThereIsNoRoomAndSaysWhat() {
        full.set(true);
        assertThat(refused(file(EXPLICIT))).isEqualTo(new Refused(NAMED, Fault.STORAGE, Status.OUT_OF_RESOURCES,
                "no room for more"));
        assertThat(store.bytes.size()).isZero();
    }

    @Test
    void tellsWhoseFaultItIsThatNothingWasTaken() {
        CompletableFuture<Uploaded> end = send(file(EXPLICIT));
        store.committed.completeExceptionally(new IOException("disk full"));
        assertThat(end.join()).isEqualTo(new Refused(NAMED, Fault.STORAGE, Status.OUT_OF_RESOURCES,
                "the storage did not take it"));
        assertThat(fault(IndexUnavailableException.Rows.LOST)).isEqualTo(Fault.INDEX);
        assertThat(fault(IndexUnavailableException.Rows.IN_DOUBT)).isEqualTo(Fault.INDEX);
        assertThat(fault(IndexUnavailableException.Rows.REFUSED)).isEqualTo(Fault.FILE);
    }

    private static Fault fault(IndexUnavailableException.Rows rows) {
        var test = new UploadTest();
        CompletableFuture<Uploaded> end = test.send(file(EXPLICIT));
        test.store.committed.completeExceptionally(new IOException(new IndexUnavailableException("away", rows,
                new IOException())));
        return ((Refused) end.join()).fault();
    }

    @Test
    void leavesNothingOfWhatIsGivenUp() {
        Upload upload = begin(null);
        upload.write(Unpooled.copiedBuffer(file(EXPLICIT), 0, 600));
        upload.abort();
        assertThat(store.discards).isEqualTo(1);
        assertThat(store.entry).isNull();
        begin(null).abort();
    }

    @Test
    void passesOnThatTheStoreIsSlow() {
        Upload upload = begin(null);
        assertThat(upload.isWritable()).isTrue();
        upload.write(Unpooled.copiedBuffer(file(EXPLICIT), 0, 600));
        store.writable = false;
        assertThat(upload.isWritable()).isFalse();
        upload.abort();
    }
}
