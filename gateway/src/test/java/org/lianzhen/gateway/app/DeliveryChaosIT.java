package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.net.AssociationOptions;
import org.lianzhen.dicom.net.Deadline;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.MinimumProgress;
import org.lianzhen.dicom.net.Timeouts;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.ChaosProxy.Cut;
import org.lianzhen.gateway.app.ChaosProxy.Line;
import org.lianzhen.gateway.delivery.DimseCourier;

/** One destination behind a bad line, beside one behind a good one. */
@Timeout(240)
class DeliveryChaosIT {
    private static final int IMAGES = 30;
    private static final int IMAGE_BYTES = 60_000;
    /** Almost the longest pause, which is a second. */
    private static final Duration LONG = Duration.ofMillis(700);
    /** Four for each attempt, with pauses of 0.1, 0.2, 0.4, 0.8, 1, 1 and 1 s at most. */
    private static final int MOST_CALLS = 40;

    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int good = PeerProcess.newPort();
    private final int bad = PeerProcess.newPort();

    @TempDir
    private Path folder;
    private ChaosProxy proxy;
    private ForwardingStand stand;
    private PeerProcess goodReceiver;
    private PeerProcess badReceiver;

    @BeforeEach
    void start() throws Exception {
        proxy = new ChaosProxy(network.ourAddress(), new InetSocketAddress(network.peerAddress(), bad));
        stand = new ForwardingStand(network, folder, ForwardingStand.township(
                ForwardingStand.at(network.peerAddress(), good),
                ForwardingStand.at(network.ourAddress(), proxy.port())));
        stand.route("""
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS}
                  - {code: CH2, unit: CH2, node: CH2PACS, associations: 1}
                routes: [{code: all, name: 全部, to: [CH1, CH2], state: ACTIVE}]
                """);
        goodReceiver = stand.receiver("CH1PACS", good);
        badReceiver = stand.receiver("CH2PACS", bad);
    }

    @AfterEach
    void stop() throws Exception {
        stand.close();
        proxy.close();
        goodReceiver.close();
        badReceiver.close();
    }

    private void store(String study) {
        ServiceResult<?> result = Await.result(stand.store(stand.us("TS1PACS", "LIANZHEN"),
                TestImage.instances(study, IMAGES, IMAGE_BYTES)));
        assertThat(result).isInstanceOf(ServiceResult.Completed.class);
    }

    private void goodOneHasEverything() throws Exception {
        stand.awaitDelivered("CH1", IMAGES);
        assertThat(stand.received("CH1PACS")).isEqualTo(IMAGES);
    }

    private void badOneHasEverything() throws Exception {
        stand.awaitDelivered("CH2", IMAGES);
        assertThat(stand.received("CH2PACS")).isEqualTo(IMAGES);
        assertThat(stand.count("select count(*) from delivery_task")).isZero();
        assertThat(stand.count("select count(*) from delivery_result where outcome <> 'DELIVERED'")).isZero();
    }

    @Test
    void aLongLineTakesLongerAndLosesNothing() throws Exception {
        proxy.become(Line.slow(30, 400_000));
        store("1.2.840.99.31");
        goodOneHasEverything();
        assertThat(stand.delivered("CH2")).as("1.8 MB take more than 4 s").isLessThan(IMAGES);
        badOneHasEverything();
        assertThat(proxy.calls()).as("one association").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = { "CLOSE", "RESET" })
    void connectionsThatEndInMidMessageAreMadeAnew(Cut cut) throws Exception {
        proxy.become(Line.cut(cut, 400_000));
        store("1.2.840.99.32");
        goodOneHasEverything();
        badOneHasEverything();
        assertThat(proxy.calls().size()).as("each brought about six images").isBetween(5, 40);
    }

    /** Nothing comes through, and whoever calls waits longer and longer before the next try. */
    @ParameterizedTest
    @EnumSource(names = { "CLOSE", "RESET" })
    void aDestinationThatRefusesForAWhileIsCalledLessAndLessOften(Cut cut) throws Exception {
        proxy.become(Line.cut(cut, 0));
        store("1.2.840.99.33");
        goodOneHasEverything();
        Await.until("it is called after long pauses only", Duration.ofSeconds(60), () -> proxy.pauses(LONG) >= 3);
        assertThat(proxy.calls().size()).as("calls before and after them").isLessThanOrEqualTo(MOST_CALLS);
        assertThat(stand.received("CH2PACS")).isZero();
        proxy.become(Line.GOOD);
        badOneHasEverything();
    }

    @Test
    void aLineThatGoesSilentIsGivenUpAndTriedAgain() throws Exception {
        EventLoops loops = EventLoops.start(1);
        var user = new ServiceClassUser(loops);
        stand.pause();
        stand.goOn(new DimseCourier(user, title -> CompletableFuture.completedStage(Optional.of(impatient(title))),
                stand.objects().instances()));
        proxy.become(Line.cut(Cut.SILENCE, 200_000));
        store("1.2.840.99.34");
        goodOneHasEverything();
        Await.until("it was tried again", Duration.ofSeconds(60), () -> proxy.calls().size() >= 3);
        proxy.become(Line.GOOD);
        badOneHasEverything();
        stand.pause();
        user.close();
        Await.result(loops.stop());
    }

    private RemoteNode impatient(String title) {
        boolean isGood = title.equals("CH1PACS");
        RemoteNode node = RemoteNode.at(isGood ? network.peerAddress() : network.ourAddress(),
                isGood ? good : proxy.port(), title, "LIANZHEN");
        Timeouts timeouts = Timeouts.STANDARD.with(Deadline.RESPONSE, Duration.ofSeconds(2))
                .with(Deadline.SET_UP, Duration.ofSeconds(2))
                .with(new MinimumProgress(1000, Duration.ofSeconds(2)));
        return node.with(node.connection().with(AssociationOptions.STANDARD.withTimeouts(timeouts)));
    }
}
