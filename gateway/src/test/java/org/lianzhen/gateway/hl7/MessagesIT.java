package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderSearch;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.PatientUpdates;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;
import org.lianzhen.gateway.postgres.order.PostgresPatientUpdates;
import org.lianzhen.gateway.postgres.order.PostgresTakenMessages;

class MessagesIT {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LARGEST = 20_000;
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TOWNSHIP_DOCTOR", "TS1",
            "10.0.0.1");

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> sockets = new ArrayList<>();
    private TestPostgres database;
    private PostgresOrderStore orders;
    private PostgresPatientUpdates updates;
    private MllpServer server;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        orders = new PostgresOrderStore(database.pool());
        updates = new PostgresPatientUpdates(database.pool());
        var messages = new Messages(TestMembers.of("""
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE, status: SUSPENDED, consortium: X}
                consortia: [{code: X, name: 县}]
                senders:
                  - {code: TS1HIS, application: HIS, facility: TS1, unit: TS1}
                  - {code: TS2HIS, application: HIS, facility: TS2, unit: TS2}
                  - {code: FAR, application: FAR, unit: TS1, addresses: [10.9.0.0/16]}
                """), new OrderMessages(orders, updates, new PostgresTakenMessages(database.pool())), new KeptEvents());
        server = Await.result(MllpServer.start(vertx, new MllpServer.Address(InetAddress.getLoopbackAddress(), 0, null),
                new MllpServer.Limits(LARGEST, Duration.ofSeconds(20), 3), messages));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        Await.result(server.stop());
        Await.result(vertx.close().toCompletionStage());
        database.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        return socket;
    }

    private static byte[] framed(String message, Charset charset) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0x0B);
        bytes.writeBytes(message.getBytes(charset));
        bytes.write(0x1C);
        bytes.write(0x0D);
        return bytes.toByteArray();
    }

    /** What the server says next; empty when it closes the connection. */
    private static String answer(Socket socket, Charset charset) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
            if (next == 0x1C) {
                assertThat(socket.getInputStream().read()).isEqualTo(0x0D);
                return bytes.toString(charset).substring(1);
            }
            bytes.write(next);
        }
        return "";
    }

    private String sent(String message, Charset charset) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(framed(message, charset));
        String answer = answer(socket, charset);
        socket.close();
        return answer;
    }

    private static String header(String type, String id, String charset) {
        return "MSH|^~\\&|HIS|TS1|LIANZHEN|XX1|20260630093000||" + type + "|" + id + "|P|2.4|||||CHN|" + charset + "\r";
    }

    private static String order(String control, String placer, String name) {
        return "PID|1||P1^^^^PI~11010519491231002X^^^^NI||" + name + "||19491231000000|M|||||13800138000\r"
                + "PV1|1|E|NEI^1^2\r" + "ORC|" + control + "|" + placer
                + "|||||^^^202606301030^^S|||D1^李^明||D1^李^明|||||NEI^内科\r" + "OBR|1|" + placer
                + "||CT001^胸部平扫^L|||||||||咳嗽\\.br\\发热 5\\T\\6\\F\\7||^^^CHEST^L|||ACC-" + placer
                + "|RP1|SPS1||||CT\r" + "ZDS|1.2.3.4^LIANZHEN^Application^DICOM\r" + "DG1|1|||肺炎待排\r";
    }

    private List<Order> all() {
        return Await.result(orders.search(new OrderSearch(Set.of("TS1", "TS2"), Set.of(), OrderSearch.Filter.ALL,
                new OrderSearch.Page(Optional.empty(), 100))));
    }

    @ParameterizedTest
    @CsvSource({ "GB18030, GB18030", "GB18030, ''", "GB18030, GB 18030-2000", "UTF-8, UNICODE UTF-8" })
    void anOrderIsTakenAsItIsWritten(String written, String said) throws IOException {
        String answer = sent(header("ORM^O01", "M1", said) + order("NW", "H1", "李^誠"), Charset.forName(written));

        assertThat(answer).startsWith("MSH|^~\\&|LIANZHEN|XX1|HIS|TS1|").contains("|ACK^O01|", "\rMSA|AA|M1\r");
        Order order = all().getFirst();
        assertThat(order.source()).isEqualTo(Order.Source.HL7);
        assertThat(order.numbers()).extracting("accession", "placer", "procedureId", "stepId", "studyUid")
                .containsExactly("ACC-H1", "H1", "RP1", "SPS1", "1.2.3.4");
        OrderPatient patient = order.content().patient();
        assertThat(patient).extracting("issuer", "patientId", "name", "birthDate", "sex", "visit")
                .containsExactly("TS1", "P1", "李^誠", "19491231", "M", OrderPatient.Visit.EMERGENCY);
        assertThat(patient.identifiers()).extracting(Identifier::kind, Identifier::number).containsExactly(
                org.assertj.core.groups.Tuple.tuple(Identifier.Kind.ID_CARD, "11010519491231002X"),
                org.assertj.core.groups.Tuple.tuple(Identifier.Kind.PHONE, "13800138000"));
        assertThat(order.content().examination()).extracting("modality", "itemCode", "itemName", "bodyPart",
                "laterality").containsExactly("CT", "CT001", "胸部平扫", "CHEST", "L");
        assertThat(order.content().reason()).extracting("clinicalInfo", "diagnosis")
                .containsExactly("咳嗽\n发热 5&6|7", "肺炎待排");
        assertThat(order.content().requester()).extracting("doctor", "doctorNumber", "department")
                .containsExactly("李明", "D1", "内科");
        assertThat(order.content().reason().urgency().name()).isEqualTo("EMERGENCY");
        assertThat(order.content().schedule().at()).hasToString("2026-06-30T10:30");
    }

    /** Second bytes of characters that look like separators: 5CH in 誠, 5EH in 誠's neighbour, 7CH in 皘. */
    @Test
    void bytesThatLookLikeSeparatorsAreParts() throws IOException {
        String name = "誠^" + new String(new byte[]{ (byte) 0x81, 0x7C, (byte) 0x81, 0x5E, (byte) 0x81, 0x5C }, GB18030);
        assertThat(sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", name), GB18030)).contains("MSA|AA|M1");
        assertThat(all().getFirst().content().patient().name()).isEqualTo(name);
    }

    @Test
    void escapedBytesAreCharactersOfTheMessage() throws IOException {
        assertThat(sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "\\XCDF5\\^\\XD0A1B6AB\\"), GB18030))
                .contains("MSA|AA|M1");
        assertThat(all().getFirst().content().patient().name()).isEqualTo("王^小东");
    }

    @Test
    void namesInSeveralWritingsAreOneName() throws IOException {
        sent(header("ORM^O01", "M1", "UNICODE UTF-8") + order("NW", "H1", "Wang^XiaoDong^^^^^L^A~王^小东^^^^^L^I"),
                StandardCharsets.UTF_8);
        assertThat(all().getFirst().content().patient().name()).isEqualTo("Wang^XiaoDong=王^小东");
    }

    @Test
    void whatIsNotWrittenAsItSaysIsRefused() throws IOException {
        String answer = sent(header("ORM^O01", "M1", "UNICODE UTF-8") + order("NW", "H1", "李^誠"), GB18030);
        assertThat(answer).contains("MSA|AE|M1|", "ERR|MSH^1^18^102&");
        assertThat(all()).isEmpty();
    }

    @Test
    void aMessageThatComesAgainPlacesNoSecondOrder() throws IOException {
        String message = header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东");
        assertThat(sent(message, GB18030)).contains("MSA|AA|M1");
        assertThat(sent(message, GB18030)).contains("MSA|AA|M1");
        assertThat(sent(message.replace("|M1|", "|M2|"), GB18030)).contains("MSA|AA|M2");
        assertThat(all()).hasSize(1);
        assertThat(sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H2", "王^小东").replace("1.2.3.4", ""), GB18030))
                .as("a program that begins its numbers anew").contains("MSA|AA|M1");
        assertThat(all()).hasSize(2);
    }

    @Test
    void anOldChangeThatComesAgainUndoesNothing() throws IOException {
        sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"), GB18030);
        String first = header("ORM^O01", "M2", "GB18030") + order("XO", "H1", "王^小东").replace("CHEST", "HEAD");
        sent(first, GB18030);
        assertThat(
                sent(header("ORM^O01", "M3", "GB18030") + order("XO", "H1", "王^小东").replace("CHEST", "NECK"), GB18030))
                .contains("MSA|AA|M3");
        assertThat(sent(first, GB18030)).contains("MSA|AA|M2");
        assertThat(all().getFirst().content().examination().bodyPart()).isEqualTo("NECK");
        assertThat(all().getFirst().version()).isEqualTo(3);
    }

    @Test
    void ordersAreCancelledAndTheirStatusFollows() throws IOException {
        sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"), GB18030);
        String cancel = "ORC|CA|H1||||||||||||||误开\r";
        assertThat(sent(header("ORM^O01", "M2", "GB18030") + cancel, GB18030)).contains("MSA|AA|M2");
        assertThat(sent(header("ORM^O01", "M3", "GB18030") + cancel, GB18030)).as("told twice").contains("MSA|AA|M3");
        assertThat(all().getFirst().progress().state()).isEqualTo(OrderState.CANCELLED);
        assertThat(Await.result(orders.history(all().getFirst().id())).getLast())
                .extracting("author", "why").containsExactly("TS1HIS", "误开");

        sent(header("ORM^O01", "M4", "GB18030") + order("NW", "H2", "王^小东").replace("1.2.3.4", ""), GB18030);
        sent(header("ORM^O01", "M5", "GB18030") + "ORC|SC|H2|||IP\r", GB18030);
        assertThat(all().getFirst().progress().state()).isEqualTo(OrderState.IN_PROGRESS);
        assertThat(sent(header("ORM^O01", "M6", "GB18030") + "ORC|CA|H2\r", GB18030)).contains("MSA|AE|M6|",
                "ERR|ORC^1^1^206&The order is IN_PROGRESS already.");
        sent(header("ORM^O01", "M7", "GB18030") + "ORC|SC|H2|||CM\r", GB18030);
        assertThat(all().getFirst().progress().state()).isEqualTo(OrderState.PERFORMED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';',
            value = { "ORM^O01;ORC|CA|H9;AE;204", "ORM^O01;ORC|ZZ|H9;AE;103", "ORM^O01;PV1|1;AE;100",
                    "ORM^O01;ORC|NW;AE;101", "ORM^O01;ORC|NW|H9;AE;100", "ORU^R01;PID|1;AR;200", "ADT^A01;PID|1;AR;201",
                    "ADT^A40;PID|1||P1;AE;100" })
    void whatIsWrongIsToldWithItsCode(String type, String rest, String code, String error) throws IOException {
        assertThat(sent(header(type, "M1", "GB18030") + rest + "\r", GB18030)).contains("MSA|" + code + "|M1|",
                "^" + error + "&");
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "HIS, TS9", "HIS, TS2", "OTHER, TS1", "FAR, TS1" })
    void whoIsNotNamedIsNotHeard(String application, String facility) throws IOException {
        String message = (header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"))
                .replace("|HIS|TS1|", "|" + application + "|" + facility + "|");
        assertThat(sent(message, GB18030)).contains("MSA|AR|M1|");
        assertThat(all()).isEmpty();
    }

    @Test
    void messagesOfOnePacketAndOfManyAreAnsweredInTheirOrder() throws IOException {
        Socket socket = connect();
        OutputStream out = socket.getOutputStream();
        var both = new ByteArrayOutputStream();
        both.writeBytes(framed(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"), GB18030));
        both.writeBytes(framed(header("ORM^O01", "M2", "GB18030") + "ORC|CA|H1\r", GB18030));
        out.write(both.toByteArray());
        assertThat(answer(socket, GB18030)).contains("MSA|AA|M1");
        assertThat(answer(socket, GB18030)).contains("MSA|AA|M2");

        socket.setTcpNoDelay(true);
        for (byte one : framed(header("ORM^O01", "M3", "GB18030") + order("NW", "H2", "李^誠").replace("1.2.3.4", ""),
                GB18030)) {
            out.write(one);
            out.flush();
        }
        assertThat(answer(socket, GB18030)).contains("MSA|AA|M3");
        assertThat(all()).hasSize(2);
    }

    @Test
    void garbageAndTooMuchEndTheConnectionAndNoOther() throws IOException {
        Socket good = connect();
        Socket garbage = connect();
        garbage.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer(garbage, GB18030)).isEmpty();
        Socket large = connect();
        large.getOutputStream().write(framed("MSH|" + "x".repeat(LARGEST), GB18030), 0, LARGEST + 3);
        assertThat(answer(large, GB18030)).isEmpty();

        good.getOutputStream().write(framed("no message at all", GB18030));
        assertThat(answer(good, GB18030)).contains("MSA|AR||", "^100&");
        good.getOutputStream().write(framed(header("ORM^O01", "M1", "") + order("NW", "H1", "王^小东"), GB18030));
        assertThat(answer(good, GB18030)).contains("MSA|AA|M1");
    }

    @Test
    void moreConnectionsThanAllowedAreClosed() throws IOException {
        for (int i = 0; i < 3; i++) {
            Socket socket = connect();
            socket.getOutputStream().write(framed("x", GB18030));
            assertThat(answer(socket, GB18030)).isNotEmpty();
        }
        assertThat(answer(connect(), GB18030)).isEmpty();
        sockets.getFirst().close();
    }

    @Test
    void whoLeavesInTheMiddleLeavesNothing() throws IOException {
        Socket socket = connect();
        byte[] whole = framed(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"), GB18030);
        socket.getOutputStream().write(whole, 0, whole.length - 1);
        socket.close();
        assertThat(sent(header("ORM^O01", "M2", "GB18030") + "ORC|CA|H1\r", GB18030)).contains("MSA|AE|M2", "^204&");
        assertThat(all()).isEmpty();
    }

    @Test
    void nothingIsAcknowledgedThatIsNotKept() throws IOException {
        database.rows("alter table imaging_order rename to away");
        assertThat(sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"), GB18030))
                .contains("MSA|AE|M1|", "^207&").doesNotContain("imaging_order");
        database.rows("alter table away rename to imaging_order");
        assertThat(sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"), GB18030)).contains("MSA|AA|M1");
        assertThat(all()).hasSize(1);
    }

    @Test
    void newsOfPatientsWaitForAPerson() throws IOException {
        sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"), GB18030);
        String pid = "PID|1||P1^^^^PI||王^晓东||19491231|M\r";
        assertThat(sent(header("ADT^A08", "M2", "GB18030") + pid, GB18030)).contains("MSA|AA|M2");
        sent(header("ADT^A08", "M3", "GB18030") + pid.replace("P1", "P7"), GB18030);
        sent(header("ADT^A08", "M4", "GB18030") + pid.replace("王^晓东", "王小东"), GB18030);

        assertThat(all().getFirst().content().patient().name()).isEqualTo("王^小东");
        List<PatientUpdates.Waiting> waiting = Await.result(updates.waiting(Set.of("TS1"), 10));
        assertThat(waiting).as("of a patient who is here and is called otherwise").hasSize(1);
        assertThat(waiting.getFirst().known().name()).isEqualTo("王^小东");
        assertThat(waiting.getFirst().source()).isEqualTo("TS1HIS");

        var decision = new PatientUpdates.Decision(waiting.getFirst().id(), Set.of("TS1"), true, "户口本", DOCTOR);
        assertThat(Await.result(updates.decide(decision))).isEqualTo(PatientUpdates.Outcome.DONE);
        assertThat(Await.result(updates.decide(decision))).isEqualTo(PatientUpdates.Outcome.UNKNOWN);
        assertThat(all().getFirst().content().patient().name()).isEqualTo("王^晓东");
        assertThat(all().getFirst().content().patient().identifiers()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({ "1949, 1949", "194912, 194912", "19491200, 194912" })
    void whatIsKnownOfADayOfBirthIsKept(String said, String kept) throws IOException {
        String answer = sent(header("ORM^O01", "M1", "GB18030")
                + order("NW", "H1", "王^小东").replace("19491231000000", said), GB18030);
        assertThat(answer).contains("MSA|AA|M1");
        assertThat(all().getFirst().content().patient().birthDate()).isEqualTo(kept);
    }

    @Test
    void twoNumbersBecomeOneOnlyWhenAPersonSaysSo() throws IOException {
        sent(header("ORM^O01", "M1", "GB18030") + order("NW", "H1", "王^小东"), GB18030);
        sent(header("ORM^O01", "M2", "GB18030") + order("NW", "H2", "王^小东").replace("1.2.3.4", ""), GB18030);
        Order begun = all().getFirst();
        Await.result(orders.move(new OrderStep(begun.id(), Set.of("TS1"), OrderMove.BEGIN, "", DOCTOR)));
        sent(header("ADT^A40", "M3", "GB18030") + "PID|1||P2^^^^PI||王^小东||19491231|M\rMRG|P1^^^^PI\r", GB18030);
        assertThat(all()).extracting(order -> order.content().patient().patientId()).containsOnly("P1");

        PatientUpdates.Waiting waiting = Await.result(updates.waiting(Set.of("TS1"), 10)).getFirst();
        assertThat(waiting.proposal().prior()).isEqualTo(new PatientUpdates.Prior("TS1", "P1"));
        Await.result(updates.decide(
                new PatientUpdates.Decision(waiting.id(), Set.of("TS1"), true, "同一人", DOCTOR)));
        assertThat(all()).extracting(order -> order.content().patient().patientId())
                .as("what was begun stays as it is").containsExactly("P1", "P2");
    }
}
