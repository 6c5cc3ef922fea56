package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.pdu.Decoding.decodeOne;
import static org.lianzhen.dicom.pdu.PresentationContextAc.accepted;
import static org.lianzhen.dicom.pdu.PresentationContextAc.rejected;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What other implementations send is understood, and written again byte for byte. */
class RecordedPdusTest {
    static final List<String> RECORDED = RecordedPdus.ALL;

    private static final String VERIFICATION = "1.2.840.10008.1.1";
    private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    private static final String EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2";
    private static final String JPEG_LOSSLESS_SV1 = "1.2.840.10008.1.2.4.70";
    private static final UserInformation DCMTK = UserInformation.builder(16384, "1.2.276.0.7230010.3.0.3.6.7")
            .implementationVersionName("OFFIS_DCMTK_367").build();

    @Test
    void ofDcmjsWithAnIdentityOfUndefinedType() {
        AssociateRq request = (AssociateRq) decodeOne(RecordedPdus.DCMJS_RQ);

        assertThat(request.callingAeTitle()).isEqualTo("DCMJS");
        assertThat(request.presentationContexts()).containsExactly(new PresentationContextRq(1, VERIFICATION,
                List.of(IMPLICIT_LITTLE_ENDIAN, EXPLICIT_LITTLE_ENDIAN)));
        assertThat(request.userInformation()).isEqualTo(dcmjs().userIdentityRq(new UserIdentityRq(0, false,
                Octets.of("zhang", StandardCharsets.UTF_8), Octets.of("geheim", StandardCharsets.UTF_8))).build());
    }

    @Test
    void ofDcmjsAsAcceptor() {
        AssociateAc answer = (AssociateAc) decodeOne(RecordedPdus.DCMJS_AC);

        assertThat(answer.presentationContexts()).containsExactly(accepted(1, IMPLICIT_LITTLE_ENDIAN));
        assertThat(answer.userInformation()).isEqualTo(dcmjs().build());
        assertThat(answer.userInformation().effectiveWindow()).isEqualTo(new AsyncOperationsWindow(5, 3));
    }

    @Test
    void ofStorescuThatProposesCompressedAndUncompressed() {
        AssociateRq request = (AssociateRq) decodeOne(RecordedPdus.STORESCU_RQ);

        assertThat(request).isEqualTo(new AssociateRq("STORESCP", "STORESCU",
                List.of(new PresentationContextRq(1, CT_IMAGE_STORAGE, List.of(JPEG_LOSSLESS_SV1)),
                        new PresentationContextRq(3, CT_IMAGE_STORAGE,
                                List.of(EXPLICIT_LITTLE_ENDIAN, EXPLICIT_BIG_ENDIAN, IMPLICIT_LITTLE_ENDIAN))),
                DCMTK));
    }

    @Test
    void ofStorescpThatTakesOneContextOnly() {
        AssociateAc answer = (AssociateAc) decodeOne(RecordedPdus.STORESCP_MIXED_AC);

        assertThat(answer.presentationContexts()).containsExactly(
                rejected(1, PresentationContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED),
                accepted(3, EXPLICIT_LITTLE_ENDIAN));
        assertThat(answer.userInformation()).isEqualTo(DCMTK);
    }

    @ParameterizedTest
    @FieldSource("RECORDED")
    void areWrittenAgainExceptForReservedBytes(String recorded) {
        Encoding.assertEncodes(decodeOne(recorded), recorded.replaceAll("(0[13] 00) ff 00", "$1 00 00"));
    }

    private static UserInformation.Builder dcmjs() {
        return UserInformation.builder(262_144, "1.2.826.0.1.3680043.10.854")
                .implementationVersionName("DCMJS-DIMSE-V0.2")
                .asyncOperationsWindow(new AsyncOperationsWindow(5, 3));
    }
}
