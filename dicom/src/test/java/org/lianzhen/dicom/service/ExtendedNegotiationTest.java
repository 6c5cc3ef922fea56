package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;

/** Options of queries and retrievals are agreed on by both sides, or by none. */
class ExtendedNegotiationTest {
    private static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
    private static final int REQUEST = 1;
    private static final int ACCEPT = 2;

    private final BlockingQueue<Set<QueryOption>> seen = new LinkedBlockingQueue<>();

    private LocalNode serving(QueryOption... options) {
        return serving(builder -> builder.options(options));
    }

    /** Notes with which options it is asked. */
    private LocalNode serving(UnaryOperator<ApplicationEntity.Builder> before) {
        FindHandler finding = request -> {
            seen.add(request.options());
            return CompletableFuture.completedStage(Matches.of(List.of()));
        };
        RetrieveHandler retrieving = request -> {
            seen.add(request.options());
            return CompletableFuture.completedStage(List.of());
        };
        return LocalNode.of((builder, user) -> before.apply(builder).find(finding).worklist(finding).get(retrieving)
                .move(retrieving, TestArchive.only("ANY", RemoteNode.at("127.0.0.1", 1, "ANY", "US")), user),
                PoolOptions.STANDARD, options -> options);
    }

    private FindSummary find(LocalNode local, FindQuery query) {
        return Await.completed(local.user().findAll(local.node(), query)).summary();
    }

    @Test
    void bothSidesSeeWhatWasAgreedOn() {
        try (LocalNode local = serving(QueryOption.RELATIONAL, QueryOption.FUZZY_NAMES, QueryOption.TIMEZONE)) {
            FindSummary summary = find(local,
                    Queries.study("1.2").asking(QueryOption.FUZZY_NAMES, QueryOption.RELATIONAL,
                            QueryOption.DATE_TIME));
            assertThat(summary.options()).containsExactlyInAnyOrder(QueryOption.FUZZY_NAMES, QueryOption.RELATIONAL);
            assertThat(seen.remove()).isEqualTo(summary.options());
        }
    }

    @Test
    void whoAsksForNothingGetsNothing() {
        try (LocalNode local = serving(QueryOption.values())) {
            assertThat(find(local, Queries.study("1.2")).options()).isEmpty();
            assertThat(seen.remove()).isEmpty();
        }
    }

    @Test
    void whoServesNothingAgreesToNothing() {
        try (LocalNode local = serving()) {
            assertThat(find(local, Queries.study("1.2").asking(QueryOption.values())).options()).isEmpty();
            assertThat(seen.remove()).isEmpty();
        }
    }

    @Test
    void aQueryNeverRunsWithTheOptionsOfTheOneBefore() {
        try (LocalNode local = serving(QueryOption.values())) {
            FindQuery plain = Queries.study("1.2");
            find(local, plain.asking(QueryOption.FUZZY_NAMES));
            find(local, plain);
            find(local, plain.asking(QueryOption.RELATIONAL));
            find(local, plain.asking(QueryOption.FUZZY_NAMES));
            assertThat(seen).containsExactly(Set.of(QueryOption.FUZZY_NAMES), Set.of(),
                    Set.of(QueryOption.RELATIONAL), Set.of(QueryOption.FUZZY_NAMES));
            assertThat(local.established()).isEqualTo(3);
        }
    }

    @Test
    void theWorklistHasTwoOfThem() {
        try (LocalNode local = serving(QueryOption.values())) {
            FindSummary summary = find(local, FindQuery.worklist(DataSet.builder().putEmpty(Tag.PatientName).build())
                    .asking(QueryOption.FUZZY_NAMES, QueryOption.TIMEZONE));
            assertThat(summary.options()).containsExactlyInAnyOrder(QueryOption.FUZZY_NAMES, QueryOption.TIMEZONE);
            assertThat(seen.remove()).isEqualTo(summary.options());
        }
    }

