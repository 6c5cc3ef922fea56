package org.lianzhen.gateway.delivery.proof;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.Routing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for studies that are to be proved, and asks their destinations, each about a few at a time, so that none delays another. */
public final class Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    /** Where much waits for a destination that is away, a look takes long, and is worth no more than a part of the time. */
    private static final int REST_PER_LOOK = 50;

    private final Check.Tools tools;
    private final Supplier<Optional<Routing>> rules;
    private final String holder = UUID.randomUUID().toString();
    private final Map<String, Integer> running = new ConcurrentHashMap<>();
    /** Until when nobody looks, of {@link System#nanoTime}; of the thread that looks. */
    private final Map<String, Long> resting = new HashMap<>();
    private final Set<Thread> checks = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread looking = Thread.ofVirtual().name("proofs").unstarted(this::work);

    private Proofs(Check.Tools tools, Supplier<Optional<Routing>> rules) {
        this.tools = tools;
        this.rules = rules;
    }

    /** @param rules that are in force at the moment, for who the destinations are */
    public static Proofs start(ProofLedger ledger, Prover prover, Supplier<Optional<Routing>> rules, ProofPace pace) {
        var proofs = new Proofs(new Check.Tools(ledger, prover, pace), rules);
        proofs.looking.start();
        return proofs;
    }

    private void work() {
        try {
            while (!closed.await(tools.pace().poll().toMillis(), TimeUnit.MILLISECONDS)) {
                List<Destination> all = rules.get().map(routing -> routing.routes().destinations()).orElse(List.of());
                resting.keySet().retainAll(all.stream().map(Destination::code).toList());
                all.forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins as many as there may be. */
    private void look(Destination destination) {
        Long until = resting.get(destination.code());
        if (until != null && System.nanoTime() - until < 0) {
            return;
        }
        try {
            while (closed.getCount() > 0
                    && running.getOrDefault(destination.code(), 0) < tools.pace().atOnce()) {
                long begin = System.nanoTime();
                Optional<ProofLease> lease = Check
                        .await(tools.ledger().take(destination.code(), holder, tools.pace().term()));
                if (lease.isEmpty()) {
                    long now = System.nanoTime();
                    resting.put(destination.code(), now + (now - begin) * REST_PER_LOOK);
                    return;
                }
                begin(destination, lease.get());
            }
        } catch (CompletionException e) {
            LOG.warn("What {} has cannot be looked for now: {}", destination.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // without this thread nothing would be proved until the next start
            LOG.error("What {} has cannot be looked for", destination.code(), e);
        }
    }

    private void begin(Destination destination, ProofLease lease) {
        running.merge(destination.code(), 1, Integer::sum);
        Thread thread = Thread.ofVirtual().name("proof-" + destination.code()).unstarted(() -> {
            try {
                check(destination, lease);
            } finally {
                running.computeIfPresent(destination.code(), (code, many) -> many == 1 ? null : many - 1);
                checks.remove(Thread.currentThread());
            }
        });
        checks.add(thread);
        thread.start();
    }

    /** What fails is asked again when the lease has ended. */
    private void check(Destination destination, ProofLease lease) {
        try {
            Finding finding = new Check(lease, destination, tools).find();
            if (Check.await(tools.ledger().settle(lease, finding))) {
                tell(destination, lease, finding);
            }
        } catch (Check.LostException e) {
            LOG.debug("Somebody else asks {} about {} now", destination.code(), lease.studyInstanceUid(), e);
        } catch (CompletionException e) {
            LOG.warn("What {} has of {} cannot be found out now: {}", destination.code(), lease.studyInstanceUid(),
                    String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("What {} has of {} cannot be found out", destination.code(), lease.studyInstanceUid(), e);
        }
    }

    /** Nothing that the destination has said: it may name a patient. */
    private static void tell(Destination destination, ProofLease lease, Finding finding) {
        switch (finding) {
            case Finding.Complete complete -> LOG.debug("{} has all of {}", destination.code(),
                    lease.studyInstanceUid());
            case Finding.Failed failed -> LOG.error("{}, study {}: {}, and sending them again did not help",
                    destination.code(), lease.studyInstanceUid(), failed.inWords());
            case Finding.Resend resend -> LOG.info("{}, study {}: {}", destination.code(), lease.studyInstanceUid(),
                    resend.inWords());
            default -> LOG.info("{}, study {}: {}", destination.code(), lease.studyInstanceUid(), finding.code());
        }
    }

    /** Begins nothing more, and waits no longer than this for what is under way. */
    public void close(Duration limit) {
        closed.countDown();
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (Thread check : checks) {
                check.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
            looking.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
