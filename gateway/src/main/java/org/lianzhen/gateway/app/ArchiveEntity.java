package org.lianzhen.gateway.app;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.QueryOption;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DimseCourier;
import org.lianzhen.gateway.delivery.proof.DimseProver;
import org.lianzhen.gateway.delivery.proof.Prover;
import org.lianzhen.gateway.intake.InstanceReceiver;
import org.lianzhen.gateway.intake.Senders;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.Licence;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.query.ArchiveQueries;
import org.lianzhen.gateway.query.CommitmentDelivery;
import org.lianzhen.gateway.query.Commitments;
import org.lianzhen.gateway.query.ProcedureSteps;
import org.lianzhen.gateway.query.WorklistQueries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application entity that stores into the archive and answers from it, for members only. */
final class ArchiveEntity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveEntity.class);

    private final Archive archive;
    private final ObjectKeeping objects;
    private final ServiceClassUser user;
    private final Calls calls;
    private final CommitmentDelivery commitments;

    /**
     * How we call others.
     *
     * @param aeTitle ours
     * @param tls for nodes that are called over TLS, asked for each connection; always the same object, since equal nodes share
     *            associations; null when DICOM over TLS is off
     */
    record Calls(String aeTitle, @Nullable Supplier<TlsContext> tls) {}

    ArchiveEntity(Archive archive, ObjectKeeping objects, ServiceClassUser user, Calls calls) {
        this.archive = archive;
        this.objects = objects;
        this.user = user;
        this.calls = calls;
        this.commitments = new CommitmentDelivery(archive.commitments().reports(), this::node, user::reportCommitment,
                archive.commitments().schedule());
    }

    /** @param examined takes results of storage commitment that were asked for to examine a node, and says so */
    AssociationAcceptor build(Predicate<CommitmentResult> examined) {
        commitments.start();
        ImplementationIdentity ours = ImplementationIdentity.OURS;
        var writer = new Implementation(ours.classUid(), String.valueOf(ours.versionName()));
        MemberDirectory members = archive.members();
        var viewers = new MemberViewers(members, Set.of(Licence.QUERY, Licence.RETRIEVE));
        var queries = new ArchiveQueries(archive.search(), viewers, objects.instances(), archive.audit());
        ApplicationEntity.Builder entity = ApplicationEntity.builder()
                .storage(StoragePolicy.EVERYTHING,
                        new InstanceReceiver(objects.receiving(), writer, Senders.of(members),
                                objects.space()::isLow))
                .options(QueryOption.RELATIONAL).find(queries).get(queries).move(queries, this::node, user)
                .commitment(
                        new Commitments(new Commitments.Sources(archive.search(), archive.commitments().receipts()),
                                new MemberViewers(members, Set.of(Licence.STORE)), commitments, archive.audit()),
                        this::node, user)
                .commitmentResults(new ReportedCommitments(members, (unit, result) -> examined.test(result)
                        ? CompletableFuture.completedStage(true)
                        : archive.commitments().answers().reported(unit, result)));
        offerOrders(entity);
        return new MembersOnly(members, entity.build(), archive.audit());
    }

    private void offerOrders(ApplicationEntity.Builder entity) {
        Archive.Orders orders = archive.orders();
        if (orders != null) {
            MemberDirectory members = archive.members();
            entity.worklist(new WorklistQueries(orders.worklist(), new MemberViewers(members, Set.of(Licence.QUERY)),
                    this::stations, archive.audit()));
            entity.procedureSteps(new ProcedureSteps(orders.steps(),
                    new MemberViewers(members, Set.of(Licence.STORE)), this::stations));
        }
    }

    private Set<String> stations(String unit) {
        return archive.members().members().lists().nodes().stream().filter(node -> node.unit().equals(unit))
                .map(DicomNode::aeTitle).collect(Collectors.toUnmodifiableSet());
    }

    /** Sends what is kept to nodes. */
    Courier courier() {
        return new DimseCourier(user, this::node, objects.instances());
    }

    /** Asks nodes what they have. */
    Prover prover() {
        return new DimseProver(user, this::node);
    }

    /** A node of a unit that takes no part at present is no node to call. */
    CompletionStage<Optional<RemoteNode>> node(String aeTitle) {
        MemberDirectory members = archive.members();
        return CompletableFuture.completedStage(members.members().node(aeTitle)
                .filter(node -> node.listens() && members.isIn(node.unit())).flatMap(this::remote));
    }

    private Optional<RemoteNode> remote(DicomNode node) {
        String host = node.host();
        Supplier<TlsContext> tls = calls.tls();
        if (host == null || (node.tls() && tls == null)) {
            LOG.warn("The node {} cannot be called: it wants TLS, and DICOM over TLS is off here",
                    node.aeTitle());
            return Optional.empty();
        }
        RemoteNode remote = RemoteNode.at(host, node.port(), node.aeTitle(), calls.aeTitle())
                .preferring(node.transferSyntaxes().stream().map(TransferSyntax::of).filter(Objects::nonNull).toList());
        return Optional.of(node.tls() && tls != null ? remote.with(remote.connection().withTls(tls)) : remote);
    }

    /** Brings no more results of storage commitments. */
    @Override
    public void close() {
        commitments.close();
    }
}
