package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

class ObservedCourierTest {
    private static final Destination CH1 = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);

    private final long begin = System.nanoTime();
    private final ScriptedCourier courier = new ScriptedCourier();
    private final List<String> counted = new ArrayList<>();
    private final List<Reply> heard = new ArrayList<>();
    private final Courier observed = new ObservedCourier(courier, kept -> 525, (destination, reply, bytes, took) -> {
        assertThat(took).isBetween(Duration.ZERO, Duration.ofNanos(System.nanoTime() - begin));
        counted.add(destination + " " + reply.getClass().getSimpleName() + " " + bytes);
    });

    private static List<DeliveryTask> tasks(int count) {
        return IntStream.range(0, count).mapToObj(i -> new DeliveryTask(new UUID(0, i),
                new KeptInstance("1.2", new SopReference("1.2.3", "1.2.3." + i), "1.2.840.10008.1.2", "k" + i, 0),
                Urgency.ROUTINE, 0, Instant.now()))
                .toList();
    }

    private Courier.Shipment send() {
        return observed.send(CH1, tasks(2), Throttle.NONE, (task, reply) -> heard.add(reply));
    }

    @Test
    void everyAnswerIsCountedAndPassedOn() {
        Courier.Shipment shipment = send();
        assertThat(shipment.done().toCompletableFuture()).isDone();
        assertThat(counted).containsExactly("CH1 Taken 525", "CH1 Taken 525");
        assertThat(heard).hasSize(2).allMatch(Reply.Taken.class::isInstance);
    }

    @Test
    void whatWasNotTakenMovedNoBytes() {
        courier.script = ScriptedCourier.refusing(Status.OUT_OF_RESOURCES);
        send();
        assertThat(counted).containsExactly("CH1 NoRoom 0", "CH1 NoRoom 0");
    }

    @Test
    void aDestinationThatCannotBeReachedIsCounted() {
        courier.script = ScriptedCourier.REACHES_NOBODY;
        send();
        assertThat(counted).containsExactly("CH1 NoAnswer 0", "CH1 NoAnswer 0");
    }

    @Test
    void whatWeStopOurselvesSaysNothingOfTheDestination() {
        courier.script = ScriptedCourier.NOTHING_YET;
        Courier.Shipment shipment = send();
        shipment.stop();
        assertThat(counted).isEmpty();
        assertThat(heard).as("told all the same").hasSize(2).allMatch(Reply.NoAnswer.class::isInstance);
    }
}
