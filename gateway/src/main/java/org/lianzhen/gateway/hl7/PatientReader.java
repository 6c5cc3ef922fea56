package org.lianzhen.gateway.hl7;

import static org.lianzhen.gateway.hl7.Segments.text;

import ca.uhn.hl7v2.model.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lianzhen.gateway.order.BirthDate;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.patient.Identifier;

/** Reads who a patient is (PID, PV1). */
final class PatientReader {
    private static final Pattern HANZI = Pattern.compile("\\p{IsHan}");

    private final Segment pid;
    private final Optional<Segment> visit;
    private final String unit;

    /** @param unit whose numbers they are when nothing else is said */
    PatientReader(Segments message, String unit) throws RefusedMessage {
        this.pid = message.required("PID");
        this.visit = message.first("PV1");
        this.unit = unit;
    }

    OrderPatient patient() throws RefusedMessage {
        List<Identifier> numbers = numbers(pid, 3);
        Identifier own = own(numbers, "PID-3");
        List<Identifier> others = new ArrayList<>(numbers);
        others.remove(own);
        Identifier.idCard(text(pid, 19, 1)).filter(card -> !others.contains(card)).ifPresent(others::add);
        Identifier.of(Identifier.Kind.PHONE, "", text(pid, 13, 1)).ifPresent(others::add);
        return new OrderPatient(own.issuer(), own.number(), name(), birthDate(), sex(), others, visit());
    }

    /** The number that a unit knows a patient by. */
    Identifier own(List<Identifier> numbers, String place) throws RefusedMessage {
        return numbers.stream().filter(one -> one.kind() == Identifier.Kind.UNIT_NUMBER).findFirst()
                .orElseThrow(() -> new RefusedMessage(RefusedMessage.Code.FIELD_MISSING, place,
                        "The patient needs a number of the unit."));
    }

    /** The first number without a kind is the unit's, whatever it looks like: small places take the identity card for it. */
    List<Identifier> numbers(Segment segment, int field) {
        List<Identifier> numbers = new ArrayList<>();
        for (int i = 0; i < Segments.repetitions(segment, field); i++) {
            String authority = text(segment, field, i, 4);
            Identifier.Kind kind = kind(text(segment, field, i, 5));
            String issuer = authority.isEmpty() && !kind.isPersonal() ? unit : authority;
            Identifier.of(kind, kind == Identifier.Kind.ID_CARD ? "" : issuer, text(segment, field, i, 1))
                    .ifPresent(numbers::add);
        }
        return numbers;
    }

    /** HL7 table 0203, and what systems write here besides. */
    private static Identifier.Kind kind(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "NI", "NNCHN", "NN", "SS", "IDCARD" -> Identifier.Kind.ID_CARD;
            case "HC", "JHN", "EHC" -> Identifier.Kind.HEALTH_CARD;
            case "SNO", "MI", "INS" -> Identifier.Kind.INSURANCE;
            case "PPN" -> Identifier.Kind.PASSPORT;
            default -> Identifier.Kind.UNIT_NUMBER;
        };
    }

    /** As DICOM writes it: letters, and after them characters when both are there. */
    private String name() {
        String letters = "";
        String characters = "";
        for (int i = 0; i < Segments.repetitions(pid, 5); i++) {
            String name = components(i);
            if (HANZI.matcher(name).find()) {
                characters = characters.isEmpty() ? name : characters;
            } else {
                letters = letters.isEmpty() ? name : letters;
            }
        }
        return letters.isEmpty() || characters.isEmpty() ? letters + characters : letters + "=" + characters;
    }

    /** HL7 has suffix before prefix, DICOM prefix before suffix. */
    private String components(int repetition) {
        String name = String.join("^", text(pid, 5, repetition, 1), text(pid, 5, repetition, 2),
                text(pid, 5, repetition, 3), text(pid, 5, repetition, 5), text(pid, 5, repetition, 4));
        return name.replaceAll("\\^+$", "");
    }

    private String birthDate() {
        return BirthDate.ofHl7(text(pid, 7, 1));
    }

    private String sex() {
        return switch (text(pid, 8, 1).toUpperCase(Locale.ROOT)) {
            case "M", "1", "男" -> "M";
            case "F", "2", "女" -> "F";
            case "O", "A", "9" -> "O";
            default -> "";
        };
    }

    private OrderPatient.Visit visit() {
        String kind = text(visit, 2, 1).toUpperCase(Locale.ROOT);
        return Set.of("I", "住院").contains(kind) ? OrderPatient.Visit.INPATIENT
                : Set.of("E", "急诊").contains(kind) ? OrderPatient.Visit.EMERGENCY : OrderPatient.Visit.OUTPATIENT;
    }
}
