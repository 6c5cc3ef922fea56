package org.lianzhen.dicom.service;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Sends instances back over the association that a C-GET came on, as many at once as was negotiated. */
record GetRunner(InstanceSender sender) implements SubOperationRunner {
    /** Enough to fill a line; more would only hold memory. */
    private static final int MOST_AT_ONCE = 8;

    @Override
    public Runnable start(List<Instance> instances, Consumer<InstanceResult> results) {
        Executor loop = sender.association().loop();
        var run = new Run(sender, new ArrayDeque<>(instances), results);
        int window = sender.association().terms().window().invoked();
        int atOnce = window == 0 ? MOST_AT_ONCE : Math.min(window, MOST_AT_ONCE);
        for (int i = 0; i < atOnce; i++) {
            loop.execute(run::next);
        }
        return () -> loop.execute(run::stop);
    }

    /** Only for the event loop. */
    private record Run(InstanceSender sender, Queue<Instance> waiting, Consumer<InstanceResult> results) {
        void next() {
            Instance instance = waiting.poll();
            if (instance != null) {
                sender.send(instance).whenCompleteAsync((result, fault) -> {
                    results.accept(fault == null
                            ? result
                            : new InstanceResult.NotSent(instance, String.valueOf(fault.getMessage())));
                    next();
                }, sender.association().loop());
            }
        }

        void stop() {
            for (Instance left = waiting.poll(); left != null; left = waiting.poll()) {
                results.accept(new InstanceResult.NotSent(left, "cancelled"));
            }
        }
    }
}
