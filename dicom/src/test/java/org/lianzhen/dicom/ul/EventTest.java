package org.lianzhen.dicom.ul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.dicom.pdu.ReleaseRp;
import org.lianzhen.dicom.pdu.ReleaseRq;
import org.lianzhen.dicom.pdu.UserInformation;

class EventTest {
    @Test
    void everyPduIsAnEvent() {
        UserInformation information = UserInformation.builder(0, "1.2").build();
        AssociateRq request = new AssociateRq("A", "B", List.of(), information);

        assertThat(Event.received(request)).isEqualTo(Event.A_ASSOCIATE_RQ_PDU);
        assertThat(Event.received(AssociateAc.answering(request, List.of(), information)))
                .isEqualTo(Event.A_ASSOCIATE_AC_PDU);
        assertThat(Event.received(AssociateRj.permanent(RejectReason.NO_REASON_GIVEN)))
                .isEqualTo(Event.A_ASSOCIATE_RJ_PDU);
        assertThat(Event.received(new ReleaseRq())).isEqualTo(Event.A_RELEASE_RQ_PDU);
        assertThat(Event.received(new ReleaseRp())).isEqualTo(Event.A_RELEASE_RP_PDU);
        assertThat(Event.received(Abort.byUser())).isEqualTo(Event.A_ABORT_PDU);
    }

    @Test
    void theStandardHas19EventsAnd13States() {
        assertThat(Event.values()).hasSize(19);
        assertThat(State.values()).hasSize(13);
        assertThat(Action.values()).hasSize(8 + 2 + 10 + 8);
    }
}
