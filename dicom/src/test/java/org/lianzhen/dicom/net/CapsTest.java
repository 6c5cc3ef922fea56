package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.net.AssociationRegister.Entry;
import org.lianzhen.dicom.net.AssociationRegister.Ticket;

/** How many associations there may be, and that every place is given back. */
class CapsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @CsvSource({ "2, 9, 9, 9, in all", "9, 2, 9, 9, from this address", "9, 9, 2, 9, this calling AE title",
            "9, 9, 9, 2, this called AE title" })
    void oneMoreThanACapIsRejectedTransientlyAndPlacesAreGivenBack(int total, int address, int calling, int called,
            String which) throws Exception {
        try (TestServer server = TestServer.start(options -> options
                .with(new AssociationCaps(total, address, calling, called)));
                RawPeer first = RawPeer.associate(server); RawPeer second = RawPeer.associate(server)) {
            expectLimitExceeded(server, which);
            first.send(RawPdus.RELEASE_RQ);
            first.expect(RawPeer.RELEASE_RP);
            try (RawPeer third = RawPeer.associate(server)) {
                expectLimitExceeded(server, which);
                third.send(RawPdus.ABORT);
                third.expectClosed();
                RawPeer.associate(server).close();
            }
            assertThat(second.socket().isClosed()).isFalse();
        }
    }

    private static void expectLimitExceeded(TestServer server, String which) throws Exception {
        try (var log = new LogCapture(); RawPeer tooMany = RawPeer.connect(server.address())) {
            tooMany.send(RawPdus.ASSOCIATE_RQ);
            tooMany.expectReject(2, 3, 2);
            assertThat(log.await("No association with")).singleElement().asString().contains(which);
        }
    }

    @Test
    void anotherPeerIsNotTouchedByTheCapOfOne() throws Exception {
        try (TestServer server = TestServer.start(options -> options.with(new AssociationCaps(9, 9, 1, 9)));
                RawPeer first = RawPeer.associate(server); RawPeer other = RawPeer.connect(server.address())) {
            other.send(RawPdus.associateRq("OTHER", "SCP"));
            other.expect(RawPeer.ASSOCIATE_AC);
            assertThat(first.socket().isClosed()).isFalse();
            assertThat(server.server().associations()).isEqualTo(2);
        }
    }

    @Test
    void connectionsBesideAFullHouseAreBoundedToo() throws Exception {
        try (TestServer server = TestServer.start(options -> options.with(new AssociationCaps(1, 1, 1, 1)))) {
            List<RawPeer> silent = new ArrayList<>();
            for (int i = 0; i < 1_001; i++) {
                silent.add(RawPeer.connect(server.address()));
            }
            Condition.await("all are accepted", () -> server.server().connections() == 1_001);
            try (var log = new LogCapture(); RawPeer tooMany = RawPeer.connect(server.address())) {
                tooMany.expectClosed();
                log.await("too many connections");
            }
            silent.forEach(RawPeer::close);
            Condition.await("all have left", () -> server.server().connections() == 0);
        }
    }

    @Test
    void aTicketCountsOnceHoweverOftenItIsGivenBack() {
        var register = new AssociationRegister(new AssociationCaps(2, 2, 2, 2));
        Ticket ticket = register.enter(HERE, "A", "B").ticket();
        register.enter(HERE, "A", "B");
        assertThat(register.enter(HERE, "A", "B").refusal()).contains("2 associations in all");
        ticket.giveBack();
        ticket.giveBack();
        assertThat(register.total()).isEqualTo(1);
        assertThat(register.enter(HERE, "A", "B").refusal()).isNull();
        assertThat(register.enter(HERE, "A", "B").refusal()).isNotNull();
    }

    @Test
    void aRefusalTakesNoPlaceAnywhere() {
        var register = new AssociationRegister(new AssociationCaps(10, 10, 10, 1));
        register.enter(HERE, "A", "B");
        for (int i = 0; i < 100; i++) {
            assertThat(register.enter(HERE, "A", "B").refusal()).contains("called AE title");
        }
        for (int i = 0; i < 9; i++) {
            assertThat(register.enter(HERE, "A", "C" + i).refusal()).isNull();
        }
        assertThat(register.total()).isEqualTo(10);
    }

    @Test
    void manyThreadsNeverExceedACap() throws Exception {
        var register = new AssociationRegister(new AssociationCaps(1_000, 7, 1_000, 1_000));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        enterAndLeave(register, inside, most);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(most.get()).isBetween(1, 7);
        assertThat(register.total()).isZero();
    }

    private static void enterAndLeave(AssociationRegister register, AtomicInteger inside, AtomicInteger most) {
        Entry entry = register.enter(HERE, "A", "B");
        if (entry.ticket() != null) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            entry.ticket().giveBack();
        }
    }

    @Test
    void aCapOfNothingMakesNoSense() {
        assertThatThrownBy(() -> new AssociationCaps(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
