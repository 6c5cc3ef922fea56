package org.lianzhen.gateway.delivery.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.delivery.proof.Prover.Commitment;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

class ProversTest {
    private static final Address.Node NODE = new Address.Node("CH1PACS");
    private static final CommitmentOrder ORDER = CommitmentOrder.of(List.of(new SopReference("1.2", "1.1")));

    private final ScriptedProver nodes = new ScriptedProver();
    private final ScriptedProver web = new ScriptedProver();

    private Commitment ask(Address address) {
        var destination = new Destination("CH1", "CH1", address, 1);
        var provers = new Provers(nodes, web);
        Await.result(provers.list(destination, "1.2", "1.2.3"));
        return Await.result(provers.commit(destination, ORDER));
    }

    @Test
    void nodesAndWebServicesAreAskedInTheirOwnWay() {
        ask(NODE);
        assertThat(nodes.asked).hasSize(1);
        assertThat(nodes.listed).hasSize(1);
        ask(new Address.Web(URI.create("https://a/b"), null, null));
        assertThat(web.asked).hasSize(1);
        assertThat(web.listed).hasSize(1);
        assertThat(nodes.asked).hasSize(1);
        ask(new Address.Centre("CH1-IMG", NODE));
        assertThat(nodes.asked).hasSize(2);
    }

    @Test
    void whatACentreReadsHereIsHere() {
        assertThat(ask(new Address.Centre("CH1-IMG", null))).isEqualTo(
                new Commitment.Reported(new CommitmentResult(ORDER.transactionUid(), ORDER.instances(), List.of())));
        assertThat(nodes.asked).isEmpty();
    }
}
