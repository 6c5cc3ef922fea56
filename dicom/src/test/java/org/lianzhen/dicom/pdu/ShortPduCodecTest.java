package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.pdu.Decoding.decodeOne;
import static org.lianzhen.dicom.pdu.Decoding.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The PDUs of four bytes: A-ASSOCIATE-RJ, A-RELEASE-RQ, A-RELEASE-RP, A-ABORT. */
class ShortPduCodecTest {
    @Test
    void readsAndWritesRejections() {
        AssociateRj expected = AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);

        assertThat(decodeOne(EncodedPdus.ASSOCIATE_RJ)).isEqualTo(expected);
        Encoding.assertEncodes(expected, EncodedPdus.ASSOCIATE_RJ);
    }

    @ParameterizedTest
    @EnumSource
    void readsAndWritesEveryRejectReason(RejectReason reason) {
        AssociateRj transientRj = AssociateRj.transientRejection(reason);
        String hex = "03 00 00000004 00 02 %02x %02x".formatted(reason.source(), reason.code());

        assertThat(decodeOne(hex)).isEqualTo(transientRj);
        Encoding.assertEncodes(transientRj, hex);
    }

    @Test
    void readsAndWritesReleases() {
        assertThat(decodeOne(EncodedPdus.RELEASE_RQ)).isEqualTo(new ReleaseRq());
        assertThat(decodeOne(EncodedPdus.RELEASE_RP)).isEqualTo(new ReleaseRp());
        Encoding.assertEncodes(new ReleaseRq(), EncodedPdus.RELEASE_RQ);
        Encoding.assertEncodes(new ReleaseRp(), EncodedPdus.RELEASE_RP);
    }

    @Test
    void neverTestsReservedBytes() {
        assertThat(decodeOne("05 ff 00000004 ffffffff")).isEqualTo(new ReleaseRq());
        assertThat(decodeOne("06 ff 00000004 ffffffff")).isEqualTo(new ReleaseRp());
        assertThat(decodeOne("03 ff 00000004 ff 01 01 01")).isEqualTo(new AssociateRj(1, 1, 1));
        assertThat(decodeOne("07 ff 00000004 ff ff 00 00")).isEqualTo(Abort.byUser());
    }

    @Test
    void readsAndWritesAborts() {
        assertThat(decodeOne(EncodedPdus.ABORT)).isEqualTo(Abort.byProvider(AbortReason.UNEXPECTED_PDU));
        Encoding.assertEncodes(Abort.byProvider(AbortReason.UNEXPECTED_PDU), EncodedPdus.ABORT);
        Encoding.assertEncodes(Abort.byUser(), "07 00 00000004 0000 00 00");
    }

    @Test
    void toleratesAndReportsTheReservedAbortSource() {
        RecordingSink sink = Decoding.decode(OddPdus.ABORT_FROM_RESERVED_SOURCE);

        assertThat(sink.received).containsExactly(new Abort(1, 42));
        assertThat(sink.irregularities).containsExactly("reserved source 1 in A-ABORT");
    }

    @ParameterizedTest
    @CsvSource({ "03, A-ASSOCIATE-RJ", "05, A-RELEASE-RQ", "06, A-RELEASE-RP", "07, A-ABORT" })
    void refusesEveryOtherLength(String type, String name) {
        assertThat(fault(type + "00 00000003")).hasMessage(name + " of 3 bytes, must be 4");
        assertThat(fault(type + "00 00000005")).hasMessage(name + " of 5 bytes, must be 4");
        assertThat(fault(type + "00 00000000").kind()).isEqualTo(PduException.Kind.BAD_LENGTH);
        assertThat(fault(type + "00 ffffffff").kind()).isEqualTo(PduException.Kind.BAD_LENGTH);
    }
}
