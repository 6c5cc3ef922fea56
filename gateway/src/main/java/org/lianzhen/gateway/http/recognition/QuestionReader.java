package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.recognition.ItemMapping;
import org.lianzhen.gateway.recognition.OrderFlag;
import org.lianzhen.gateway.recognition.Question;

/** Reads what another system is about to order. */
final class QuestionReader {
    private static final int MOST_IDENTIFIERS = 20;

    private QuestionReader() {}

    static Question question(JsonObject body, String unit) {
        Texts all = Texts.of(body);
        Texts patient = all.object("patient");
        Texts examination = all.object("examination");
        List<Identifier> identifiers = new ArrayList<>();
        for (Texts one : patient.objects("identifiers", MOST_IDENTIFIERS)) {
            identifiers.add(Identifier.of(one.choice("kind", Identifier.Kind.OTHER), one.textOr("issuer", ""),
                    one.text("number")).orElseThrow(() -> one.wrong("number", "a number of at most 64 characters")));
        }
        String code = examination.textOr("itemCode", "");
        String name = examination.textOr("itemName", "");
        if (code.isBlank() && name.isBlank()) {
            throw examination.wrong("itemCode", "there, or \"itemName\"");
        }
        String part = examination.textOr("bodyPart", "");
        return new Question(unit, new Question.Source(null, all.text("key")),
                new Question.Patient(patient.textOr("issuer", unit), patient.textOr("patientId", ""),
                        patient.textOr("birthDate", ""), identifiers),
                new ItemMapping.Described(code, name, Set.of(examination.textOr("modality", "")),
                        part.isEmpty() ? Set.of() : Set.of(part)),
                examination.side("laterality"), flags(all),
                new Question.Requester(all.textOr("doctor", ""), all.textOr("department", "")));
    }

    /** An identifier of ours. */
    static UUID id(Texts body, String name) {
        try {
            return UUID.fromString(body.text(name));
        } catch (IllegalArgumentException e) {
            throw body.wrong(name, "an identifier");
        }
    }

    /** On what occasion something is ordered. */
    static Set<OrderFlag> flags(Texts body) {
        Set<OrderFlag> flags = EnumSet.noneOf(OrderFlag.class);
        if (body.yes("emergency", false)) {
            flags.add(OrderFlag.EMERGENCY);
        }
        if (body.yes("forensic", false)) {
            flags.add(OrderFlag.FORENSIC);
        }
        if (body.yes("preOp", false)) {
            flags.add(OrderFlag.PRE_OP);
        }
        if (body.yes("preTransfusion", false)) {
            flags.add(OrderFlag.PRE_TRANSFUSION);
        }
        return flags;
    }
}
