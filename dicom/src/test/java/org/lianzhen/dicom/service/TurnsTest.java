package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void runsTasksOneAfterTheOtherWhoeverBringsThem() throws InterruptedException {
        var turns = new Turns(Thread::startVirtualThread);
        var seen = new int[1];
        var done = new CountDownLatch(8 * 1_000);
        for (int i = 0; i < 8; i++) {
            Thread.startVirtualThread(() -> {
                for (int n = 0; n < 1_000; n++) {
                    turns.execute(() -> {
                        seen[0]++;
                        done.countDown();
                    });
                }
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen[0]).isEqualTo(8_000);
    }

    @Test
    void keepsTheOrderOfOneCaller() {
        var seen = new ArrayList<Integer>();
        var turns = new Turns(Runnable::run);
        turns.execute(() -> {
            turns.execute(() -> seen.add(2));
            seen.add(1);
        });
        turns.execute(() -> seen.add(3));
        assertThat(seen).isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void goesOnAfterATaskThatFails() {
        var seen = new ArrayList<Integer>();
        var turns = new Turns(Runnable::run);
        turns.execute(() -> {
            throw new IllegalStateException("a listener's fault");
        });
        turns.execute(() -> seen.add(1));
        assertThat(seen).containsExactly(1);
    }
}
