package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.lianzhen.gateway.app.BackgroundWork.Kind;
import org.lianzhen.gateway.intake.CharsetProposals;
import org.lianzhen.gateway.patient.PatientMatching;
import org.lianzhen.gateway.postgres.intake.PostgresCharsetStore;
import org.lianzhen.gateway.postgres.patient.PostgresPatientIndex;

/** Keeps what the index says of patients up to date: who is the same person, and how their texts are read. */
record PatientUpkeep(List<BackgroundWork> works) implements AutoCloseable {
    private static final int AT_ONCE = 20;

    PatientUpkeep {
        works = List.copyOf(works);
    }

    /**
     * @param files the file of an object's key
     * @param pause before looking again when there was nothing to do
     */
    static PatientUpkeep start(Vertx vertx, Pool pool, Function<String, Path> files, Duration pause) {
        var matching = new PatientMatching(new PostgresPatientIndex(pool));
        var charsets = new CharsetProposals(new PostgresCharsetStore(pool), files);
        return new PatientUpkeep(List.of(
                BackgroundWork.start(vertx, new Kind("comparing patients", () -> matching.run(AT_ONCE), pause)),
                BackgroundWork.start(vertx, new Kind("reading texts anew", () -> charsets.readOn(AT_ONCE), pause))));
    }

    @Override
    public void close() {
        works.forEach(BackgroundWork::close);
    }
}
