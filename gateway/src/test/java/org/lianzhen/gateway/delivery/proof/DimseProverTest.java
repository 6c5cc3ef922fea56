package org.lianzhen.gateway.delivery.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.Matches;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.delivery.proof.Prover.Commitment;
import org.lianzhen.gateway.delivery.proof.Prover.Listing;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

@Timeout(60)
class DimseProverTest {
    private static final CommitmentOrder ORDER = CommitmentOrder
            .of(List.of(new SopReference(SopClass.CTImageStorage, "1.2.1"))).waiting(Duration.ofSeconds(5));

    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private CompletionStage<Optional<RemoteNode>> node = CompletableFuture.completedStage(Optional.empty());
    /** AE titles that were looked up. */
    private final List<String> titles = new ArrayList<>();
    private final DimseProver prover = new DimseProver(user, title -> {
        titles.add(title);
        return node;
    });
    private DicomServer server;

    @AfterEach
    void stop() {
        user.close();
        if (server != null) {
            Await.result(server.stop(Duration.ofSeconds(1)));
        }
        Await.result(loops.stop());
    }

    private void serve(ApplicationEntity entity) {
        server = Await.result(DicomServer.listen(loops, ServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ApplicationEntities.of(Map.of("CH1PACS", entity)))));
        call("CH1PACS");
    }

    private void call(String title) {
        node = CompletableFuture.completedStage(
                Optional.of(RemoteNode.at("127.0.0.1", server.address().getPort(), title, "LIANZHEN")));
    }

    private Commitment commit() {
        return Await.result(prover.commit(CheckTest.CH1, ORDER));
    }

    private Listing list() {
        return Await.result(prover.list(CheckTest.CH1, "1.2", "1.2.3"));
    }

    private static DataSet match(int number) {
        return DataSet.builder().put(Tag.QueryRetrieveLevel, "IMAGE").put(Tag.SOPInstanceUID, "1.2.3." + number)
                .build();
    }

    @Test
    void tellsWhatIsReportedAtOnce() {
        serve(ApplicationEntity.builder().commitment((request, reporter) -> {
            reporter.report(new CommitmentResult(request.transactionUid(), request.instances(), List.of()));
            return CompletableFuture.completedStage(null);
        }, title -> CompletableFuture.completedStage(Optional.empty()), user).build());
        assertThat(commit()).isEqualTo(new Commitment.Reported(
                new CommitmentResult(ORDER.transactionUid(), ORDER.instances(), List.of())));
    }

    @Test
    void whoSaysNothingMoreWillReport() {
        serve(ApplicationEntity.builder().commitment((request, reporter) -> CompletableFuture.completedStage(null),
                title -> CompletableFuture.completedStage(Optional.empty()), user).build());
        assertThat(Await.result(prover.commit(CheckTest.CH1, ORDER.waiting(Duration.ofMillis(50)))))
                .isEqualTo(new Commitment.Taken());
    }

    private void refuse(Status status) {
        serve(ApplicationEntity.builder()
                .commitment((request, reporter) -> CompletableFuture.failedStage(new DimseException(status, "no")),
                        title -> CompletableFuture.completedStage(Optional.empty()), user)
                .build());
    }

    @ParameterizedTest
    @ValueSource(strings = { "0112", "0118", "0122", "0123", "0124", "0211" })
    void whoSaysThatItDoesNoSuchThingOffersNone(String code) {
        refuse(new Status(Integer.parseInt(code, 16)));
        assertThat(commit()).isInstanceOfSatisfying(Commitment.NotOffered.class,
                no -> assertThat(no.inWords()).contains(code + "H"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0110", "0213", "A700" })
    void whoRefusesARequestMayTakeAnotherOne(String code) {
        refuse(new Status(Integer.parseInt(code, 16)));
        assertThat(commit()).isInstanceOfSatisfying(Commitment.Unreachable.class,
                no -> assertThat(no.inWords()).contains(code + "H"));
    }

    @Test
    void whoHasNoSuchContextOffersNothing() {
        serve(ApplicationEntity.builder().build());
        assertThat(commit()).isInstanceOfSatisfying(Commitment.NotOffered.class,
                no -> assertThat(no.inWords()).contains(SopClass.StorageCommitmentPushModel));
        assertThat(list()).isInstanceOfSatisfying(Listing.NotOffered.class,
                no -> assertThat(no.inWords()).contains("1.2.840.10008.5.1.4.1.2.2.1"));
    }

    @Test
    void listsWhatASeriesHas() {
        serve(ApplicationEntity.builder().find(request -> {
            assertThat(request.identifier().string(Tag.StudyInstanceUID)).isEqualTo("1.2");
            assertThat(request.identifier().string(Tag.SeriesInstanceUID)).isEqualTo("1.2.3");
            assertThat(request.identifier().string(Tag.QueryRetrieveLevel)).isEqualTo("IMAGE");
            return CompletableFuture.completedStage(
                    Matches.of(IntStream.range(0, 3000).mapToObj(DimseProverTest::match).toList()));
        }).build());
        assertThat(list()).isInstanceOfSatisfying(Listing.Found.class,
                found -> assertThat(found.instances()).hasSize(3000).contains("1.2.3.0", "1.2.3.2999"));
    }

    @Test
    void aQueryThatFailsTellsNothing() {
        serve(ApplicationEntity.builder().find(request -> {
            throw new DimseException(Outcome.of(Status.OUT_OF_RESOURCES, "busy"), null);
        }).build());
        assertThat(list()).isInstanceOfSatisfying(Listing.Unreachable.class,
                no -> assertThat(no.inWords()).contains("A700H"));
    }

    @Test
    void aQueryThatIsNotForUsIsNotOffered() {
        serve(ApplicationEntity.builder().find(request -> {
            throw new DimseException(Status.NOT_AUTHORIZED, "no");
        }).build());
        assertThat(list()).isInstanceOf(Listing.NotOffered.class);
    }

    @Test
    void whoRejectsUsMayTakeUsLater() {
        serve(ApplicationEntity.builder().build());
        call("NOBODY");
        assertThat(commit()).isInstanceOf(Commitment.Unreachable.class);
        assertThat(list()).isInstanceOf(Listing.Unreachable.class);
    }

    @Test
    void whoIsAwayOrUnknownCannotBeAsked() {
        assertThat(commit()).isInstanceOf(Commitment.Unreachable.class);
        assertThat(list()).isInstanceOfSatisfying(Listing.Unreachable.class,
                no -> assertThat(no.inWords()).contains("no node of this AE title"));
        serve(ApplicationEntity.builder().build());
        Await.result(server.stop(Duration.ofSeconds(1)));
        assertThat(commit()).isInstanceOf(Commitment.Unreachable.class);
        assertThat(list()).isInstanceOf(Listing.Unreachable.class);
        node = CompletableFuture.failedStage(new IOException("the directory is away"));
        assertThat(commit()).isEqualTo(new Commitment.Unreachable("the directory is away"));
        node = CompletableFuture.failedStage(new TimeoutException());
        assertThat(commit()).isEqualTo(new Commitment.Unreachable("no answer in time"));
        node = CompletableFuture.failedStage(new TimeoutException("after 5 s"));
        assertThat(commit()).isEqualTo(new Commitment.Unreachable("after 5 s"));
    }

    @Test
    void whoIsAskedFollowsFromTheAddress() {
        var known = new Address.Node("CH1PACS");
        Stream.of(known, new Address.Centre("CH1-IMG", known), new Address.Centre("CH1-IMG", null),
                new Address.Web(URI.create("https://pacs.example/dicom-web"), null, null))
                .forEach(address -> Await
                        .result(prover.list(new Destination("X", "CH1", address, 1), "1.2", "1.2.3")));
        assertThat(titles).as("no node has no title").containsExactly("CH1PACS", "CH1PACS", "", "");
    }
}
