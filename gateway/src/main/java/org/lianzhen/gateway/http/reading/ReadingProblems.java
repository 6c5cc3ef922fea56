package org.lianzhen.gateway.http.reading;

import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** What those are told who want something of a reading that cannot be. */
final class ReadingProblems {
    private ReadingProblems() {}

    static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-reading",
                "There is no such study in the queue of your centre."));
    }

    /** Where it is and who has it, so that whoever asked knows what to do next. */
    static ProblemException illegal(ReadingTask task) {
        ReadingTask.Reader holder = task.standing().holder();
        return new ProblemException(Problem.conflict(holder == null ? "reading-state" : "reading-held",
                "The study is " + task.standing().state()
                        + (holder == null ? "." : " in the hand of " + holder.name() + ".")));
    }

    /** Only the centre that is home to a study says who else reads it, by the agreements that it has. */
    static ProblemException givenAlready() {
        return new ProblemException(Problem.conflict("given-already",
                "The study was given to your centre by another one. Give it back and say why: that centre can give it to"
                        + " a third one."));
    }

    static ProblemException own() {
        return new ProblemException(Problem.forbidden("own-report",
                "Another person than the one who wrote a report looks at it and approves it."));
    }

    static ProblemException stale() {
        return new ProblemException(Problem.stale(
                "The report or the study has changed, or is in somebody else's hand: load it again."));
    }
}
