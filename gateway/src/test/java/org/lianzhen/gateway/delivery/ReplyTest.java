package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.vr.Bytes;

/** PS3.4 table B.2-1 and PS3.7 annex C.4 and C.5. */
class ReplyTest {
    private static final Instance INSTANCE = new Instance(SopClass.CTImageStorage, "1.2.3",
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, new MemoryData(Bytes.EMPTY));

    private static Outcome outcome(String code) {
        return Outcome.of(new Status(Integer.parseInt(code, 16)));
    }

    private static Reply failed(String code) {
        return DimseCourier.reply(new InstanceResult.Failed(INSTANCE, outcome(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0000", "B000", "B006", "B007" })
    void successAndWarningsAreDelivered(String code) {
        Reply reply = DimseCourier.reply(new InstanceResult.Stored(INSTANCE, outcome(code)));
        assertThat(reply).isInstanceOf(Reply.Taken.class);
        assertThat(reply.inWords()).startsWith("stored, " + code + "H");
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void whatTheOtherHasAlreadyIsDelivered() {
        assertThat(failed("0111")).isInstanceOf(Reply.Taken.class);
        assertThat(failed("0111").code()).as("which need not be this version").isEqualTo("0111");
    }

    @ParameterizedTest
    @ValueSource(strings = { "A900", "A901", "A9FF", "C000", "C001", "C123", "CFFF", "0117", "0118", "0119", "0122" })
    void whatDoesNotFitNeverWill(String code) {
        assertThat(failed(code)).isInstanceOf(Reply.Refused.class);
        assertThat(failed(code).inWords()).startsWith("refused, " + code + "H");
        assertThat(failed(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = { "A700", "A701", "A7FF", "0124", "0213" })
    void whoHasNoRoomIsLikelyToHaveNoneForOthers(String code) {
        assertThat(failed(code)).isInstanceOf(Reply.NoRoom.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0110", "0210", "0211", "0212", "0106", "0120", "A800", "AA00", "D000", "0001", "F000" })
    void whatMayPassIsTriedAgain(String code) {
        assertThat(failed(code)).isInstanceOf(Reply.NotNow.class);
        assertThat(failed(code).code()).isEqualTo(code);
    }

    @Test
    void whatHadNoAnswer() {
        assertThat(DimseCourier.reply(new InstanceResult.NotAccepted(INSTANCE, "x")))
                .isEqualTo(new Reply.Refused("NOT_ACCEPTED", "not accepted: x"));
        assertThat(DimseCourier.reply(new InstanceResult.Unreadable(INSTANCE, "x")))
                .isEqualTo(new Reply.NotNow("UNREADABLE", "unreadable: x"));
        assertThat(DimseCourier.reply(new InstanceResult.NotSent(INSTANCE, "x")))
                .isEqualTo(new Reply.NoAnswer("NOT_SENT", "not sent: x", Duration.ZERO));
        assertThat(DimseCourier.reply(new InstanceResult.NotSent(INSTANCE, "x", true)))
                .isEqualTo(new Reply.Lost("not sent: x"));
    }
}
