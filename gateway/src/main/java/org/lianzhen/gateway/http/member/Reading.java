package org.lianzhen.gateway.http.member;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.MemberChange;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.MemberVersion;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.member.MembersReader;
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
        answer(request, directory.version());
    }

    void version(RoutingContext request) {
        Answers.when(request, directory.version(Asked.number(request)),
                found -> answer(request, found.orElseThrow(Asked::noSuchVersion)));
    }

    /** YAML as somebody wrote it, with its comments; JSON in the usual form. */
    private static void answer(RoutingContext request, MemberVersion version) {
        VersionTag.put(request, version.number());
        if (Asked.wantsYaml(request)) {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, Asked.YAML).end(version.document());
        } else {
            Answers.json(request, MemberJson.document(members(version)));
        }
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
            MemberVersion version = now.orElseThrow(Asked::noSuchVersion);
            Members was = old.map(Reading::members).orElse(Members.NONE);
            return MemberJson.version(version).put("since", since).put("changes",
                    MemberJson.changes(MemberChange.between(was, members(version))));
        }), body -> Answers.json(request, body));
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

    /** @throws ProblemException (409) when rules of today do not let an old version stand */
    static Members members(MemberVersion version) {
        try {
            return MembersReader.read(version.document());
        } catch (MembersException e) {
            throw new ProblemException(Problem.conflict("version", "Version " + version.number()
                    + " cannot be read any more: " + e.getMessage()));
        }
    }
}
