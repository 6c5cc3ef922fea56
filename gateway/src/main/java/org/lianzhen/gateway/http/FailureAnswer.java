package org.lianzhen.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.AccessUnavailableException;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into a problem for the client, and into one line of the log when it is our fault. */
final class FailureAnswer implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswer.class);
    private static final String RETRY_SECONDS = "10";

    private final AllowedMethods methods;

    FailureAnswer(AllowedMethods methods) {
        this.methods = methods;
    }

    @Override
    public void handle(RoutingContext request) {
        Throwable fault = unwrapped(request.failure());
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            LOG.warn("The answer to {} {} breaks off: {}", request.request().method(), request.request().path(),
                    String.valueOf(fault));
            Answers.breakOff(request);
            return;
        }
        Problem problem = problem(fault, request.statusCode());
        if (problem.status() >= 500) {
            LOG.warn("{} {} from {} failed: {}", request.request().method(), request.request().path(),
                    Requests.source(request), String.valueOf(fault));
            LOG.debug("Why", fault);
        }
        if (fault instanceof ProblemException known) {
            known.headers().forEach(response::putHeader);
        }
        if (problem.status() == 405) {
            response.putHeader(HttpHeaders.ALLOW, methods.of(request.normalizedPath()));
        }
        if (problem.status() == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.json().toBuffer());
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable fault) {
        return fault instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : fault;
    }

    private static Problem problem(@Nullable Throwable fault, int status) {
        return switch (fault) {
            case ProblemException known -> known.problem();
            case AuditUnavailableException away -> Problem
                    .unavailable("What was asked for cannot be recorded, so it is not done; try again.");
            case AccessUnavailableException away -> Problem
                    .unavailable("Nobody can tell at the moment who may do that; try again.");
            case IndexUnavailableException away -> Problem.unavailable("The database does not answer; try again.");
            case HttpException http -> ofStatus(http.getStatusCode());
            case null -> ofStatus(status);
            default -> ofStatus(500);
        };
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> Problem.badRequest("malformed", "The request cannot be read.");
            case 404 -> Problem.notFound("no-such-resource", "Nothing is served here.");
            case 405 -> new Problem(405, "method", "Not with that method", "This resource knows other methods.");
            case 413 -> new Problem(413, "too-large", "Too large", "The body is larger than what is taken here.");
            case 414, 431 -> new Problem(status, "too-long", "Too long", "The request's head is too long.");
            case 415 -> Problem.unsupportedMediaType("See the contract at /api/v1/openapi.json.");
            default -> status >= 400 && status < 500
                    ? new Problem(status, "refused", "Refused", "The request was refused.")
                    : new Problem(500, "failed", "Our fault", "The log of the gateway says why; try again.");
        };
    }
}
