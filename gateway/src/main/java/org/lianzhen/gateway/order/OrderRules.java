package org.lianzhen.gateway.order;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What an order must say, and what fits into worklists. */
public final class OrderRules {
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_SHORT = 16;
    private static final int LONGEST_TEXT = 2000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\\\]");
    private static final Pattern CONTROL_IN_TEXT = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]");
    private static final Predicate<String> MODALITY = Pattern.compile("[A-Z0-9_]{1,16}").asMatchPredicate();
    private static final Predicate<String> SEX = Pattern.compile("[MFO]?").asMatchPredicate();
    private static final Predicate<String> LATERALITY = Pattern.compile("[LRBU]?").asMatchPredicate();
    private static final Predicate<String> UID = Pattern.compile("([0-9]+(\\.[0-9]+)*)?").asMatchPredicate();

    private OrderRules() {}

    /** What is wrong with an order, as a sentence that tells nothing of the patient. */
    public static Optional<String> problem(NewOrder order) {
        return numbers(order.numbers()).or(() -> problem(order.content()));
    }

    /** The same for what an order asks for. */
    public static Optional<String> problem(OrderContent content) {
        return patient(content.patient()).or(() -> examination(content.examination()))
                .or(() -> text("clinicalInfo", content.reason().clinicalInfo()))
                .or(() -> text("diagnosis", content.reason().diagnosis()))
                .or(() -> line("doctor", content.requester().doctor(), LONGEST_NUMBER))
                .or(() -> line("doctorNumber", content.requester().doctorNumber(), LONGEST_NUMBER))
                .or(() -> line("department", content.requester().department(), LONGEST_NUMBER))
                .or(() -> line("phone", content.requester().phone(), LONGEST_NUMBER))
                .or(() -> line("station", content.schedule().station(), LONGEST_SHORT));
    }

    private static Optional<String> numbers(OrderNumbers numbers) {
        return line("accessionNumber", numbers.accession(), LONGEST_SHORT)
                .or(() -> line("placerNumber", numbers.placer(), LONGEST_NUMBER))
                .or(() -> line("procedureId", numbers.procedureId(), LONGEST_SHORT))
                .or(() -> line("stepId", numbers.stepId(), LONGEST_SHORT))
                .or(() -> when(!UID.test(numbers.studyUid()) || numbers.studyUid().length() > LONGEST_NUMBER,
                        "\"studyUid\" must be a UID."));
    }

    private static Optional<String> patient(OrderPatient patient) {
        return when(patient.patientId().isBlank(), "\"patientId\" is missing.")
                .or(() -> when(patient.name().isBlank(), "\"name\" is missing."))
                .or(() -> line("patientId", patient.patientId(), LONGEST_NUMBER))
                .or(() -> line("issuer", patient.issuer(), LONGEST_NUMBER))
                .or(() -> line("name", patient.name(), 3 * LONGEST_NUMBER))
                .or(() -> when(!BirthDate.isOne(patient.birthDate()),
                        "\"birthDate\" must be a day such as 19700131, or 197001 or 1970 when no more is known."))
                .or(() -> when(!SEX.test(patient.sex()), "\"sex\" must be M, F or O."));
    }

    private static Optional<String> examination(OrderContent.Examination examination) {
        return when(!MODALITY.test(examination.modality()), "\"modality\" must be a defined term such as CT.")
                .or(() -> when(examination.itemName().isBlank(), "\"itemName\" is missing."))
                .or(() -> line("itemCode", examination.itemCode(), LONGEST_SHORT))
                .or(() -> line("itemName", examination.itemName(), LONGEST_NUMBER))
                .or(() -> line("bodyPart", examination.bodyPart(), LONGEST_NUMBER))
                .or(() -> when(!LATERALITY.test(examination.laterality()), "\"laterality\" must be L, R, B or U."));
    }

    private static Optional<String> line(String name, String value, int longest) {
        return when(value.length() > longest || CONTROL.matcher(value).find(),
                "\"" + name + "\" must be one line of at most " + longest + " characters without backslash.");
    }

    private static Optional<String> text(String name, String value) {
        return when(value.length() > LONGEST_TEXT || CONTROL_IN_TEXT.matcher(value).find(),
                "\"" + name + "\" must be a text of at most " + LONGEST_TEXT + " characters.");
    }

    private static Optional<String> when(boolean wrong, String problem) {
        return wrong ? Optional.of(problem) : Optional.empty();
    }
}
