package org.lianzhen.gateway.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.net.AcceptDecision;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.NegotiationPolicy.ContextDecision;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.member.TestMembers;

/** How the demonstration behaves towards us, who are its peer. */
@Timeout(60)
class DemoStudiesTest {
    private final EventLoops loops = EventLoops.start(1);
    private final List<String> callers = new CopyOnWriteArrayList<>();
    private final List<AssociationEnd> ends = new CopyOnWriteArrayList<>();

    /** Takes no instance, and hears how associations end. */
    private final class Peer implements AssociationListener {
        @Override
        public void onEnded(Association association, AssociationEnd end) {
            callers.add(association.terms().peerAeTitle());
            ends.add(end);
        }
    }

    /** Holds everything, or nothing. */
    private record Archive(boolean everything) implements ArchiveSearch {
        @Override
        public CompletionStage<List<DataSet>> find(Search search) {
            throw new AssertionError();
        }

        @Override
        public CompletionStage<FoundPage> findAfter(Search search, List<String> place) {
            throw new AssertionError("one page is enough");
        }

        @Override
        public CompletionStage<List<KeptInstance>> instances(Search search) {
            throw new AssertionError();
        }

        @Override
        public CompletionStage<Set<SopReference>> durable(List<SopReference> instances, Set<String> units) {
            return CompletableFuture.completedStage(everything ? Set.copyOf(instances) : Set.of());
        }
    }

    @AfterEach
    void close() throws Exception {
        loops.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void send(Archive archive) throws Exception {
        var accept = new AcceptDecision.Accept(
                (syntax, offered) -> new ContextDecision.Accepted(offered.getFirst()), new Peer());
        DicomServer server = DicomServer.listen(loops, ServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                title -> request -> CompletableFuture.completedStage(accept))).toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        new DemoStudies(new DemoStudies.Us(server.address(), "LIANZHEN"), archive,
                TestMembers.with("TS1PACS", "TS2PACS", "CH1PACS").members()).send();
    }

    @Test
    void takesItsLeaveOfEveryPeer() throws Exception {
        send(new Archive(false));
        Await.until("all have ended", () -> ends.size() == DemoStudy.values().length);
        assertThat(callers).containsExactlyInAnyOrder("TS1PACS", "TS2PACS", "TS1PACS", "CH1PACS");
        assertThat(ends).containsOnly(new AssociationEnd.Released(true));
    }

    @Test
    void sendsNothingThatIsHere() throws Exception {
        send(new Archive(true));
        assertThat(ends).isEmpty();
    }
}
