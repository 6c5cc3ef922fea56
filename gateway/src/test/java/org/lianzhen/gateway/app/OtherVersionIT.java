package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.archive.receipt.SentInFull;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.Answer;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.archive.PostgresParkedInstances;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryDesk;

/** A person releases another version of an image that a destination has, which goes by its UID. */
@Timeout(120)
class OtherVersionIT {
    private static final String STUDY = "1.2.840.99.41";
    private static final AuditEvent.Actor PERSON = new AuditEvent.Actor("ts1-tech", "TECHNOLOGIST", "TS1", "");

    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int port = PeerProcess.newPort();
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private volatile boolean overwrites;

    @TempDir
    private Path folder;
    private ForwardingStand stand;
    private DicomServer peer;

    @BeforeEach
    void start() throws Exception {
        peer = CommittingPeer.listen(loops, user, new InetSocketAddress(network.ourAddress(), port),
                new CommittingPeer.Keeping(one -> kept.contains(one.sopInstanceUid()),
                        uid -> kept.add(uid) || overwrites ? Outcome.SUCCESS
                                : Outcome.of(Status.DUPLICATE_SOP_INSTANCE)));
        stand = new ForwardingStand(network, folder, """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                nodes:
                  - {aeTitle: TS1PACS, unit: TS1}
                  - {aeTitle: CH1OWN, unit: CH1, host: %s, port: %d}
                agreements: [{owner: TS1, reader: CH1}]
                """.formatted(network.ourAddress(), port));
        route("");
    }

    private void route(String more) {
        stand.route("""
                quietSeconds: 3600
                destinations: [{code: CH1, unit: CH1, node: CH1OWN, associations: 1%s}]
                routes: [{code: all, name: 全部, to: [CH1], state: ACTIVE}]
                """.formatted(more));
    }

    @AfterEach
    void stop() {
        stand.close();
        Await.result(peer.stop(Duration.ofSeconds(1)));
        user.close();
        loops.close();
    }

    private void sentInFull() {
        assertThat(Await.result(new PostgresStudyReceipts(stand.database().pool()).sentInFull(
                new SentInFull(STUDY, Set.of("TS1"), null, PERSON)))).isEqualTo(new SentInFull.Result.Done());
    }

    private StudyDelivery told() {
        return Await.result(desk().ofStudy(STUDY, Set.of("TS1"))).getFirst();
    }

    private PostgresDeliveryDesk desk() {
        return new PostgresDeliveryDesk(stand.database().pool());
    }

    private void awaitTold(State state) {
        Await.until("it is " + state, Duration.ofSeconds(60), () -> told().state() == state);
    }

    /** The same UID, with other pixels. */
    private void release() {
        Await.result(stand.store(stand.us("TS1PACS", "LIANZHEN"), TestImage.instances(STUDY, 1, 8)));
        var parked = (UUID) stand.database().value("select instance from parking");
        assertThat(Await.result(new PostgresParkedInstances(stand.database().pool())
                .release(new Decision(parked, Set.of("TS1"), PERSON, "这份是对的")))).isEqualTo(new Decision.Result.Done());
    }

    @Test
    void whoIsKnownToOverwriteHasTheNewOne() {
        overwrites = true;
        stand.store(STUDY, 2);
        stand.awaitDelivered("CH1", 2);
        sentInFull();
        awaitTold(State.COMPLETE);
        release();
        Await.until("it was sent", Duration.ofSeconds(60), () -> stand
                .count("select count(*) from delivery_result where outcome = 'DELIVERED' and code = '0000'") == 3);
        sentInFull();
        Await.until("nobody knows which one is there", Duration.ofSeconds(60),
                () -> told().proof().state() == StudyDelivery.ProofState.UNPROVEN);
        assertThat(told().proof().answer().code()).isEqualTo("OTHER_VERSION");

        route(", overwrites: true");
        var verify = new DeliveryOrder(DeliverySelection.of(Set.of("TS1"), STUDY, "CH1"),
                DeliveryOrder.Action.VERIFY, Urgency.ROUTINE, PERSON);
        assertThat(Await.result(desk().carryOut(verify)).instances()).isEqualTo(1);
        awaitTold(State.COMPLETE);
        assertThat(told().instances().delivered()).as("the old one counts no more").isEqualTo(2);
    }

    @Test
    void whoHadTheOldOneIsNotBelievedToHaveTheNewOne() {
        stand.store(STUDY, 2);
        stand.awaitDelivered("CH1", 2);
        sentInFull();
        awaitTold(State.COMPLETE);
        release();
        Await.until("it was sent", Duration.ofSeconds(60),
                () -> stand.count("select count(*) from delivery_result where code = 'OTHER_VERSION'") == 1);
        sentInFull();
        Await.until("it was found out", Duration.ofSeconds(60),
                () -> told().proof().state() == StudyDelivery.ProofState.UNPROVEN);
        assertThat(told().state()).isEqualTo(State.FAILED);
        assertThat(told().trouble()).isEqualTo(new Answer("OTHER_VERSION",
                "it has another version of this instance; refused, 0111H: duplicate SOP instance"));
        assertThat(told().proof().answer()).isEqualTo(new Answer("UNDELIVERED", "1 of 2 were not delivered"));

        kept.remove(STUDY + ".1.1");
        var again = new DeliveryOrder(DeliverySelection.of(Set.of("TS1"), STUDY, "CH1").instance(STUDY + ".1.1"),
                DeliveryOrder.Action.RESEND, Urgency.ROUTINE, PERSON);
        assertThat(Await.result(desk().carryOut(again)).instances()).as("what was withdrawn is not sent").isEqualTo(1);
        Await.until("it is believed to be there, and no more", Duration.ofSeconds(60), () -> told()
                .state() == State.DELIVERED && told().proof().answer().code().equals("OTHER_VERSION"));
        assertThat(told().instances().delivered()).as("the old one counts no more").isEqualTo(2);
        assertThat(stand.database().rows("""
                select i.version, r.outcome, r.code from delivery_result r join instance i on i.id = r.instance
                where i.instance_number = 1 order by r.ended_at""")).containsExactly(List.of(1, "DELIVERED", "0000"),
                List.of(2, "FAILED", "OTHER_VERSION"), List.of(2, "DELIVERED", "0000"));
    }
}
