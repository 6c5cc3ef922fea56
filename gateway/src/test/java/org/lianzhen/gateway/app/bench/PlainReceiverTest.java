package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.CommandSetCodec;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PdvHeader;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.gateway.archive.FileObjectStore;

class PlainReceiverTest {
    private static final String TITLE = "PLAIN";
    /** No element begins like this. */
    private static final byte NO_DATA_SET = (byte) 0xFF;

    @TempDir
    private Path folder;

    private FileObjectStore store;
    private EventLoops loops;
    private DicomServer server;

    @BeforeEach
    void start() throws IOException {
        store = FileObjectStore.open(FileObjectStore.Options.of(folder).withoutDigest());
        loops = EventLoops.start(1);
        AssociationAcceptor entity = ApplicationEntity.builder()
                .storage(StoragePolicy.EVERYTHING, new PlainReceiver(store, new Implementation("1.2.3", "TEST")))
                .build();
        server = DicomServer.listen(loops, ServerOptions.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                title -> title.equals(TITLE) ? entity : null)).toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        loops.close();
        store.close();
    }

    /** Not even the UIDs are looked for. */
    @Test
    void writesWhatItReceivesAndLooksAtNothing() throws IOException {
        byte[] sent = new byte[3 << 20];
        Arrays.fill(sent, NO_DATA_SET);
        try (var association = LoadAssociation.open(server.address(), TITLE, SopClass.CTImageStorage)) {
            association.exchange(request(sent, true));
            association.release();
        }
        byte[] file = Files.readAllBytes(files().getFirst());
        assertThat(new String(file, 128, 4, StandardCharsets.US_ASCII)).isEqualTo("DICM");
        assertThat(Arrays.copyOfRange(file, file.length - sent.length, file.length)).isEqualTo(sent);
        assertThat(file[file.length - sent.length - 1]).isNotEqualTo(NO_DATA_SET);
    }

    @Test
    void keepsNothingOfWhatBreaksOff() throws IOException {
        try (var association = LoadAssociation.open(server.address(), TITLE, SopClass.CTImageStorage)) {
            association.write(request(new byte[3 << 20], false));
        }
        loops.close();
        store.close();
        assertThat(files()).isEmpty();
    }

    /** A C-STORE request with its data set in fragments of 16 kB. */
    private static ByteBuffer request(byte[] dataSet, boolean whole) {
        ByteBuf out = Unpooled.buffer();
        ByteBuf command = Unpooled.buffer();
        CommandSetCodec.encode(new CStoreRq(1, SopClass.CTImageStorage, "1.2.3", Priority.MEDIUM, null), command);
        append(out, PdvHeader.of(LoadAssociation.CONTEXT_ID, true, true), command);
        command.release();
        ByteBuf rest = Unpooled.wrappedBuffer(dataSet);
        while (rest.isReadable()) {
            ByteBuf piece = rest.readSlice(Math.min(1 << 14, rest.readableBytes()));
            append(out, PdvHeader.of(LoadAssociation.CONTEXT_ID, false, whole && !rest.isReadable()), piece);
        }
        return LoadAssociation.direct(out);
    }

    private static void append(ByteBuf out, PdvHeader header, ByteBuf payload) {
        int at = out.writerIndex();
        out.writeZero(PduEncoder.P_DATA_HEADER_LENGTH);
        PduEncoder.setPDataHeaders(out, at, header, payload.readableBytes());
        out.writeBytes(payload);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".dcm") || file.toString().endsWith(".part")).toList();
        }
    }
}
