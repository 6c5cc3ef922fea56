package org.lianzhen.gateway.app;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentRequest;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreSink;

/** CH1OWN, which takes everything, keeps nothing, and says on the association of the request what it has. */
final class CommittingPeer {
    private CommittingPeer() {}

    static DicomServer listen(EventLoops loops, ServiceClassUser user, InetSocketAddress address,
            Predicate<SopReference> has) {
        return listen(loops, user, address, new Keeping(has, uid -> Outcome.SUCCESS));
    }

    /**
     * What it does with images.
     *
     * @param has what it says that it has
     * @param answers to an image, by its UID
     */
    record Keeping(Predicate<SopReference> has, Function<String, Outcome> answers) {}

    static DicomServer listen(EventLoops loops, ServiceClassUser user, InetSocketAddress address, Keeping keeping) {
        ApplicationEntity entity = ApplicationEntity.builder().storage(StoragePolicy.EVERYTHING,
                context -> new Taking(keeping.answers(), context.sopInstanceUid())).commitment((request, reporter) -> {
                    reporter.report(result(request, keeping.has()));
                    return CompletableFuture.completedStage(null);
                }, title -> CompletableFuture.completedStage(Optional.empty()), user).build();
        return Await.result(DicomServer.listen(loops,
                ServerOptions.of(address, ApplicationEntities.of(Map.of("CH1OWN", entity)))));
    }

    private static CommitmentResult result(CommitmentRequest request, Predicate<SopReference> has) {
        List<SopReference> all = request.instances();
        return new CommitmentResult(request.transactionUid(), all.stream().filter(has).toList(), all.stream()
                .filter(has.negate()).map(one -> new Refusal(one, Refusal.NO_SUCH_OBJECT)).toList());
    }

    private record Taking(Function<String, Outcome> answers, String uid) implements StoreSink {
        @Override
        public void chunk(ByteBuf chunk) {
            chunk.release();
        }

        @Override
        public CompletionStage<Outcome> end() {
            return CompletableFuture.completedStage(answers.apply(uid));
        }

        @Override
        public void aborted(Throwable cause) {
            // nothing was kept
        }
    }
}
