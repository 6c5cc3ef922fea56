package org.lianzhen.gateway.http.reading;

import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.reading.critical.CriticalValue;

/** What those are told who want something of a critical value, or around one, that cannot be. */
final class CriticalProblems {
    private CriticalProblems() {}

    static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-critical-value",
                "There is no such critical value, or none that your unit may see."));
    }

    static ProblemException unknownStudy() {
        return new ProblemException(
                Problem.notFound("no-such-study", "There is no such study here, or none that your unit may see."));
    }

    static ProblemException illegal(CriticalValue value) {
        return new ProblemException(Problem.conflict("critical-state",
                "The critical value is " + value.state() + ": load it again."));
    }

    static ProblemException own() {
        return new ProblemException(Problem.forbidden("own-critical-value",
                "Another person than the one who raised a critical value reads it back."));
    }

    static ProblemException item() {
        return new ProblemException(Problem.unprocessable("critical-item",
                "\"item\" must be the code of an item of the catalogue."));
    }

    /** A report that shall become final. */
    static ProblemException unanswered() {
        return new ProblemException(Problem.conflict("critical-unanswered",
                "Nobody has read back the critical value of this study. Telephone whoever is on duty where the patient is, write down "
                        + "what they read back, and sign then; or take it back with a reason if it is none."));
    }
}
