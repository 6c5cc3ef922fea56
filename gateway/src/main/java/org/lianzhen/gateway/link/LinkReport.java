package org.lianzhen.gateway.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was found out about a node.
 *
 * @param steps every one, in order
 * @param classes of images, as far as the node was asked
 * @param trace of what went over the line
 */
public record LinkReport(LinkTarget target, Instant startedAt, List<Step> steps, List<AcceptedClass> classes,
        Trace trace) {
    public LinkReport {
        steps = List.copyOf(steps);
        classes = List.copyOf(classes);
    }

    /** Whether nothing failed. */
    public boolean isSound() {
        return steps.stream().noneMatch(step -> step.result() == Result.FAILED);
    }

    /** How a step ended. */
    public enum Result {
        OK, FAILED,
        /** It was not asked for, does not apply, or cannot be done after an earlier failure. */
        SKIPPED
    }

    /** @param details figures and names, by keys that do not change with the language */
    public record Step(LinkStep step, Result result, Duration took, Finding finding, Map<String, String> details) {
        public Step {
            details = Map.copyOf(details);
        }
    }

    /**
     * A SOP class that was proposed.
     *
     * @param transferSyntaxes UIDs of those the node accepted, none when it does not take the class
     */
    public record AcceptedClass(String sopClassUid, List<String> transferSyntaxes) {
        public AcceptedClass {
            transferSyntaxes = List.copyOf(transferSyntaxes);
        }
    }

    /** @param omitted lines that came after the last one that was kept */
    public record Trace(List<Line> lines, long omitted) {
        public Trace {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Some PDU, or several that are alike.
     *
     * @param at since the beginning
     * @param sent whether it went to the node
     * @param length of variable fields in bytes, or of values where it is data
     * @param count of PDUs or values
     * @param what key fields, never data of a patient
     */
    public record Line(Duration at, boolean sent, String type, long length, int count, String what) {}
}
