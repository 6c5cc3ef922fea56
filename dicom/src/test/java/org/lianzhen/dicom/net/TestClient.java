package org.lianzhen.dicom.net;

import java.util.function.UnaryOperator;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.Priority;

/** Our client with an association to a test server: verification on context 1, CT storage on context 3. */
final class TestClient {
    static final int ECHO = 1;
    static final int STORE = 3;

    private final RecordingService service = new RecordingService();
    private final Association association;

    private TestClient(TestServer server, UnaryOperator<ConnectOptions> options) {
        association = TestServer.get(new DicomClient(server.loops())
                .connect(options.apply(server.connectOptions()), proposal(), service)).orThrow();
    }

    static TestClient connect(TestServer server) {
        return new TestClient(server, options -> options);
    }

    static TestClient connect(TestServer server, UnaryOperator<ConnectOptions> options) {
        return new TestClient(server, options);
    }

    static TestClient connect(TestServer server, Timeouts timeouts) {
        return new TestClient(server, options -> options.with(options.association().withTimeouts(timeouts)));
    }

    static TestClient connect(TestServer server, OperationsWindow window) {
        return new TestClient(server, options -> options.with(options.association().withWindow(window)));
    }

    static AssociationProposal proposal() {
        var builder = AssociationProposal.from("SCU", TestServer.AE_TITLE);
        builder.context(SopClass.Verification, RecordingService.UNCOMPRESSED);
        builder.context(SopClass.CTImageStorage, RecordingService.UNCOMPRESSED);
        return builder.build();
    }

    Association association() {
        return association;
    }

    /** What the client itself is asked for. */
    RecordingService service() {
        return service;
    }

    static Invocation echo(int messageId) {
        return Invocation.of(ECHO, new CEchoRq(messageId, SopClass.Verification));
    }

    static Invocation store(int messageId, DataSetSource dataSet) {
        return Invocation.of(STORE,
                new CStoreRq(messageId, SopClass.CTImageStorage, "1.2.3." + messageId, Priority.MEDIUM, null), dataSet);
    }

    Responses invoke(Invocation invocation) {
        var responses = new Responses();
        association.invoke(invocation, responses);
        return responses;
    }
}
