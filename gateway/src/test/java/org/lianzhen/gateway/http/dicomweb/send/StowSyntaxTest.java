package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.http.dicomweb.send.StowPeer.Said;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** A web service that takes no compression says so when it is too late; it gets the pixels as they were. */
@Timeout(60)
class StowSyntaxTest {
    private static final int SIDE = 10;

    private final Vertx vertx = Vertx.vertx();
    private final StowPeer peer = new StowPeer();
    private final Map<UUID, Reply> results = new ConcurrentHashMap<>();
    private StowFiles files;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        files = new StowFiles(folder);
    }

    @AfterEach
    void stop() {
        peer.close();
        Await.result(vertx.close().toCompletionStage());
    }

    private static byte[] pixels() {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (3 * i);
        }
        return pixels;
    }

    /** One segment with a single literal run (PS3.5 annex G). */
    private static byte[] runs() {
        ByteBuffer frame = ByteBuffer.allocate(166).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(64).position(64);
        return frame.put((byte) (SIDE * SIDE - 1)).put(pixels()).array();
    }

    private DeliveryTask compressed(int number) {
        DataSet image = DataSet.builder().put(Tag.SOPClassUID, StowFiles.SOP_CLASS)
                .put(Tag.SOPInstanceUID, StowFiles.uid(number)).putInts(Tag.Rows, SIDE).putInts(Tag.Columns, SIDE)
                .putInts(Tag.BitsAllocated, 8).putInts(Tag.BitsStored, 8).putInts(Tag.HighBit, 7)
                .putInts(Tag.PixelRepresentation, 0).putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2").put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                        List.of(new Fragment.Held(Bytes.wrap(runs())))))
                .build();
        return files.task(number, DataSets.encode(image, TransferSyntax.RLE_LOSSLESS).toArray(),
                TransferSyntax.RLE_LOSSLESS);
    }

    private void send(DeliveryTask... tasks) {
        var courier = new StowCourier(vertx, folder, new KeptInstances(folder::resolve, folder, () -> false),
                StowPace.STANDARD);
        var address = new Address.Web(URI.create("http://127.0.0.1:" + peer.port()), null, null);
        Await.result(courier.send(new Destination("WEB", "CITY1", address, 1), List.of(tasks), Throttle.NONE,
                (task, reply) -> results.put(task.id(), reply)).done());
    }

    private static TransferSyntax syntax(Bytes file) {
        return StowFiles.instance(file).transferSyntax();
    }

    private boolean takesThem() {
        return peer.requests.getLast().stream().noneMatch(file -> syntax(file).encapsulated());
    }

    private static void isPlain(Bytes file) {
        assertThat(syntax(file)).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        byte[] bytes = file.toArray();
        assertThat(ByteBuffer.wrap(bytes, bytes.length - SIDE * SIDE, SIDE * SIDE))
                .isEqualTo(ByteBuffer.wrap(pixels()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.2" })
    void whatIsNotForTheWebIsSentInExplicitLittleEndian(String uid) {
        peer.script = StowPeer::allStored;
        TransferSyntax kept = Objects.requireNonNull(TransferSyntax.of(uid));
        DataSet dataSet = DataSets.parse(Bytes.wrap(StowFiles.dataSet(1, 100)), StowFiles.SYNTAX);
        Bytes bytes = DataSets.encode(dataSet, kept);
        send(files.task(1, bytes.toArray(), kept));
        assertThat(results.values()).containsExactly(new Reply.Taken("0000", "stored"));
        assertThat(syntax(peer.requests.getLast().getFirst())).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        byte[] sent = peer.requests.getLast().getFirst().toArray();
        byte[] expected = DataSets.encode(DataSets.parse(bytes, kept), StowFiles.SYNTAX).toArray();
        assertThat(Arrays.copyOfRange(sent, sent.length - expected.length, sent.length)).isEqualTo(expected);
    }

    @Test
    void whoRefusesTheTypeIsSentTheSamePixelsPlain() {
        peer.script = uids -> takesThem() ? StowPeer.allStored(uids) : Said.of(415);
        send(compressed(1), compressed(2), files.task(3, 100));
        assertThat(results.values()).hasSize(3).allMatch(new Reply.Taken("0000", "stored")::equals);
        assertThat(peer.requests.stream().map(List::size)).containsExactly(3, 1, 1, 1, 1, 1);
        isPlain(peer.requests.getLast().getFirst());
    }

    @Test
    void whoRefusesTheTransferSyntaxOfOneIsSentThatOnePlain() {
        peer.script = uids -> takesThem() ? StowPeer.allStored(uids)
                : StowPeer.some(202, List.of(StowFiles.uid(2)), Map.of(StowFiles.uid(1), 0xC122));
        send(compressed(1), files.task(2, 100));
        assertThat(results.values()).hasSize(2).allMatch(new Reply.Taken("0000", "stored")::equals);
        assertThat(peer.requests).hasSize(2);
        isPlain(peer.requests.getLast().getFirst());
    }

    @Test
    void whoTakesNeitherWayGetsNothing() {
        peer.script = uids -> StowPeer.some(409, List.of(), Map.of(uids.getFirst(), 0xC122));
        send(compressed(1));
        assertThat(results.values())
                .containsExactly(new Reply.Refused("C122", "refused, C122H: transfer syntax not supported"));
        assertThat(peer.requests).hasSize(2);
    }

    @Test
    void whatCannotBeDecodedIsNotSentWithoutItsPixels() {
        peer.script = uids -> Said.of(415);
        byte[] broken = DataSets.encode(DataSet.builder().put(Tag.SOPClassUID, StowFiles.SOP_CLASS)
                .put(Tag.SOPInstanceUID, StowFiles.uid(1)).put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                        List.of(new Fragment.Held(Bytes.wrap(new byte[8])))))
                .build(), TransferSyntax.RLE_LOSSLESS).toArray();
        send(files.task(1, broken, TransferSyntax.RLE_LOSSLESS));
        assertThat(results.values()).singleElement().isInstanceOf(Reply.NotNow.class);
        assertThat(peer.requests).hasSize(1);
    }
}
