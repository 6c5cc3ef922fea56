package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** DCMTK's receiver takes some transfer syntaxes and not others; its compressors made what is sent. */
@Timeout(120)
class DimseSyntaxIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));
    private static final int SIDE = 64;

    private final PeerNetwork network = PeerProcess.assume("storescp", "dcmcjpls", "dcmcrle", "dcmcjpeg");
    private final int port = PeerProcess.newPort();
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private List<TransferSyntax> preferred = List.of();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        user.close();
        Await.result(loops.stop());
    }

    private static byte[] pixels() {
        byte[] pixels = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int value = (i * i + 7 * i) & 0xFFF;
            pixels[2 * i] = (byte) value;
            pixels[2 * i + 1] = (byte) (value >>> 8);
        }
        return pixels;
    }

    private Path plain() throws IOException {
        DataSet image = DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, "1.2.840.99.5.1").put(Tag.StudyInstanceUID, "1.2.840.99.5")
                .put(Tag.SeriesInstanceUID, "1.2.840.99.5.0").put(Tag.Modality, "CT").put(Tag.PatientID, "P1")
                .putInts(Tag.Rows, SIDE).putInts(Tag.Columns, SIDE).putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 12).putInts(Tag.HighBit, 11).putInts(Tag.PixelRepresentation, 0)
                .putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels()))).build();
        Path file = folder.resolve("plain.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(FileMetaInformation.of(SopClass.CTImageStorage, "1.2.840.99.5.1",
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), new Implementation("1.2.9", "TEST")), image, out,
                    WriteOptions.DEFAULT);
        }
        return file;
    }

    private Path compressed(String compressor) throws IOException {
        Path file = folder.resolve("compressed.dcm");
        PeerProcess.run(folder, List.of(compressor, plain().toString(), file.toString()));
        return file;
    }

    private PeerProcess receiver(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("storescp", "-aet", "PEER", "-od",
                Files.createDirectories(folder.resolve("in")).toString()));
        command.addAll(List.of(options));
        command.add(String.valueOf(port));
        return PeerProcess.server(folder, port, command);
    }

    /** One that takes nothing but these. */
    private PeerProcess takingOnly(String syntax) throws IOException {
        Path config = Files.writeString(folder.resolve("storescp.cfg"), """
                [[TransferSyntaxes]]
                [Only]
                TransferSyntax1 = %s
                [[PresentationContexts]]
                [Storage]
                PresentationContext1 = CTImageStorage\\Only
                [[Profiles]]
                [Default]
                PresentationContexts = Storage
                """.formatted(syntax));
        return receiver("-xf", config.toString(), "Default");
    }

    private Reply send(Path file) throws IOException {
        Part10File head = Part10Reader.read(file, ParseOptions.HEADER);
        var instance = new SopReference(head.dataSet().string(Tag.SOPClassUID),
                head.dataSet().string(Tag.SOPInstanceUID));
        var task = new DeliveryTask(new UUID(0, 1), new KeptInstance("1.2", instance, head.transferSyntax().uid(),
                file.toString(), (int) head.dataSetOffset()), Urgency.ROUTINE, 0, Instant.now());
        var replies = new ConcurrentLinkedQueue<Reply>();
        RemoteNode node = RemoteNode.at(network.peerAddress(), port, "PEER", "LIANZHEN").preferring(preferred);
        var courier = new DimseCourier(user, title -> CompletableFuture.completedStage(Optional.of(node)),
                new KeptInstances(Path::of, folder, () -> false));
        Await.result(
                courier.send(new Destination("CH1", "CH1", new Address.Node("PEER"), 1), List.of(task), Throttle.NONE,
                        (sent, reply) -> replies.add(reply)).done());
        assertThat(replies).hasSize(1);
        return replies.element();
    }

    private Part10File received() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("in"))) {
            return Part10Reader.read(files.findFirst().orElseThrow(), ParseOptions.WHOLE);
        }
    }

    private static Bytes pixels(Part10File file) {
        return ((Value) file.dataSet().element(Tag.PixelData)).bytes();
    }

    @ParameterizedTest
    @CsvSource({ "dcmcjpls, +x=, 1.2.840.10008.1.2.1", "dcmcjpls, +xi, 1.2.840.10008.1.2",
            "dcmcrle, +x=, 1.2.840.10008.1.2.1", "dcmcjpeg, +x=, 1.2.840.10008.1.2.1" })
    void whoTakesNoCompressionGetsThePixelsAsTheyWere(String compressor, String option, String syntax)
            throws IOException {
        Path file = compressed(compressor);
        try (PeerProcess _ = receiver(option)) {
            assertThat(send(file)).isInstanceOf(Reply.Taken.class);
        }
        assertThat(received().transferSyntax().uid()).isEqualTo(syntax);
        assertThat(pixels(received()).toArray()).isEqualTo(pixels());
        assertThat(received().dataSet().string(Tag.SOPInstanceUID)).isEqualTo("1.2.840.99.5.1");
    }

    @Test
    void jpeg2000IsDecodedToo() throws IOException {
        Path compressed = SAMPLES.resolve("test_files/MR_small_jp2klossless.dcm");
        Path plain = SAMPLES.resolve("test_files/MR_small.dcm");
        assumeTrue(Files.exists(compressed) && Files.exists(plain), "no samples");
        try (PeerProcess _ = receiver()) {
            assertThat(send(compressed)).isInstanceOf(Reply.Taken.class);
        }
        assertThat(received().transferSyntax().encapsulated()).isFalse();
        assertThat(pixels(received())).isEqualTo(pixels(Part10Reader.read(plain, ParseOptions.WHOLE)));
    }

    @Test
    void whoTakesTheCompressionGetsTheFileAsItIs() throws IOException {
        Path file = compressed("dcmcjpls");
        try (PeerProcess _ = receiver("+xa")) {
            assertThat(send(file)).isInstanceOf(Reply.Taken.class);
        }
        assertThat(received().transferSyntax()).isEqualTo(TransferSyntax.JPEG_LS_LOSSLESS);
        assertThat(received().dataSet()).isEqualTo(Part10Reader.read(file, ParseOptions.WHOLE).dataSet());
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.80" })
    void whoTakesSeveralGetsWhatItWouldRatherHave(String wanted) throws IOException {
        preferred = List.of(TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.of(wanted));
        Path file = compressed("dcmcjpls");
        try (PeerProcess _ = receiver("+xa")) {
            assertThat(send(file)).isInstanceOf(Reply.Taken.class);
        }
        assertThat(received().transferSyntax().uid()).isEqualTo(wanted);
    }

    @Test
    void whoTakesOnlyWhatWeCannotMakeGetsNothing() throws IOException {
        Path file = compressed("dcmcjpls");
        try (PeerProcess _ = takingOnly("JPEGBaseline")) {
            Reply reply = send(file);
            assertThat(reply).isInstanceOf(Reply.Refused.class);
            assertThat(reply.inWords()).isEqualTo("not accepted: the peer takes CT Image Storage in none of the "
                    + "transfer syntaxes that the instance can be brought into: JPEG-LS Lossless Image Compression, "
                    + "Explicit VR Little Endian, Implicit VR Little Endian");
        }
        try (Stream<Path> files = Files.list(folder.resolve("in"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatIsBrokenIsNotSentWithoutItsPixels() throws IOException {
        byte[] whole = Files.readAllBytes(compressed("dcmcjpls"));
        for (int i = whole.length - 400; i < whole.length - 20; i++) {
            whole[i] = (byte) 0xFF;
        }
        Path file = Files.write(folder.resolve("broken.dcm"), whole);
        try (PeerProcess _ = receiver()) {
            assertThat(send(file)).isInstanceOf(Reply.NotNow.class);
        }
        try (Stream<Path> files = Files.list(folder.resolve("in"))) {
            assertThat(files).isEmpty();
        }
    }
}
