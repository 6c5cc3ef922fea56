package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;

/** The association calls LIANZHEN. */
class SendersTest {
    private static final String UNIT = "units: [{code: TS1, name: x, kind: OTHER}]\n";
    private static final String NODE = "nodes: [{aeTitle: TS1PACS, unit: TS1, assumedCharset: GBK}]\n";

    @Test
    void knowsTheUnitAndWhatTheCalledTitleIsKeptFor() {
        assertThat(sender(UNIT + NODE)).contains(new Senders.Sender("TS1", "GBK", Urgency.ROUTINE));
        assertThat(sender(UNIT + NODE + "titles: [{aeTitle: LIANZHEN, urgency: GREEN_CHANNEL}]"))
                .contains(new Senders.Sender("TS1", "GBK", Urgency.GREEN_CHANNEL));
        assertThat(sender(UNIT)).isEmpty();
    }

    private static Optional<Senders.Sender> sender(String document) {
        return Senders.of(TestMembers.of(document)).of(new FakeAssociation());
    }
}
