package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.pdu.Decoding.decodeOne;
import static org.lianzhen.dicom.pdu.Decoding.fault;
import static org.lianzhen.dicom.pdu.HexItems.item;
import static org.lianzhen.dicom.pdu.HexItems.requestWithUserInformation;
import static org.lianzhen.dicom.pdu.HexItems.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sub-items of user information, each alone and as peers get them wrong. */
class UserInformationCodecTest {
    private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";

    private static UserInformation decoded(String... subItems) {
        return ((AssociateRq) decodeOne(requestWithUserInformation(subItems))).userInformation();
    }

    @Test
    void readsEverySubItemOfARequest() {
        UserInformation information = ((AssociateRq) decodeOne(EncodedPdus.FULL_RQ)).userInformation();

        assertThat(information).isEqualTo(UserInformation.builder(0, "1.2.3.4")
                .implementationVersionName("LIANZHEN 0.1")
                .asyncOperationsWindow(new AsyncOperationsWindow(8, 0))
                .roleSelection(new RoleSelection(CT_IMAGE_STORAGE, false, true))
                .extendedNegotiation(new ExtendedNegotiation("1.2.840.10008.5.1.4.1.2.2.3",
                        Octets.of((byte) 1, (byte) 0, (byte) 1)))
                .commonExtendedNegotiation(new CommonExtendedNegotiation(CT_IMAGE_STORAGE, "1.2.840.10008.4.2",
                        List.of("1.2.840.10008.1.1", "1.2")))
                .userIdentityRq(UserIdentityRq.usernameAndPasscode("zhang", "geheim", true)).build());
    }

    @Test
    void readsEverySubItemOfAnAnswer() {
        UserInformation information = ((AssociateAc) decodeOne(EncodedPdus.FULL_AC)).userInformation();

        assertThat(information).isEqualTo(UserInformation.builder(131072, "1.2.3.4")
                .implementationVersionName("LIANZHEN 0.1")
                .asyncOperationsWindow(new AsyncOperationsWindow(4, 1))
                .roleSelection(new RoleSelection(CT_IMAGE_STORAGE, false, true))
                .extendedNegotiation(new ExtendedNegotiation("1.2.840.10008.5.1.4.1.2.2.3", Octets.of((byte) 1)))
                .userIdentityAc(new UserIdentityAc(Octets.of("ok", StandardCharsets.US_ASCII))).build());
    }

    @ParameterizedTest
    @CsvSource({ "00000000, 0", "00004000, 16384", "7fffffff, 2147483647", "80000000, 2147483648",
            "ffffffff, 4294967295" })
    void readsMaximumLengthUnsigned(String hex, long length) {
        assertThat(decoded(item(0x51, hex)).maxLength()).isEqualTo(length);
    }

    @Test
    void assumesWhatIsMissing() {
        UserInformation information = decoded("");

        assertThat(information.maxLength()).isEqualTo(UserInformation.MISSING_MAX_LENGTH);
        assertThat(information.implementationClassUid()).isEmpty();
        assertThat(information.implementationVersionName()).isNull();
        assertThat(information.asyncOperationsWindow()).isNull();
        assertThat(information.effectiveWindow()).isEqualTo(new AsyncOperationsWindow(1, 1));
        assertThat(information.userIdentityRq()).isNull();
        assertThat(information.userIdentityAc()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "0000, false, false", "0001, false, true", "0100, true, false", "0101, true, true",
            "02ff, false, false" })
    void readsRoles(String hex, boolean scu, boolean scp) {
        UserInformation information = decoded(item(0x54, "0003", text("1.2"), hex));

        assertThat(information.roleSelections()).containsExactly(new RoleSelection("1.2", scu, scp));
    }

    @Test
    void keepsRepeatedSubItemsInOrder() {
        UserInformation information = decoded(item(0x54, "0003", text("1.2"), "00 01"),
                item(0x56, "0003", text("1.9"), "01"), item(0x54, "0003", text("1.3"), "01 00"),
                item(0x56, "0003", text("1.8")));

        assertThat(information.roleSelections()).extracting(RoleSelection::sopClassUid).containsExactly("1.2", "1.3");
        assertThat(information.extendedNegotiations()).containsExactly(
                new ExtendedNegotiation("1.9", Octets.of((byte) 1)), new ExtendedNegotiation("1.8", Octets.EMPTY));
    }

