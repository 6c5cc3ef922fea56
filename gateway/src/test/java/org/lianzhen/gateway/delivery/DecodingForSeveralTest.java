package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Two nodes that take no compression, of which one takes nothing. */
@Timeout(60)
class DecodingForSeveralTest {
    private static final int SIDE = 1024;
    /** More than may be decoded at a time. */
    private static final int IMAGES = 12;

    private final CompletableFuture<ReadHold> held = new CompletableFuture<>();
    private final StoringPeers peers = new StoringPeers(
            StoragePolicy.EVERYTHING.accepting(List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)),
            Map.of("STUCK", StoringPeers.stuck(held), "WELL", StoringPeers.answering(() -> Outcome.SUCCESS)));
    private int offset;
    private DimseCourier courier;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Path image = compressed();
        offset = (int) Part10Reader.read(image, ParseOptions.HEADER).dataSetOffset();
        courier = peers.courier(new KeptInstances(object -> image, folder.resolve("decoding"), () -> false));
    }

    @AfterEach
    void stop() {
        peers.close();
    }

    /** Noise, which no socket has room for. */
    private Path compressed() throws IOException {
        byte[] pixels = new byte[SIDE * SIDE];
        new Random(7).nextBytes(pixels);
        DataSet plain = DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, "1.2.3")
                .putInts(Tag.Rows, SIDE).putInts(Tag.Columns, SIDE).putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8).putInts(Tag.HighBit, 7).putInts(Tag.PixelRepresentation, 0)
                .putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(pixels))).build();
        DataSet image = Transcoding.toJpegLs(plain,
                Frames.of(plain, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE));
        Path file = folder.resolve("image");
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(FileMetaInformation.of(SopClass.CTImageStorage, "1.2.3",
                    TransferSyntax.JPEG_LS_LOSSLESS.uid(), new FileMetaInformation.Implementation("1.2.9", "TEST")),
                    image, out, WriteOptions.DEFAULT);
        }
        return file;
    }

    private List<DeliveryTask> tasks() {
        return IntStream.range(0, IMAGES).mapToObj(i -> new DeliveryTask(new UUID(0, i),
                new KeptInstance("1.2", new SopReference(SopClass.CTImageStorage, "1.2.3." + i),
                        TransferSyntax.JPEG_LS_LOSSLESS.uid(), "image", offset),
                Urgency.ROUTINE, 0, Instant.now())).toList();
    }

    private Courier.Shipment send(String title, Queue<Reply> replies) {
        return courier.send(new Destination(title, title, new Address.Node(title), 1), tasks(), Throttle.NONE,
                (task, reply) -> replies.add(reply));
    }

    @Test
    void oneThatTakesNothingKeepsTheOtherFromNothing() {
        var stuck = new ConcurrentLinkedQueue<Reply>();
        Courier.Shipment waiting = send("STUCK", stuck);
        ReadHold hold = Await.result(held);
        var well = new ConcurrentLinkedQueue<Reply>();
        Await.result(send("WELL", well).done());
        assertThat(well).hasSize(IMAGES).allMatch(Reply.Taken.class::isInstance);
        assertThat(stuck).isEmpty();
        hold.release();
        Await.result(waiting.done());
        assertThat(stuck).hasSize(IMAGES).allMatch(Reply.Taken.class::isInstance);
    }
}
