package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.ChaosProxy.Cut;
import org.lianzhen.gateway.app.ChaosProxy.Line;
import org.lianzhen.gateway.delivery.Couriers;
import org.lianzhen.gateway.http.dicomweb.send.StowCourier;
import org.lianzhen.gateway.http.dicomweb.send.StowPace;
import org.lianzhen.gateway.http.dicomweb.store.StoreSite;

/** A web service of ours behind a bad line, beside a node behind a good one. */
@Timeout(240)
class StowChaosIT {
    private static final int IMAGES = 30;
    private static final int IMAGE_BYTES = 60_000;
    /** Almost the longest pause, which is a second. */
    private static final Duration LONG = Duration.ofMillis(700);
    /** Four for each attempt, with pauses of 0.1, 0.2, 0.4, 0.8, 1, 1 and 1 s at most. */
    private static final int MOST_CALLS = 40;
    /** What waits no longer than a test can. */
    private static final StowPace IMPATIENT = new StowPace(32, 16L << 20, Duration.ofSeconds(2), Duration.ofSeconds(2),
            Duration.ofSeconds(2));

    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int good = PeerProcess.newPort();

    @TempDir
    private Path folder;
    private StoreSite site;
    private ChaosProxy proxy;
    private ForwardingStand stand;
    private PeerProcess receiver;

    @BeforeEach
    void start() throws Exception {
        site = StoreSite.open(folder.resolve("site"));
        URI root = site.site.uri("/dicom-web");
        proxy = new ChaosProxy(root.getHost(), new InetSocketAddress(root.getHost(), root.getPort()));
        String origin = "http://127.0.0.1:" + proxy.port();
        Files.writeString(Files.createDirectories(folder.resolve("destinations")).resolve("site"),
                origin + "\nBearer " + StoreSite.TECHNOLOGIST);
        stand = new ForwardingStand(network, folder, ForwardingStand.township(
                ForwardingStand.at(network.peerAddress(), good), ForwardingStand.at("127.0.0.1", 1)));
        stand.route("""
                quietSeconds: 3600
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS}
                  - {code: WEB, unit: CH2, web: '%s/dicom-web', credentials: site, associations: 1}
                routes: [{code: all, name: 全部, to: [CH1, WEB], state: ACTIVE}]
                """.formatted(origin));
        receiver = stand.receiver("CH1PACS", good);
    }

    @AfterEach
    void stop() throws Exception {
        stand.close();
        proxy.close();
        receiver.close();
        site.close();
    }

    private void store(String study) {
        ServiceResult<?> result = Await.result(stand.store(stand.us("TS1PACS", "LIANZHEN"),
                TestImage.instances(study, IMAGES, IMAGE_BYTES)));
        assertThat(result).isInstanceOf(ServiceResult.Completed.class);
    }

    private void nodeHasEverything() throws Exception {
        stand.awaitDelivered("CH1", IMAGES);
        assertThat(stand.received("CH1PACS")).isEqualTo(IMAGES);
    }

    private void siteHasEverythingOnce() {
        stand.awaitDelivered("WEB", IMAGES);
        assertThat(site.count("instance")).isEqualTo(IMAGES);
        assertThat(stand.count("select count(*) from delivery_task")).isZero();
        assertThat(stand.count("select count(*) from delivery_result where outcome <> 'DELIVERED'")).isZero();
    }

    @Test
    void aLongLineTakesLongerAndLosesNothing() throws Exception {
        proxy.become(Line.slow(30, 400_000));
        store("1.2.840.99.41");
        nodeHasEverything();
        assertThat(stand.delivered("WEB")).as("1.8 MB take more than 4 s").isLessThan(IMAGES);
        siteHasEverythingOnce();
        assertThat(proxy.calls()).as("one connection").hasSize(1);
    }

    /** One request with all of them never comes through, so that each must go by itself. */
    @ParameterizedTest
    @EnumSource(names = { "CLOSE", "RESET" })
    void connectionsThatEndInMidRequestAreMadeAnew(Cut cut) throws Exception {
        proxy.become(Line.cut(cut, 400_000));
        store("1.2.840.99.42");
        nodeHasEverything();
        siteHasEverythingOnce();
        assertThat(proxy.calls().size()).as("each brought about six images").isBetween(5, 40);
    }

    /** Nothing comes through, and whoever calls waits longer and longer before the next try. */
    @ParameterizedTest
    @EnumSource(names = { "CLOSE", "RESET" })
    void aServiceThatRefusesForAWhileIsCalledLessAndLessOften(Cut cut) throws Exception {
        proxy.become(Line.cut(cut, 0));
        store("1.2.840.99.43");
        nodeHasEverything();
        Await.until("it is called after long pauses only", Duration.ofSeconds(60), () -> proxy.pauses(LONG) >= 3);
        assertThat(proxy.calls().size()).as("calls before and after them").isLessThanOrEqualTo(MOST_CALLS);
        assertThat(site.count("instance")).isZero();
        proxy.become(Line.GOOD);
        siteHasEverythingOnce();
    }

    /** In mid-request, or from the first byte on. */
    @ParameterizedTest
    @ValueSource(ints = { 0, 200_000 })
    void aLineThatGoesSilentIsGivenUpAndTriedAgain(int after) throws Exception {
        stand.pause();
        stand.goOn(new Couriers(stand.nodes(), new StowCourier(
                stand.database().vertx(), folder.resolve("destinations"), stand.objects().instances(), IMPATIENT)));
        proxy.become(Line.cut(Cut.SILENCE, after));
        store("1.2.840.99.44");
        nodeHasEverything();
        Await.until("it was tried again", Duration.ofSeconds(60), () -> proxy.calls().size() >= 3);
        proxy.become(Line.GOOD);
        siteHasEverythingOnce();
        stand.pause();
    }
}
