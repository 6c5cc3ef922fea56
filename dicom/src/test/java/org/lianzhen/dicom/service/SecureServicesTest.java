package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.SubOperations;
import org.lianzhen.dicom.net.AssociationFailedException;
import org.lianzhen.dicom.net.ConnectResult;
import org.lianzhen.dicom.net.TlsContext;

/** Services over mutual TLS, sub-associations of C-MOVE among them. */
class SecureServicesTest {
    private final ReceivedInstances received = new ReceivedInstances();

    @TempDir
    private Path folder;

    private TestPki pki;

    @BeforeEach
    void makeCertificates() {
        pki = TestPki.in(folder);
    }

    @Test
    void storesOverMutualTls() {
        List<Instance> instances = TestInstances.cts(30);
        try (LocalNode local = secure((builder, user) -> builder.storage(StoragePolicy.EVERYTHING, received))) {
            StoreReport report = Await.completed(local.user().store(secured(local.node(), true), instances,
                    StoreOptions.STANDARD.withAssociations(2), StoreListener.NONE).result());
            assertThat(report.stored()).isEqualTo(30);
        }
        assertThat(instances).allSatisfy(instance -> assertThat(received.bytes(instance.sopInstanceUid()))
                .isEqualTo(TestInstances.bytes(instance)));
    }

    @Test
    void whoShowsNoCertificateIsNotServed() {
        try (LocalNode local = secure((builder, user) -> builder)) {
            assertThat(Await.completed(local.user().echo(secured(local.node(), true)))).isNotNull();
            assertThatThrownBy(() -> Await.completed(local.user().echo(secured(local.node(), false))))
                    .hasCauseInstanceOf(AssociationFailedException.class);
        }
    }

    @Test
    void plainTextIsNotServedOnASecurePort() {
        try (LocalNode local = secure((builder, user) -> builder)) {
            assertThatThrownBy(() -> Await.completed(local.user().echo(local.node())))
                    .hasCauseInstanceOf(AssociationFailedException.class);
        }
    }

    @Test
    void aSecureCallToAPlainPortFailsInTheHandshake() {
        try (LocalNode local = LocalNode.of(builder -> builder)) {
            assertThatThrownBy(() -> Await.completed(local.user().echo(secured(local.node(), true)))).cause()
                    .isInstanceOfSatisfying(AssociationFailedException.class, fault -> assertThat(fault.result())
                            .isInstanceOfSatisfying(ConnectResult.Failed.class, failed -> assertThat(failed.step())
                                    .isEqualTo(ConnectResult.Step.TLS)));
        }
    }

    @Test
    void movesToASecureNode() {
        try (LocalNode third = secure((builder, user) -> builder.storage(StoragePolicy.EVERYTHING, received));
                LocalNode archive = LocalNode.of(
                        (builder, user) -> new TestArchive(TestInstances.cts(7)).serve(builder,
                                TestArchive.only("THIRD", secured(third.node(), true)), user),
                        PoolOptions.STANDARD, options -> options)) {
            RetrieveSummary summary = Await.completed(archive.user().move(archive.node(),
                    RetrieveQuery.study(TestInstances.STUDY), "THIRD", counts -> {}).result());
            assertThat(summary).isEqualTo(
                    new RetrieveSummary(Outcome.SUCCESS, SubOperations.ended(7, 0, 0), List.of(), Set.of()));
        }
        assertThat(received.count()).isEqualTo(7);
    }

    @Test
    void certificatesAreAskedForWithEveryConnection() {
        Set<TlsContext> asked = ConcurrentHashMap.newKeySet();
        try (LocalNode local = secure((builder, user) -> builder)) {
            RemoteNode renewing = local.node().with(local.node().connection().withTls(() -> {
                TlsContext fresh = pki.client(true);
                asked.add(fresh);
                return fresh;
            }));
            Await.completed(local.user().echo(renewing));
            Await.completed(local.user().echo(renewing));
        }
        assertThat(asked).hasSize(2);
    }

    private LocalNode secure(LocalNode.Services services) {
        TlsContext server = pki.server();
        return LocalNode.of(services, PoolOptions.STANDARD, options -> options.withTls(() -> server));
    }

    private RemoteNode secured(RemoteNode node, boolean withCertificate) {
        TlsContext client = pki.client(withCertificate);
        return node.with(node.connection().withTls(() -> client));
    }
}
