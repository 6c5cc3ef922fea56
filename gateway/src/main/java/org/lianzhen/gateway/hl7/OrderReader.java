package org.lianzhen.gateway.hl7;

import static org.lianzhen.gateway.hl7.Segments.text;

import ca.uhn.hl7v2.model.Segment;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.hl7.RefusedMessage.Code;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderNumbers;

/**
 * Reads one order of a message (ORC, OBR, ZDS, DG1), with numbers where IHE Scheduled Workflow has them: accession number in
 * OBR-18, requested procedure in OBR-19, step in OBR-20, Study Instance UID in ZDS-1.
 */
final class OrderReader {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm");
    private static final int MINUTES = 12;

    private final Segments message;
    private final Segment orc;
    private final Optional<Segment> obr;
    private final Optional<Segment> zds;
    private final Optional<Segment> diagnosis;
    private final String unit;

    /** @param group segments of the order, from its ORC on */
    OrderReader(Segments message, Segments group, String unit) throws RefusedMessage {
        this.message = message;
        this.orc = group.required("ORC");
        this.obr = group.first("OBR");
        this.zds = group.first("ZDS");
        this.diagnosis = group.first("DG1").or(() -> message.first("DG1"));
        this.unit = unit;
    }

    /** What is wanted of the order (ORC-1, HL7 table 0119). */
    String control() {
        return text(orc, 1, 1);
    }

    /** @throws RefusedMessage when nothing says which order it is */
    OrderNumbers numbers() throws RefusedMessage {
        String placer = first(text(orc, 2, 1), text(obr, 2, 1), text(orc, 3, 1), text(obr, 3, 1));
        if (placer.isEmpty()) {
            throw new RefusedMessage(Code.FIELD_MISSING, "ORC-2", "The order needs a number.");
        }
        return new OrderNumbers(text(obr, 18, 1), placer, text(obr, 19, 1), text(obr, 20, 1), text(zds, 1, 1));
    }

    private static String first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    /** @throws RefusedMessage when the patient or what is to be done is missing */
    OrderContent content() throws RefusedMessage {
        if (obr.isEmpty()) {
            throw new RefusedMessage(Code.SEGMENT_SEQUENCE, "OBR", "The order needs a segment OBR.");
        }
        return new OrderContent(new PatientReader(message, unit).patient(), examination(), reason(), requester(),
                new OrderContent.Schedule("", at()));
    }

    private OrderContent.Examination examination() throws RefusedMessage {
        String modality = text(obr, 24, 1).toUpperCase(Locale.ROOT);
        if (modality.isEmpty()) {
            throw new RefusedMessage(Code.FIELD_MISSING, "OBR-24", "The order needs a modality such as CT.");
        }
        String side = text(obr, 15, 5).toUpperCase(Locale.ROOT);
        return new OrderContent.Examination(modality, text(obr, 4, 1), first(text(obr, 4, 2), text(obr, 4, 5)),
                text(obr, 15, 4), side.matches("[LRBU]") ? side : "");
    }

    private OrderContent.Reason reason() {
        String said = first(text(diagnosis, 4, 1), text(diagnosis, 3, 2), text(obr, 31, 2), text(obr, 31, 1));
        return new OrderContent.Reason(urgency(), text(obr, 13, 1), said);
    }

    /** ORC-7 and OBR-27 have the priority as their sixth component, OBR-5 alone. */
    private Urgency urgency() {
        return switch (first(text(orc, 7, 6), text(obr, 27, 6), text(obr, 5, 1)).toUpperCase(Locale.ROOT)) {
            case "S", "STAT", "E", "CR" -> Urgency.EMERGENCY;
            case "A", "ASAP", "U" -> Urgency.URGENT;
            default -> Urgency.ROUTINE;
        };
    }

    private OrderContent.Requester requester() {
        boolean inOrc = !name(Optional.of(orc), 12).isEmpty();
        Optional<Segment> segment = inOrc ? Optional.of(orc) : obr;
        int field = inOrc ? 12 : 16;
        return new OrderContent.Requester(name(segment, field), text(segment, field, 1),
                first(text(orc, 17, 2), text(orc, 17, 1), text(message.first("PV1"), 3, 1)),
                first(text(orc, 14, 1), text(obr, 17, 1)));
    }

    /** A person who may be given by number alone. */
    private static String name(Optional<Segment> segment, int field) {
        String name = Stream.of(text(segment, field, 2), text(segment, field, 3)).filter(part -> !part.isEmpty())
                .collect(Collectors.joining());
        return first(name, text(segment, field, 1));
    }

    private @Nullable LocalDateTime at() throws RefusedMessage {
        String said = first(text(obr, 36, 1), text(orc, 7, 4), text(obr, 27, 4));
        if (said.length() < MINUTES) {
            return null;
        }
        try {
            return LocalDateTime.parse(said.substring(0, MINUTES), MINUTE);
        } catch (DateTimeException e) {
            throw new RefusedMessage(Code.DATA_TYPE, "OBR-36", "The time must be written as yyyyMMddHHmm.");
        }
    }

    /** Why, as ORC-16 gives it. */
    String why() {
        return first(text(orc, 16, 2), text(orc, 16, 1));
    }

    /** What a change of status (HL7 table 0038) means here; empty when it means nothing. */
    Optional<OrderMove> statusMove() {
        return switch (text(orc, 5, 1)) {
            case "IP" -> Optional.of(OrderMove.BEGIN);
            case "CM" -> Optional.of(OrderMove.PERFORM);
            case "DC" -> Optional.of(OrderMove.DISCONTINUE);
            case "CA" -> Optional.of(OrderMove.CANCEL);
            default -> Optional.empty();
        };
    }
}
