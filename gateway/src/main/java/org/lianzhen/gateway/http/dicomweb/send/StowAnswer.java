package org.lianzhen.gateway.http.dicomweb.send;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.json.DicomJson;
import org.lianzhen.dicom.json.JsonFormatException;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.gateway.delivery.Reply;

/**
 * What a web service made of the instances of a request (PS3.18 section 10.5.3 and annex I).
 *
 * @param named what it says of an instance, by its UID
 * @param otherSyntax UIDs of those that it would take in another transfer syntax
 * @param others what becomes of those that it does not name
 * @param doubt whether the request might have come to something without one of its instances, or written otherwise
 */
record StowAnswer(Map<String, Reply> named, Set<String> otherSyntax, Reply others, Doubt doubt) {
    private static final ParseLimits LIMITS = new ParseLimits(8, 100_000, 1 << 20, 8L << 20, 8L << 20);
    private static final int SYNTAX_NOT_SUPPORTED = 0xC122;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    StowAnswer {
        named = Map.copyOf(named);
        otherSyntax = Set.copyOf(otherSyntax);
    }

    /** Where a refusal of all may come from. */
    enum Doubt {
        NONE, ONE_OF_THEM, SYNTAX,
        /** Perhaps because it is there already. */
        CONFLICT,
        /** The request had to say how long it is. */
        LENGTH
    }

    static StowAnswer of(StowResponse response) {
        Map<String, Reply> named = new HashMap<>();
        Set<String> otherSyntax = new HashSet<>();
        DataSet module = module(response.body());
        if (module != null) {
            module.items(Tag.ReferencedSOPSequence).forEach(item -> put(named, item, stored(item)));
            for (DataSet item : module.items(Tag.FailedSOPSequence)) {
                int reason = item.integer(Tag.FailureReason).orElse(Status.PROCESSING_FAILURE.code());
                put(named, item, failed(reason));
                String uid = item.string(Tag.ReferencedSOPInstanceUID);
                if (reason == SYNTAX_NOT_SUPPORTED && uid != null) {
                    otherSyntax.add(uid);
                }
            }
        }
        return new StowAnswer(named, otherSyntax, others(response, !named.isEmpty()), doubt(response.status()));
    }

    private static @Nullable DataSet module(Bytes body) {
        try {
            return body.length() == 0 ? null : DicomJson.read(body, LIMITS);
        } catch (JsonFormatException | InvalidValueException e) {
            // a page, XML, or a problem in other words
            return null;
        }
    }

    private static void put(Map<String, Reply> named, DataSet item, Reply reply) {
        String uid = item.string(Tag.ReferencedSOPInstanceUID);
        if (uid != null) {
            named.put(uid, reply);
        }
    }

    private static Reply stored(DataSet item) {
        int warning = item.integer(Tag.WarningReason).orElse(0);
        var status = new Status(warning & 0xFFFF);
        return new Reply.Taken(Reply.code(status), warning == 0 ? "stored" : "stored, " + status);
    }

    private static Reply failed(int reason) {
        return reason == SYNTAX_NOT_SUPPORTED
                ? new Reply.Refused("C122", "refused, C122H: transfer syntax not supported")
                : Reply.failure(new Status(reason & 0xFFFF), "refused, " + new Status(reason & 0xFFFF));
    }

    private static Doubt doubt(int status) {
        return switch (status) {
            case 400, 413, 422, 500 -> Doubt.ONE_OF_THEM;
            case 409 -> Doubt.CONFLICT;
            case 411 -> Doubt.LENGTH;
            case 415 -> Doubt.SYNTAX;
            default -> Doubt.NONE;
        };
    }

    /** @param list whether there is one of what became of some */
    private static Reply others(StowResponse response, boolean list) {
        int status = response.status();
        return switch (status) {
            case 200 -> list ? unnamed(status)
                    : new Reply.Taken(Reply.code(Status.SUCCESS), "stored, without a list (200)");
            case 202 -> unnamed(status);
            case 409 -> list ? unnamed(status) : new Reply.Refused(code(status), "refused without a reason (409)");
            case 401 -> away("the web service asks for other credentials", response);
            case 403 -> away("the web service does not let us store", response);
            case 404, 405, 410, 501 -> away("there is nothing at this address that stores", response);
            case 406 -> away("the web service does not answer in DICOM JSON", response);
            case 408, 502, 504 -> away("the web service did not come to an end", response);
            case 411 -> away("the web service wants to know lengths beforehand", response);
            case 429 -> away("the web service is asked too often", response);
            case 503 -> away("the web service takes nothing now", response);
            case 507 -> away("the web service has no room", response);
            case 413 -> new Reply.Refused(code(status),
                    "refused: too large for the web service (413)");
            case 415 -> new Reply.Refused(code(status),
                    "refused: the web service takes no such files (415)");
            default -> byClass(response);
        };
    }

    private static String code(int status) {
        return "HTTP-" + status;
    }

    /** Whether something is refused in conflict, and for no reason that we know: what is there already may be refused so. */
    boolean mayMeanThere(Reply reply) {
        return doubt == Doubt.CONFLICT && (reply instanceof Reply.NotNow || reply.code().equals(code(409)));
    }

    private static Reply byClass(StowResponse response) {
        int status = response.status();
        return switch (status / 100) {
            case 4 -> new Reply.Refused(code(status), "refused (" + status + ")");
            case 5 -> new Reply.NotNow(code(status), "the web service failed (" + status + ")");
            default -> away("the web service is elsewhere, or no Store service", response);
        };
    }

    private static Reply unnamed(int status) {
        return new Reply.NotNow(code(status), "the answer does not name it (" + status + ")");
    }

    private static Reply away(String why, StowResponse response) {
        return new Reply.NoAnswer(code(response.status()), "not sent: " + why + " (" + response.status() + ")",
                pause(response.retryAfter()));
    }

    /** Seconds, or a moment; within reason. */
    private static Duration pause(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        try {
            Duration wanted = retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(Instant.now(),
                            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return wanted.isNegative() ? Duration.ZERO
                    : wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
