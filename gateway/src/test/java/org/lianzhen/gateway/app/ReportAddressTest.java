package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.reading.outgoing.ObjectShelf;
import org.lianzhen.gateway.route.Subject;

class ReportAddressTest {
    @Test
    void routesKnowPartsOfReportsByWhereTheseAreSent() {
        assertThat(Subject.REPORTS).isEqualTo(ObjectShelf.TARGET);
    }
}
