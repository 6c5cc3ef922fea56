package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

class CouriersTest {
    private static final Address.Node NODE = new Address.Node("CH1PACS");
    private static final List<DeliveryTask> TASKS = List.of(task(1), task(2));

    private final ScriptedCourier nodes = new ScriptedCourier();
    private final ScriptedCourier web = new ScriptedCourier();
    private final List<Reply> replies = new ArrayList<>();

    private static DeliveryTask task(int number) {
        return new DeliveryTask(new UUID(0, number), new KeptInstance("1.2",
                new SopReference(SopClass.CTImageStorage, "1.2." + number), "1.2.840.10008.1.2.1", "none", 0),
                Urgency.ROUTINE, 0, Instant.now());
    }

    private Courier.Shipment send(Address address) {
        return new Couriers(nodes, web).send(new Destination("CH1", "CH1", address, 1), TASKS, Throttle.NONE,
                (task, reply) -> replies.add(reply));
    }

    @Test
    void nodesAndWebServicesHaveTheirOwn() {
        send(NODE);
        assertThat(nodes.sent).hasSize(1);
        send(new Address.Web(URI.create("https://a/b"), null, null));
        assertThat(web.sent).hasSize(1);
        assertThat(nodes.sent).hasSize(1);
    }

    @Test
    void aCentreWithANodeIsSentEverything() {
        send(new Address.Centre("CH1-IMG", NODE));
        assertThat(nodes.sent).singleElement().satisfies(sent -> assertThat(sent.tasks).isEqualTo(TASKS));
    }

    @Test
    void whatACentreReadsHereIsThereAlready() {
        Courier.Shipment shipment = send(new Address.Centre("CH1-IMG", null));
        assertThat(replies).hasSize(2).containsOnly(new Reply.Taken("0000", "here, where CH1-IMG reads it"));
        assertThat(shipment.done().toCompletableFuture()).isCompleted();
        shipment.stop();
        assertThat(nodes.sent).isEmpty();
        assertThat(web.sent).isEmpty();
    }
}
