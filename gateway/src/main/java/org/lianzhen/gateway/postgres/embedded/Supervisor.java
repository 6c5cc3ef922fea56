package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the server running: when its process ends unasked it is started again, at once the first time and after growing
 * delays when it does not stay. One thread of the platform starts it and watches, because the server lives no longer than the
 * thread that started it.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    /** A server that lived this long is no failed start. */
    private static final Duration STABLE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Startable server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Process process;
    private boolean up;
    private boolean stopping;

    Supervisor(Startable server) {
        this.server = server;
    }

    /**
     * Starts the server and waits until it serves.
     *
     * @throws TimeoutException if it does not within {@code limit}; it is still being tried then
     */
    void start(Duration limit) throws IOException, TimeoutException {
        Thread.ofPlatform().daemon().name("postgres-supervisor").start(this::watch);
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!up) {
                if (left <= 0) {
                    throw new TimeoutException("no connection within " + limit.toSeconds() + " s");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was starting", e);
        } finally {
            lock.unlock();
        }
    }

    boolean isUp() {
        lock.lock();
        try {
            return up;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        Duration delay = FIRST_DELAY;
        while (!isStopping()) {
            long started = System.nanoTime();
            runOnce();
            if (isStopping()) {
                return;
            }
            boolean lived = System.nanoTime() - started > STABLE.toNanos();
            delay = lived ? FIRST_DELAY : delay;
            LOG.error("PostgreSQL has ended unasked; starting it again in {} ms. It said: {}", delay.toMillis(),
                    server.lastWords());
            pause(delay);
            delay = min(delay.multipliedBy(2), LONGEST_DELAY);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** From one start of the process to its end. */
    private void runOnce() {
        try {
            Process started = server.start();
            setProcess(started);
            while (!isStopping() && started.isAlive() && !server.isReady(started)) {
                pause(LOOK);
            }
            setUp(started.isAlive());
            started.waitFor();
        } catch (IOException e) {
            LOG.error("PostgreSQL cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            setUp(false);
        }
    }

    private void pause(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && !stopping) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever stopped us while the process was being started has not seen it, so it is ended here. */
    private void setProcess(Process started) {
        lock.lock();
        try {
            process = started;
            if (stopping) {
                started.destroy();
            }
        } finally {
            lock.unlock();
        }
    }

    private void setUp(boolean now) {
        lock.lock();
        try {
            up = now && !stopping;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the server and the watch over it; blocks for {@code limit} at most. */
    void stop(Duration limit) {
        Process running;
        lock.lock();
        try {
            stopping = true;
            running = process;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (running != null && running.isAlive()) {
            server.stop(running, limit);
        }
    }
}
