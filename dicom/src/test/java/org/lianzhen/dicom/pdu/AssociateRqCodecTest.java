package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.pdu.Decoding.decodeOne;
import static org.lianzhen.dicom.pdu.Decoding.fault;
import static org.lianzhen.dicom.pdu.HexItems.item;
import static org.lianzhen.dicom.pdu.HexItems.request;
import static org.lianzhen.dicom.pdu.HexItems.requestFromTo;
import static org.lianzhen.dicom.pdu.HexItems.text;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssociateRqCodecTest {
    private static final String VERIFICATION = "1.2.840.10008.1.1";
    private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";

    @Test
    void readsWhatEchoscuSends() {
        AssociateRq request = (AssociateRq) decodeOne(EncodedPdus.ECHOSCU_RQ);

        assertThat(request).isEqualTo(new AssociateRq("STORESCP", "ECHOSCU",
                List.of(new PresentationContextRq(1, VERIFICATION, List.of(IMPLICIT_LITTLE_ENDIAN))),
                UserInformation.builder(16384, "1.2.276.0.7230010.3.0.3.6.7")
                        .implementationVersionName("OFFIS_DCMTK_367").build()));
    }

    @Test
    void writesWhatEchoscuSendsExceptItsReservedByte() {
        String asTheStandardWants = EncodedPdus.ECHOSCU_RQ.replace("01 00 ff 00", "01 00 00 00");

        Encoding.assertEncodes(decodeOne(EncodedPdus.ECHOSCU_RQ), asTheStandardWants);
    }

    @Test
    void keepsContextsAndTransferSyntaxesInOrder() {
        AssociateRq request = (AssociateRq) decodeOne(EncodedPdus.FULL_RQ);

        assertThat(request.presentationContexts()).containsExactly(
                new PresentationContextRq(1, CT_IMAGE_STORAGE, List.of("1.2.840.10008.1.2.1", IMPLICIT_LITTLE_ENDIAN)),
                new PresentationContextRq(3, CT_IMAGE_STORAGE, List.of("1.2.840.10008.1.2.4.70")));
        Encoding.assertEncodes(request, EncodedPdus.FULL_RQ);
    }

    @Test
    void toleratesWhatSloppyPeersSend() {
        RecordingSink sink = Decoding.decode(OddPdus.SLOPPY_RQ);

        assertThat(sink.received).containsExactly(new AssociateRq(0x8001, "LIANZHEN", "CT 1",
                AssociateRq.DICOM_APPLICATION_CONTEXT,
                List.of(new PresentationContextRq(2, VERIFICATION, List.of(IMPLICIT_LITTLE_ENDIAN))),
                UserInformation.builder(16384, "").implementationVersionName("A NAME LONGER TH").build()));
        assertThat(sink.irregularities).containsExactly("NUL in a text field in A-ASSOCIATE-RQ",
                "NUL in a text field in item 10H", "even presentation context id in item 20H",
                "NUL in a text field in item 30H",
                "unknown item 4FH", "unknown item 60H", "unknown item 5FH");
    }

    @Test
    void leavesItToOthersToRejectWhatIsMissing() {
        RecordingSink sink = Decoding.decode(OddPdus.BARE_RQ);

        assertThat(sink.received).containsExactly(new AssociateRq(2, "", "", "", List.of(),
                UserInformation.builder(UserInformation.MISSING_MAX_LENGTH, "").build()));
        assertThat(sink.irregularities).containsExactly("no application context item in A-ASSOCIATE-RQ",
                "no user information item in A-ASSOCIATE-RQ");
    }

    @Test
    void takesAContextWithoutSubItems() {
        AssociateRq request = (AssociateRq) decodeOne(request(item(0x20, "01 00 00 00")));

        assertThat(request.presentationContexts()).containsExactly(new PresentationContextRq(1, "", List.of()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # field of 16 bytes                              , title
            41 42 43 20 20 20 20 20 20 20 20 20 20 20 20 20  , 'ABC'
            20 20 41 42 43 20 20 20 20 20 20 20 20 20 20 20  , 'ABC'
            41 42 43 00 00 00 00 00 00 00 00 00 00 00 00 00  , 'ABC'
            41 42 43 20 20 00 20 00 00 00 00 00 00 00 00 00  , 'ABC'
            00 41 42 43 00 00 00 00 00 00 00 00 00 00 00 00  , 'ABC'
            41 20 42 20 20 20 20 20 20 20 20 20 20 20 20 20  , 'A B'
            41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  , 'ABCDEFGHIJKLMNOP'
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  , ''
            """)
    void trimsAeTitles(String field, String title) {
        AssociateRq request = (AssociateRq) decodeOne(requestFromTo(field, field));

        assertThat(request.calledAeTitle()).isEqualTo(title);
        assertThat(request.callingAeTitle()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0a", "00", "1b", "7f", "9b", "09" })
    void refusesControlCharactersInsideAeTitles(String character) {
        String field = "41" + character + "42" + "20".repeat(13);

        assertThat(fault(requestFromTo(field, "20".repeat(16)))).hasMessage(
                "called AE title holds a control character in A-ASSOCIATE-RQ");
        assertThat(fault(requestFromTo("20".repeat(16), field))).hasMessage(
                "calling AE title holds a control character in A-ASSOCIATE-RQ");
    }

    @Test
    void refusesAnIdThatIsProposedTwice() {
        String context = item(0x20, "05 00 00 00", item(0x30, text(VERIFICATION)));

        PduException fault = fault(request(context, context));

        assertThat(fault).hasMessage("presentation context id 5 occurs twice in A-ASSOCIATE-RQ");
        assertThat(fault.abort()).isEqualTo(new Abort(2, 6));
    }

    @Test
    void refusesUidsThatCannotBe() {
        String tooLong = item(0x20, "01 00 00 00", item(0x30, text("1." + "2".repeat(63))));
        String unprintable = item(0x20, "01 00 00 00", item(0x30, text(VERIFICATION)), item(0x40, text("1.\n2")));

        assertThat(fault(request(tooLong))).hasMessageStartingWith("abstract syntax is longer than 64 characters");
        assertThat(fault(request(unprintable))).hasMessageStartingWith("transfer syntax holds a control character");
    }

    @Test
    void keepsUidsThatAreNone() {
        String context = item(0x20, "01 00 00 00", item(0x30, text("verification")), item(0x40, text("1..2")));

        AssociateRq request = (AssociateRq) decodeOne(request(context));

        assertThat(request.presentationContexts())
                .containsExactly(new PresentationContextRq(1, "verification", List.of("1..2")));
    }

    @Test
    void takesAllContextsThatIdsAllow() {
        String[] contexts = new String[256];
        for (int id = 0; id < contexts.length; id++) {
            contexts[id] = item(0x20, "%02x 00 00 00".formatted(id), item(0x30, text(VERIFICATION)));
        }

        AssociateRq request = (AssociateRq) decodeOne(request(contexts));

        assertThat(request.presentationContexts()).hasSize(256).extracting(PresentationContextRq::id)
                .startsWith(0, 1, 2).endsWith(254, 255);
    }
}
