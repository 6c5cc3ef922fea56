package org.lianzhen.gateway.http.dicomweb.store;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.intake.Uploaded;
import org.lianzhen.gateway.intake.Uploaded.Fault;
import org.lianzhen.gateway.intake.Uploaded.Kept;
import org.lianzhen.gateway.intake.Uploaded.Refused;

/**
 * What became of a request.
 *
 * @param files in the order of the request
 * @param broken why what followed them could not be taken apart; null when nothing followed
 */
record StoreOutcome(List<Uploaded> files, @Nullable String broken) {

    StoreOutcome {
        files = List.copyOf(files);
    }

    Stream<Kept> kept() {
        return files.stream().filter(Kept.class::isInstance).map(Kept.class::cast);
    }

    Stream<Refused> refused() {
        return files.stream().filter(Refused.class::isInstance).map(Refused.class::cast);
    }

    boolean isAnyKept() {
        return kept().findAny().isPresent();
    }

    boolean isAnyRefusedBy(Fault fault) {
        return refused().anyMatch(refused -> refused.fault() == fault);
    }

    /** Status of an answer that speaks of every file (PS3.18 Table 10.5.3-1). */
    int status() {
        boolean whole = broken == null && refused().findAny().isEmpty()
                && kept().noneMatch(kept -> kept.acceptance() instanceof Acceptance.Parked);
        return whole ? 200 : isAnyKept() ? 202 : 409;
    }
}
