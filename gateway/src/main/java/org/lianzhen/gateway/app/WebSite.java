package org.lianzhen.gateway.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.HttpFront;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.audit.AuditFeature;
import org.lianzhen.gateway.http.charset.CharsetFeature;
import org.lianzhen.gateway.http.client.ClientFeature;
import org.lianzhen.gateway.http.client.ClientFiles;
import org.lianzhen.gateway.http.conflict.ConflictFeature;
import org.lianzhen.gateway.http.contract.ContractFeature;
import org.lianzhen.gateway.http.delivery.DeliveryFeature;
import org.lianzhen.gateway.http.delivery.ReceiptFeature;
import org.lianzhen.gateway.http.dicomweb.retrieve.RetrieveFeature;
import org.lianzhen.gateway.http.dicomweb.search.SearchFeature;
import org.lianzhen.gateway.http.dicomweb.send.WebPeers;
import org.lianzhen.gateway.http.dicomweb.store.StoreFeature;
import org.lianzhen.gateway.http.link.LinkFeature;
import org.lianzhen.gateway.http.live.LiveFeature;
import org.lianzhen.gateway.http.live.Topic;
import org.lianzhen.gateway.http.member.MemberFeature;
import org.lianzhen.gateway.http.operations.Figures;
import org.lianzhen.gateway.http.operations.Health;
import org.lianzhen.gateway.http.operations.OperationsFeature;
import org.lianzhen.gateway.http.order.OrderFeature;
import org.lianzhen.gateway.http.order.OrderMatchFeature;
import org.lianzhen.gateway.http.order.PatientUpdateFeature;
import org.lianzhen.gateway.http.patient.PatientFeature;
import org.lianzhen.gateway.http.print.PrintFeature;
import org.lianzhen.gateway.http.reading.ReadingFeature;
import org.lianzhen.gateway.http.route.RouteFeature;
import org.lianzhen.gateway.http.study.StudyFeature;
import org.lianzhen.gateway.intake.CharsetProposals;
import org.lianzhen.gateway.intake.Uploads;
import org.lianzhen.gateway.link.LinkDoctor;
import org.lianzhen.gateway.link.WebPeer;
import org.lianzhen.gateway.postgres.archive.PostgresAlerts;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveObjects;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.archive.PostgresParkedInstances;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryDesk;
import org.lianzhen.gateway.postgres.intake.PostgresCharsetStore;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;
import org.lianzhen.gateway.postgres.order.PostgresPatientUpdates;
import org.lianzhen.gateway.postgres.order.PostgresStudyMatches;
import org.lianzhen.gateway.postgres.patient.PostgresPatientIndex;
import org.lianzhen.gateway.postgres.reading.PostgresMarkStore;
import org.lianzhen.gateway.postgres.reading.PostgresPreferenceStore;
import org.lianzhen.gateway.route.RouteDirectory;

/**
 * Puts together what the web serves.
 *
 * @param records the database
 * @param archive what the features stand on, as the DICOM side does
 * @param objects where instances are kept
 * @param sides of the node that the web tells of
 */
record WebSite(Settings settings, Records records, Archive archive, ObjectKeeping objects, Sides sides) {

    /**
     * What else is running.
     *
     * @param figures of this node
     * @param deliveries figures of these
     * @param routes that deliveries go by
     * @param doctor of links to nodes
     * @param web services, for the same
     * @param live news for browsers
     * @param certificates that are shown
     * @param backups how they stand
     */
    record Sides(Figures figures, DeliveryFigures deliveries, RouteDirectory routes, LinkDoctor doctor,
            WebPeers web, LiveSide live, Supplier<Health.Check> certificates,
            Supplier<Optional<Health.Check>> backups) {}

    /**
     * Everything that is served.
     *
     * @param access who may log in
     * @param notify who is told of things
     * @param treating what is read and recognised
     */
    HttpFront.Site site(AccessSide access, NotifySide notify, Treating treating) {
        return new HttpFront.Site(features(access, notify, treating), access.sessions(), access.programs(),
                records.audit());
    }

    /** What centres read, and what is recognised between units. */
    record Treating(ReadingSide reading, RecognitionSide recognition) {}