    @Test
    void retrievalsAreRelationalWhereBothSidesAre() {
        RetrieveQuery query = RetrieveQuery.study("1.2").asking(QueryOption.RELATIONAL,
                QueryOption.ENHANCED_MULTI_FRAME);
        try (LocalNode local = serving(QueryOption.RELATIONAL, QueryOption.FUZZY_NAMES)) {
            RetrieveSummary moved = Await
                    .completed(local.user().move(local.node(), query, "ANY", counts -> {}).result());
            assertThat(moved.options()).containsExactly(QueryOption.RELATIONAL);
            assertThat(seen.remove()).containsExactly(QueryOption.RELATIONAL);
            RetrieveSummary got = Await.completed(local.user().get(local.node(), query, GetTarget
                    .of(List.of(StorageContext.uncompressed(SopClass.CTImageStorage)), new ReceivedInstances()))
                    .result());
            assertThat(got.options()).containsExactly(QueryOption.RELATIONAL);
            assertThat(seen.remove()).containsExactly(QueryOption.RELATIONAL);
        }
    }

    @Test
    void handlersAddedBeforeServeNoOptions() {
        try (LocalNode local = serving(builder -> builder.options(QueryOption.RELATIONAL).options())) {
            assertThat(find(local, Queries.study("1.2").asking(QueryOption.RELATIONAL)).options()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({ "01,01", "0101,0100", "010101,010001", "01010101010101,01000100000000",
            "0101010101010101,01000100000000", "00,00" })
    void aForeignRequestIsAnsweredByteByByte(String asked, String answered) throws IOException {
        try (LocalNode local = serving(QueryOption.RELATIONAL, QueryOption.FUZZY_NAMES)) {
            String answer = exchange(local, STUDY_ROOT_FIND, extended(STUDY_ROOT_FIND, asked));
            assertThat(answer).contains(extended(STUDY_ROOT_FIND, answered));
        }
    }

    @Test
    void withoutAQuestionThereIsNoAnswer() throws IOException {
        try (LocalNode local = serving(QueryOption.values())) {
            assertThat(exchange(local, STUDY_ROOT_FIND, "")).doesNotContain(itemOf(STUDY_ROOT_FIND));
            assertThat(exchange(local, STUDY_ROOT_FIND, extended(STUDY_ROOT_FIND, "")))
                    .doesNotContain(itemOf(STUDY_ROOT_FIND));
        }
    }

    @Test
    void whatHasNoContextOrNoOptionsIsNotAnswered() throws IOException {
        try (LocalNode local = serving(QueryOption.values())) {
            assertThat(exchange(local, SopClass.Verification, extended(STUDY_ROOT_FIND, "01")))
                    .doesNotContain(itemOf(STUDY_ROOT_FIND));
            assertThat(exchange(local, SopClass.Verification, extended(SopClass.Verification, "01")))
                    .doesNotContain(itemOf(SopClass.Verification));
        }
    }

    /** Sends an A-ASSOCIATE-RQ made by hand, with one context and this user information; what comes back, in hex. */
    private static String exchange(LocalNode local, String sopClass, String more) throws IOException {
        String context = item(0x20, "01000000" + item(0x30, text(sopClass)) + item(0x40, text("1.2.840.10008.1.2")));
        String user = item(0x50, item(0x51, "00004000") + item(0x52, text("1.2.3")) + more);
        String content = "0001" + "0000" + text("%-16s".formatted(LocalNode.TITLE)) + text("%-16s".formatted("HAND"))
                + "00".repeat(32) + item(0x10, text("1.2.840.10008.3.1.1.1")) + context + user;
        String request = "%02X00%08X".formatted(REQUEST, content.length() / 2) + content;
        try (var socket = new Socket(local.server().address().getAddress(), local.server().address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(request));
            var in = new DataInputStream(socket.getInputStream());
            assertThat(in.readUnsignedByte()).isEqualTo(ACCEPT);
            in.readUnsignedByte();
            return HexFormat.of().withUpperCase().formatHex(in.readNBytes(in.readInt()));
        }
    }

    private static String extended(String sopClass, String bytes) {
        return item(0x56, "%04X".formatted(sopClass.length()) + text(sopClass) + bytes);
    }

    /** How an extended negotiation item of this class goes on after its length. */
    private static String itemOf(String sopClass) {
        return "%04X".formatted(sopClass.length()) + text(sopClass);
    }

    private static String item(int type, String content) {
        return "%02X00%04X".formatted(type, content.length() / 2) + content;
    }

    private static String text(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