    @Test
    void ignoresFieldsThatLaterVersionsMayAppend() {
        UserInformation information = decoded(item(0x51, "00004000 ffff"), item(0x53, "0002 0003 ff"),
                item(0x57, "0003", text("1.2"), "0003", text("1.3"), "0000", "fe fe fe"),
                item(0x58, "01 00 0001 61 0000 ffff"));

        assertThat(information.maxLength()).isEqualTo(16384);
        assertThat(information.asyncOperationsWindow()).isEqualTo(new AsyncOperationsWindow(2, 3));
        assertThat(information.commonExtendedNegotiations())
                .containsExactly(new CommonExtendedNegotiation("1.2", "1.3", List.of()));
        assertThat(information.userIdentityRq()).isEqualTo(UserIdentityRq.username("a", false));
    }

    @Test
    void makesVersionNamesFitForALog() {
        assertThat(decoded(item(0x55, text("A\nB\u001b[31mC"))).implementationVersionName()).isEqualTo("A?B?[31mC");
        assertThat(decoded(item(0x55, text(" X".repeat(400)))).implementationVersionName())
                .isEqualTo("X X X X X X X X ");
    }

    @Test
    void keepsTokensUntouched() {
        String token = "ff00".repeat(2000);

        UserInformation information = decoded(item(0x58, "05 01 0fa0", token, "0000"));

        UserIdentityRq identity = information.userIdentityRq();
        assertThat(identity).isNotNull();
        assertThat(identity.type()).isEqualTo(UserIdentityRq.JSON_WEB_TOKEN);
        assertThat(identity.primaryField().length()).isEqualTo(4000);
        assertThat(identity.primaryField().toByteArray()).startsWith(0xff, 0x00, 0xff);
    }

    @Test
    void skipsWhatItDoesNotKnowAndKeepsTheRest() {
        UserInformation information = decoded(item(0x5a, "00".repeat(300)), item(0xff), item(0x51, "00010000"),
                item(0x00, "01"));

        assertThat(information.maxLength()).isEqualTo(65536);
    }

    static List<String> tooShortSubItems() {
        return List.of(item(0x51, "00 40 00"), item(0x51), item(0x53, "00 01 00"), item(0x54, "00"),
                item(0x54, "0003", text("1.2")), item(0x54, "0003", text("1.2"), "01"), item(0x54, "0004", text("1.2")),
                item(0x56, "ffff", text("1.2")), item(0x57, "0003", text("1.2")),
                item(0x57, "0003", text("1.2"), "0003", text("1.3")),
                item(0x57, "0003", text("1.2"), "0003", text("1.3"), "0001"),
                item(0x57, "0003", text("1.2"), "0003", text("1.3"), "0005 0004", text("1.4")),
                item(0x58, "02 01 0001 61"), item(0x58, "02"), item(0x58, "02 01 0001 61 0002 62"),
                item(0x59, "0001"), item(0x59, "00"));
    }

    @ParameterizedTest
    @MethodSource("tooShortSubItems")
    void refusesSubItemsThatEndTooEarly(String subItem) {
        // what follows must not be read in place of what is missing
        PduException fault = fault(requestWithUserInformation(subItem, item(0x5a, "00".repeat(70))));

        assertThat(fault.kind()).isEqualTo(PduException.Kind.BAD_CONTENT);
        assertThat(fault).hasMessageContaining(" bytes wanted with ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "50", "50 00", "50 00 00", "50 00 00 01", "50 00 ff ff 00" })
    void refusesItemsThatReachBeyondThePdu(String item) {
        assertThat(fault(HexItems.request(item)).kind()).isEqualTo(PduException.Kind.BAD_CONTENT);
    }

    @Test
    void writesSubItemsInAscendingOrder() {
        UserInformation information = ((AssociateRq) decodeOne(EncodedPdus.FULL_RQ)).userInformation();
        UserInformation shuffled = UserInformation.builder(information.maxLength(), "1.2.3.4")
                .userIdentityRq(information.userIdentityRq())
                .commonExtendedNegotiation(information.commonExtendedNegotiations().getFirst())
                .extendedNegotiation(information.extendedNegotiations().getFirst())
                .implementationVersionName("LIANZHEN 0.1")
                .roleSelection(information.roleSelections().getFirst())
                .asyncOperationsWindow(information.asyncOperationsWindow()).build();

        AssociateRq request = (AssociateRq) decodeOne(EncodedPdus.FULL_RQ);
        Encoding.assertEncodes(new AssociateRq("LIANZHEN", "TS1PACS", request.presentationContexts(), shuffled),
                EncodedPdus.FULL_RQ);
    }
}