    private List<Feature> features(AccessSide access, NotifySide notify, Treating treating) {
        List<Feature> features = new ArrayList<>(access.features());
        features.addAll(notify.features());
        features.addAll(treating.reading().features(access));
        features.addAll(treating.recognition().features());
        features.add(new OperationsFeature(new GatewayHealth(records.pool(), objects.space(), sides.certificates(),
                sides.backups(), notify::checks), sides.figures()));
        features.add(search());
        features.add(new StudyFeature(archive.search(), archive.members()));
        features.add(conflicts());
        features.add(store());
        features.add(new PatientFeature(new PostgresPatientIndex(records.pool()), archive.members(), records.audit()));
        features.add(new CharsetFeature(
                new CharsetProposals(new PostgresCharsetStore(records.pool()), objects.store()::path),
                archive.members(),
                records.audit()));
        features.add(new MemberFeature(archive.members(), records.audit()));
        features.add(new AuditFeature(new PostgresAuditTrail(records.pool(),
                AuditFolder.of(settings).anchors())));
        features.add(new RouteFeature(sides.routes(), records.audit()));
        features.add(new DeliveryFeature(sides.live().observing(new PostgresDeliveryDesk(records.pool())),
                archive.members(), sides.routes(), sides.deliveries()::line));
        features.add(linkDoctor(sides.live()));
        features.add(new ReceiptFeature(archive.commitments().receipts(), archive.members()));
        features.add(retrieve());
        features.add(
                new ReadingFeature(new PostgresMarkStore(records.pool()), new PostgresPreferenceStore(records.pool()),
                        new PostgresArchiveObjects(records.pool()), new Reach(archive.members())));
        features.add(new OrderFeature(new PostgresOrderStore(records.pool()), new Reach(archive.members()),
                records.audit()));
        features.add(new OrderMatchFeature(
                new OrderMatchFeature.Sources(new PostgresOrderStore(records.pool()),
                        new PostgresStudyMatches(records.pool()), new PostgresArchiveObjects(records.pool())),
                new Reach(archive.members()), records.audit()));
        features.add(new PatientUpdateFeature(
                new PostgresPatientUpdates(records.pool()),
                new Reach(archive.members()), records.audit()));
        features.add(new PrintFeature());
        ClientFiles client = ClientFiles.builtIn();
        features.add(new LiveFeature(sides.live().live(), access::isOpen, client.build()));
        features.add(new ClientFeature(client));
        features.add(new ContractFeature(List.copyOf(features)));
        return features;
    }

    private Feature search() {
        return new SearchFeature(new SearchFeature.Sources(archive.search(), PostgresArchiveSearch::isKnown,
                archive.members(), records.audit()), links());
    }

    private Feature linkDoctor(LiveSide news) {
        return new LinkFeature(sides.doctor(),
                new LinkFeature.Known(archive.members(), this::webPeer, settings.bind().isLoopbackAddress()),
                new LinkFeature.News((account, step) -> news.live().toAccount(account, "link-step", step),
                        () -> news.changes().changed(Topic.LINK)));
    }

    private Optional<WebPeer> webPeer(String code) {
        return sides.routes().routing().stream().flatMap(routing -> routing.routes().destinations().stream())
                .filter(one -> one.code().equals(code)).findFirst().flatMap(sides.web()::of);
    }

    private Feature conflicts() {
        return new ConflictFeature(new PostgresParkedInstances(records.pool()), new PostgresAlerts(records.pool()),
                archive.members(), records.audit());
    }

    private Feature store() {
        ImplementationIdentity ours = ImplementationIdentity.OURS;
        var writer = new Implementation(ours.classUid(), String.valueOf(ours.versionName()));
        return new StoreFeature(new Uploads(objects.receiving(), writer, objects.space()::isLow), records.audit(),
                links());
    }

    private Feature retrieve() {
        return new RetrieveFeature(new RetrieveFeature.Sources(new PostgresArchiveObjects(records.pool()),
                objects.store()::path, archive.members(), records.audit()),
                new RetrieveFeature.Cache(settings.data().resolve("cache"), objects.space()::isLow),
                new PostgresCharsetStore(records.pool())::ofStudy);
    }

    private Links links() {
        return new Links(settings.web().publicUrl());
    }
}
