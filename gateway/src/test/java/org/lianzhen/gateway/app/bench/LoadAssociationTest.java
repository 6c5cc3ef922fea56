package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreHandler;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.intake.InstanceReceiver;
import org.lianzhen.gateway.intake.Senders;
import org.lianzhen.gateway.member.Urgency;

/** The load's streams against our own services. */
@Timeout(60)
class LoadAssociationTest {
    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(1);

    @AfterEach
    void stop() {
        Await.result(loops.stop());
    }

    private InetSocketAddress serve(StoreHandler handler) {
        AssociationAcceptor entity = ApplicationEntity.builder().storage(StoragePolicy.EVERYTHING, handler).build();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Await.result(DicomServer.listen(loops, ServerOptions.of(address,
                title -> title.equals(ServerUnderTest.AE_TITLE) ? entity : null))).address();
    }

    private FileObjectStore store() throws IOException {
        return FileObjectStore.open(FileObjectStore.Options.of(folder));
    }

    private static InstanceReceiver receiver(FileObjectStore store) {
        return new InstanceReceiver(store, new Implementation("1.2.3", "TEST"),
                association -> Optional.of(new Senders.Sender("TS1", null, Urgency.ROUTINE)), () -> false);
    }

    private static StoreStream stream(InetSocketAddress server) throws IOException {
        LoadAssociation association = LoadAssociation.open(server, ServerUnderTest.AE_TITLE, SopClass.CTImageStorage);
        return new StoreStream(association, new StoreRequest(SampleImage.CT, 1, association.peerMaxLength()),
                uid -> {});
    }

    @Test
    void imagesArriveWholeUnderTheirNumbers() throws IOException {
        try (FileObjectStore store = store()) {
            InetSocketAddress server = serve(receiver(store));
            try (StoreStream stream = stream(server)) {
                stream.perform(7);
                stream.perform(8);
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<DataSet> images = files.filter(file -> file.toString().endsWith(".dcm")).sorted()
                    .map(LoadAssociationTest::read).toList();
            assertThat(images).extracting(image -> image.string(Tag.SOPInstanceUID))
                    .satisfiesExactly(uid -> assertThat(uid).endsWith("007"), uid -> assertThat(uid).endsWith("008"));
            assertThat(images).extracting(image -> image.string(Tag.PatientName)).containsOnly("Bench^Mark=测^试");
        }
    }

    private static DataSet read(Path file) {
        try {
            return Part10Reader.read(file, ParseOptions.HEADER).dataSet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anythingButSuccessBreaksTheLoad() throws IOException {
        InetSocketAddress server = serve(context -> {
            throw new DimseException(Status.OUT_OF_RESOURCES, "full");
        });
        try (StoreStream stream = stream(server)) {
            assertThatThrownBy(() -> stream.perform(1)).isInstanceOf(IOException.class)
                    .hasMessageContaining("the server answered A700H");
        }
    }

    @Test
    void aServerThatDoesNotKnowUsIsReported() throws IOException {
        try (FileObjectStore store = store()) {
            InetSocketAddress server = serve(receiver(store));

            assertThatThrownBy(() -> LoadAssociation.open(server, "NOBODY", SopClass.CTImageStorage))
                    .isInstanceOf(IOException.class).hasMessage("the association was not accepted");
        }
    }

    @Test
    void aServerThatHangsUpIsReported() throws IOException {
        InetSocketAddress server = serve(context -> {
            context.association().abort("test");
            throw new DimseException(Status.UNABLE_TO_PROCESS, "gone");
        });
        LoadAssociation association = LoadAssociation.open(server, ServerUnderTest.AE_TITLE, SopClass.CTImageStorage);
        try (association) {
            var request = new StoreRequest(SampleImage.CT, 1, association.peerMaxLength());

            assertThatThrownBy(() -> association.exchange(request.numbered(1))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void echoesAreAssociationsOfTheirOwn() throws IOException {
        var accepted = new AtomicInteger();
        AssociationAcceptor entity = ApplicationEntity.builder().build();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress server = Await.result(DicomServer.listen(loops, ServerOptions.of(address, title -> {
            accepted.incrementAndGet();
            return entity;
        }))).address();

        try (EchoStream stream = EchoStream.to(server)) {
            for (int i = 0; i < 3; i++) {
                stream.perform(i);
            }
            assertThat(stream.bytesPerOperation()).isZero();
        }

        assertThat(accepted).hasValue(3);
    }
}
