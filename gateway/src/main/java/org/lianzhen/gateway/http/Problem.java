package org.lianzhen.gateway.http;

import io.vertx.core.json.JsonObject;

/**
 * What went wrong with a request, as the client is told (RFC 9457).
 *
 * @param status HTTP status
 * @param code what programs tell it by, such as {@code no-such-study}; the type is made of it
 * @param title what it is, the same for every occurrence
 * @param detail what it is about this time, and what to do next; never a patient's name or number
 */
public record Problem(int status, String code, String title, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE = "urn:lianzhen:problem:";

    public static Problem badRequest(String code, String detail) {
        return new Problem(400, code, "The request makes no sense", detail);
    }

    static Problem unauthorized() {
        return new Problem(401, "log-in-needed", "Log-in needed",
                "Log in with POST /api/v1/session and show the token or cookie that it gives.");
    }

    static Problem wrongSignature() {
        return new Problem(401, "signature", "The signature is not right",
                "Sign each request anew (RFC 9421), with a key that is in force, a time of now, a new nonce, and all of it.");
    }

    static Problem locked() {
        return new Problem(401, "locked-idle", "The session is locked",
                "Nobody has used it for a while. Show the password with POST /api/v1/session/unlock to go on.");
    }

    public static Problem forbidden(String code, String detail) {
        return new Problem(403, code, "Not allowed", detail);
    }

    public static Problem notFound(String code, String detail) {
        return new Problem(404, code, "Not found", detail);
    }

    public static Problem notAcceptable(String code, String detail) {
        return new Problem(406, code, "Not available in that form", detail);
    }

    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, "In conflict with what is there", detail);
    }

    /** For a change that was made from a version that is no longer the newest one. */
    public static Problem stale(String detail) {
        return new Problem(412, "stale", "Somebody else was faster", detail);
    }

    public static Problem unsupportedMediaType(String detail) {
        return new Problem(415, "media-type", "That kind of content is not taken here", detail);
    }

    /** For content that can be read and is wrong. */
    public static Problem unprocessable(String code, String detail) {
        return new Problem(422, code, "The content is wrong", detail);
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "Not available at the moment", detail);
    }

    JsonObject json() {
        return new JsonObject().put("type", TYPE + code).put("title", title).put("status", status)
                .put("detail", detail).put("code", code);
    }
}
