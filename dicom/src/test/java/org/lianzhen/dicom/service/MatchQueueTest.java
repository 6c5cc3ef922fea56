package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;

class MatchQueueTest {
    private final MatchQueue queue = new MatchQueue();
    private final FakeAssociation association = FakeAssociation
            .accepted(List.of(StorageContext.uncompressed(SopClass.Verification)), Map.of());

    @Test
    void handsOutInOrderWhetherAskedBeforeOrAfter() {
        var early = queue.next().toCompletableFuture();
        assertThat(early).isNotDone();
        put(1);
        put(2);
        assertThat(Await.result(early)).contains(match(1));
        assertThat(Await.result(queue.next())).contains(match(2));
    }

    @Test
    void holdsThePeerWhenManyWaitAndLetsItGoWhenFewDo() {
        for (int i = 0; i < 64; i++) {
            put(i);
        }
        assertThat(association.holds()).isEqualTo(1);
        put(64);
        assertThat(association.holds()).isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            Await.result(queue.next());
        }
        assertThat(association.holds()).isZero();
    }

    @Test
    void theEndComesAfterWhatWaits() {
        put(1);
        queue.end(null);
        assertThat(Await.result(queue.next())).contains(match(1));
        assertThat(Await.result(queue.next())).isEmpty();
        assertThat(Await.result(queue.next())).isEmpty();
    }

    @Test
    void aFaultComesAfterWhatWaits() {
        put(1);
        queue.end(new IllegalStateException("a test"));
        assertThat(Await.result(queue.next())).contains(match(1));
        assertThatThrownBy(() -> Await.result(queue.next())).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyOneMayBeAskedForAtATime() {
        queue.next();
        assertThatThrownBy(() -> Await.result(queue.next())).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyIsHeldForWhatIsUnwanted() {
        for (int i = 0; i < 64; i++) {
            put(i);
        }
        queue.stopHolding();
        assertThat(association.holds()).isZero();
        put(64);
        assertThat(association.holds()).isZero();
        assertThat(Await.result(queue.next())).contains(match(0));
    }

    private void put(int number) {
        queue.put(match(number), association);
    }

    private static Match match(int number) {
        return Match.of(DataSet.builder().put(Tag.InstanceNumber, String.valueOf(number)).build());
    }
}
