package org.lianzhen.gateway.http.member;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.member.MemberChange;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.MemberVersion;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.member.Section;

/** Shows the members in force and the versions before. */
final class Reading {
    private static final int USUAL_VERSIONS = 20;
    private static final int MOST_VERSIONS = 100;

    private final MemberDirectory directory;

    Reading(MemberDirectory directory) {
        this.directory = directory;
    }

    void document(RoutingContext request) {
        MemberDirectory.InForce now = directory.inForce();
        if (Asked.wantsYaml(request)) {
            yaml(request, now.version());
        } else {
            json(request, now.version(), now.members());
        }
    }

    void version(RoutingContext request) {
        Answers.when(request, directory.version(Asked.number(request)), found -> {
            MemberVersion version = found.orElseThrow(Asked::noSuchVersion);
            if (Asked.wantsYaml(request)) {
                yaml(request, version);
            } else {
                Answers.when(request, members(version), members -> json(request, version, members));
            }
        });
    }

    /** As somebody wrote it, with its comments. */
    private static void yaml(RoutingContext request, MemberVersion version) {
        VersionTag.put(request, version.number());
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, Asked.YAML).end(version.document());
    }

    /** In the usual form. */
    private static void json(RoutingContext request, MemberVersion version, Members members) {
        VersionTag.put(request, version.number());
        Answers.json(request, MemberJson.document(members));
    }

    void versions(RoutingContext request) {
        int limit = Math.clamp(Asked.number(request, "limit", USUAL_VERSIONS), 1, MOST_VERSIONS);
        Answers.when(request, directory.versions(Asked.number(request, "before", Integer.MAX_VALUE), limit),
                versions -> {
                    var array = new JsonArray();
                    versions.forEach(version -> array.add(MemberJson.version(version)));
                    Answers.json(request, array);
                });
    }

    /** What differs from the version before, or from the one that is named. */
    void changes(RoutingContext request) {
        int number = Asked.number(request);
        int since = Asked.number(request, "since", number - 1);
        CompletionStage<Optional<MemberVersion>> before = since < 1
                ? CompletableFuture.completedStage(Optional.empty())
                : directory.version(since);
        Answers.when(request, directory.version(number).thenCombine(before, (now, old) -> {
            if (since > 0 && old.isEmpty()) {
                throw Asked.noSuchVersion();
            }
            return changes(now.orElseThrow(Asked::noSuchVersion), old).thenApply(changes -> MemberJson
                    .version(now.get()).put("since", since).put("changes", MemberJson.changes(changes)));
        }).thenCompose(body -> body), body -> Answers.json(request, body));
    }

    private CompletionStage<List<MemberChange>> changes(MemberVersion version, Optional<MemberVersion> before) {
        return before.map(this::members).orElse(CompletableFuture.completedStage(Members.NONE))
                .thenCompose(was -> members(version).thenApply(is -> MemberChange.between(was, is)));
    }

    void section(RoutingContext request) {
        Section section = Asked.section(request);
        VersionTag.put(request, directory.version().number());
        Answers.json(request, new JsonArray(MemberJson.items(directory.members(), section)));
    }

    void item(RoutingContext request) {
        JsonObject item = MemberJson.item(directory.members(), Asked.section(request), Asked.identifier(request))
                .orElseThrow(Asked::noSuchItem);
        VersionTag.put(request, directory.version().number());
        Answers.json(request, item);
    }

    /** What a version says; a problem (409) when rules of today do not let an old one stand. */
    private CompletionStage<Members> members(MemberVersion version) {
        return directory.read(version).exceptionallyCompose(fault -> {
            Throwable cause = fault instanceof CompletionException wrapped ? wrapped.getCause() : fault;
            return CompletableFuture.failedStage(cause instanceof MembersException wrong
                    ? new ProblemException(Problem.conflict("version", "Version " + version.number()
                            + " cannot be read any more: " + wrong.getMessage()))
                    : fault);
        });
    }
}
