package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.Messages;

class PeerFaultsTest {
    private static final Instance INSTANCE = new Instance(SopClass.CTImageStorage, "1.2.3",
            TransferSyntax.JPEG_LS_LOSSLESS, () -> {
                throw new AssertionError("nothing is sent here");
            });

    private final PeerFaults faults = faults(Language.ENGLISH);

    private static PeerFaults faults(Language language) {
        return new PeerFaults(new Messages(PeerFaults.class, language), RemoteNode.at("::1", 104, "PACS", "US"));
    }

    @Test
    void namesTitleAndAddress() {
        assertThat(faults.name()).isEqualTo("PACS@[::1]:104");
    }

    @ParameterizedTest
    @EnumSource
    void everyRejectionIsExplainedInBothLanguages(RejectReason reason) {
        var rejected = new ServiceResult.Rejected<>(AssociateRj.permanent(reason));

        assertThat(faults.of(rejected)).matches("\\p{ASCII}+").contains(switch (reason) {
            case CALLED_AE_TITLE_NOT_RECOGNIZED -> "does not know the AE title \"PACS\"";
            case CALLING_AE_TITLE_NOT_RECOGNIZED -> "does not know our AE title \"US\"";
            case TEMPORARY_CONGESTION, LOCAL_LIMIT_EXCEEDED -> "Try again later";
            default -> reason.name();
        });
        assertThat(faults(Language.CHINESE).of(rejected)).containsPattern("\\p{IsHan}{3}");
    }

    @Test
    void unknownRejectionShowsItsNumbers() {
        assertThat(faults.of(new ServiceResult.Rejected<>(new AssociateRj(1, 3, 7)))).contains("(1/3/7)");
    }

    @Test
    void refusalsNameTheServiceOrTheStatus() {
        assertThat(faults.of(new ServiceResult.NotAccepted<>(SopClass.Verification, "3")))
                .isEqualTo("The peer does not offer \"Verification SOP Class\" (3).");
        assertThat(faults.of(new ServiceResult.Failed<>(Outcome.of(Status.NOT_AUTHORIZED, "ask\nIT"))))
                .isEqualTo("The peer refuses: 0124H: not authorized, ask\\nIT");
        assertThat(faults.of(Outcome.of(Status.SUCCESS, " "))).isEqualTo("0000H: success");
        assertThat(faults.of(new ServiceResult.Completed<>("done"))).isEqualTo("completed");
    }

    @Test
    void otherFaultsAreShownAsTheyAre() {
        assertThat(faults.of(new TimeoutException("late"))).isEqualTo(
                "No answer from PACS@[::1]:104: java.util.concurrent.TimeoutException: late");
        assertThat(faults.of((Throwable) null)).startsWith("No answer from PACS");
        assertThat(faults(Language.CHINESE).interrupted()).isEqualTo("已中断。");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "A700 | storage is probably full", "A7FF | storage is probably full",
            "A900 | contradicts its own SOP class", "C123 | cannot read the file", "0124 | authorized there",
            "0111 | there already" })
    void refusalsOfStorageSayWhatToDo(String code, String hint) {
        Outcome outcome = Outcome.of(new Status(Integer.parseInt(code, 16)));
        var texts = new ResultText(new Messages(PeerFaults.class, Language.ENGLISH), faults);

        assertThat(texts.of(new InstanceResult.Failed(INSTANCE, outcome))).startsWith("the peer refuses it: " + code)
                .contains(hint);
    }

    @Test
    void resultsAreToldInChinese() {
        var texts = new ResultText(new Messages(PeerFaults.class, Language.CHINESE), faults(Language.CHINESE));
        List<InstanceResult> results = List.of(
                new InstanceResult.Stored(INSTANCE, Outcome.of(Status.COERCION_OF_DATA_ELEMENTS)),
                new InstanceResult.Failed(INSTANCE, Outcome.of(Status.PROCESSING_FAILURE)),
                new InstanceResult.NotAccepted(INSTANCE, "why"), new InstanceResult.Unreadable(INSTANCE, "why"),
                new InstanceResult.NotSent(INSTANCE, "why"));

        assertThat(results).extracting(texts::of).allSatisfy(text -> assertThat(text).containsPattern("\\p{IsHan}{2}"));
        assertThat(texts.of(results.get(2)))
                .isEqualTo("对方不接受“CT Image Storage”（JPEG-LS Lossless Image Compression）（why）");
        assertThat(texts.of(results.get(4))).isEqualTo("未发送：why");
    }
}
