package org.lianzhen.gateway.http.order;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderNumbers;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderSearch;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.patient.Identifier;

/** Reads what the contract writes of orders. Faults are problems (422) that say what is wrong. */
final class OrderReader {
    private static final int MOST_IDENTIFIERS = 20;
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private OrderReader() {}

    static OrderNumbers numbers(JsonObject body) {
        return new OrderNumbers(text(body, "accessionNumber"), text(body, "placerNumber"), text(body, "procedureId"),
                text(body, "stepId"), text(body, "studyUid"));
    }

    /** @param unit whose patient ID it is when nothing else is said */
    static OrderContent content(JsonObject body, String unit) {
        JsonObject examination = object(body, "examination");
        JsonObject requester = object(body, "requester");
        JsonObject schedule = object(body, "schedule");
        return new OrderContent(patient(object(body, "patient"), unit),
                new OrderContent.Examination(text(examination, "modality"), text(examination, "itemCode"),
                        text(examination, "itemName"), text(examination, "bodyPart"), text(examination, "laterality")),
                new OrderContent.Reason(choice(body, "urgency", Urgency.ROUTINE), text(body, "clinicalInfo"),
                        text(body, "diagnosis")),
                new OrderContent.Requester(text(requester, "doctor"), text(requester, "doctorNumber"),
                        text(requester, "department"), text(requester, "phone")),
                new OrderContent.Schedule(text(schedule, "station"),
                        moment(schedule, "at", LocalDateTime::parse)));
    }

    private static OrderPatient patient(JsonObject patient, String unit) {
        String issuer = text(patient, "issuer");
        return new OrderPatient(issuer.isEmpty() ? unit : issuer, text(patient, "patientId"), text(patient, "name"),
                text(patient, "birthDate"), text(patient, "sex"), identifiers(patient),
                choice(patient, "visit", OrderPatient.Visit.OUTPATIENT));
    }

    private static List<Identifier> identifiers(JsonObject patient) {
        Object given = patient.getValue("identifiers", new JsonArray());
        if (!(given instanceof JsonArray array) || array.size() > MOST_IDENTIFIERS) {
            throw wrong("\"identifiers\" must be a list of at most " + MOST_IDENTIFIERS + " objects.");
        }
        List<Identifier> identifiers = new ArrayList<>();
        for (Object one : array) {
            if (!(one instanceof JsonObject json)) {
                throw wrong("Each of \"identifiers\" must be an object.");
            }
            identifiers.add(Identifier
                    .of(choice(json, "kind", Identifier.Kind.OTHER), text(json, "issuer"), text(json, "number"))
                    .orElseThrow(() -> wrong("Each of \"identifiers\" has a \"number\" of at most 64 characters.")));
        }
        return identifiers;
    }

    /** @param units codes of those whose orders the caller may see */
    static OrderSearch search(JsonObject body, Set<String> units) {
        var filter = new OrderSearch.Filter(text(body, "modality"), text(body, "number"), text(body, "name"),
                moment(body, "from", LocalDate::parse), moment(body, "to", LocalDate::parse));
        return new OrderSearch(units, states(body), filter, page(body));
    }

    private static Set<OrderState> states(JsonObject body) {
        Set<OrderState> states = EnumSet.noneOf(OrderState.class);
        Object given = body.getValue("states", new JsonArray());
        if (!(given instanceof JsonArray array)) {
            throw wrong("\"states\" must be a list.");
        }
        array.forEach(one -> states.add(constant("states", String.valueOf(one), OrderState.class)));
        return states;
    }

    private static OrderSearch.Page page(JsonObject body) {
        Object limit = body.getValue("limit", USUAL_PAGE);
        if (!(limit instanceof Integer number) || number < 1 || number > LARGEST_PAGE) {
            throw wrong("\"limit\" must be 1 to " + LARGEST_PAGE + ".");
        }
        return new OrderSearch.Page(Optional.ofNullable(moment(body, "after", UUID::fromString)), number);
    }

    private static JsonObject object(JsonObject from, String name) {
        Object value = from.getValue(name);
        if (value == null) {
            return new JsonObject();
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong("\"" + name + "\" must be an object.");
    }

    private static String text(JsonObject from, String name) {
        Object value = from.getValue(name);
        if (value == null || value instanceof String) {
            return value == null ? "" : value.toString().strip();
        }
        throw wrong("\"" + name + "\" must be a text.");
    }

    private static <E extends Enum<E>> E choice(JsonObject from, String name, E usual) {
        String text = text(from, name);
        return text.isEmpty() ? usual : constant(name, text, usual.getDeclaringClass());
    }

    private static <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw wrong("\"" + name + "\" must be one of " + List.of(type.getEnumConstants()) + ".");
    }

    private static <T> @Nullable T moment(JsonObject from, String name, Function<String, T> reading) {
        String text = text(from, name);
        try {
            return text.isEmpty() ? null : reading.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong("\"" + name + "\" cannot be read; the contract says how it is written.");
        }
    }

    static ProblemException wrong(String why) {
        return new ProblemException(Problem.unprocessable("field", why));
    }
}
