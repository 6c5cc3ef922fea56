package org.lianzhen.gateway.http.member;

import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.member.EditResult;
import org.lianzhen.gateway.member.MemberChange;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.MemberEdit;
import org.lianzhen.gateway.member.Section;

/** Changes the members. A change is previewed, so that rights are asked for what it touches, then audited, then made. */
final class Changing {
    private static final int MOST_TOLD = 40;

    private final MemberDirectory directory;
    private final AuditLog audit;

    Changing(MemberDirectory directory, AuditLog audit) {
        this.directory = directory;
        this.audit = audit;
    }

    void replace(RoutingContext request) {
        String document = Asked.sendsYaml(request)
                ? String.valueOf(request.body().asString())
                : Bodies.json(request).encodePrettily();
        change(request, new MemberEdit.Replace(document));
    }

    void restore(RoutingContext request) {
        change(request, new MemberEdit.Restore(Asked.number(request)));
    }

    /** A value that is null is one that is not there. */
    void put(RoutingContext request) {
        Map<String, Object> fields = new HashMap<>(Bodies.json(request).getMap());
        fields.values().removeIf(Objects::isNull);
        change(request, new MemberEdit.Put(Asked.section(request), Asked.identifier(request), fields));
    }

    void remove(RoutingContext request) {
        change(request, new MemberEdit.Remove(Asked.section(request), Asked.identifier(request)));
    }

    private void change(RoutingContext request, MemberEdit edit) {
        int base = VersionTag.wanted(request);
        Caller caller = Requests.caller(request);
        Answers.when(request, directory.preview(base, edit).thenCompose(preview -> switch (preview) {
            case EditResult.Previewed(List<MemberChange> changes) -> make(caller, base, edit, changes);
            case EditResult other -> CompletableFuture.completedStage(other);
        }), result -> answer(request, edit, result));
    }

    private CompletionStage<EditResult> make(Caller caller, int base, MemberEdit edit, List<MemberChange> changes) {
        AuditEvent.Actor actor = caller.actor(operation(edit, changes));
        String object = "members/" + (base + 1);
        for (MemberChange change : changes) {
            Operation needed = operation(change.section());
            if (!Policy.permits(caller, needed)) {
                return audit.append(AuditEvent.refused(actor, AuditAction.MEMBER_CHANGE, object).with(told(changes)))
                        .thenCompose(told -> CompletableFuture.failedStage(new ProblemException(
                                Problem.forbidden("no-right", "To change " + change.section().key()
                                        + " a role is needed that allows " + needed + "."))));
            }
        }
        AuditEvent event = AuditEvent.success(actor, AuditAction.MEMBER_CHANGE, object).with(told(changes));
        return audit.append(event).thenCompose(told -> directory.edit(caller.account(), base, edit))
                .thenCompose(result -> result instanceof EditResult.Done || result instanceof EditResult.Unchanged
                        ? CompletableFuture.completedStage(result)
                        : audit.append(new AuditEvent(actor, AuditAction.MEMBER_CHANGE, AuditEvent.Outcome.FAILED,
                                object, Map.of())).thenApply(told -> result));
    }

    private static Operation operation(MemberEdit edit, List<MemberChange> changes) {
        Section section = switch (edit) {
            case MemberEdit.Put put -> put.section();
            case MemberEdit.Remove remove -> remove.section();
            case MemberEdit.Replace _,MemberEdit.Restore _ -> changes.isEmpty() ? Section.NODES
                    : changes.getFirst().section();
        };
        return operation(section);
    }

    /** What is technical is the system administrator's; who belongs together, and who may read what, the office's. */
    private static Operation operation(Section section) {
        return switch (section) {
            case NODES, TITLES, SENDERS, RECEIVERS -> Operation.EDIT_NODES;
            case CONSORTIA, UNITS, CENTRES, AGREEMENTS -> Operation.EDIT_AGREEMENTS;
        };
    }

    private static Map<String, String> told(List<MemberChange> changes) {
        return Map.of("changes", changes.stream().limit(MOST_TOLD)
                .map(change -> change.kind() + " " + change.section().key() + "/" + change.identifier())
                .collect(Collectors.joining(", ", "", changes.size() > MOST_TOLD ? ", ..." : "")));
    }

    private void answer(RoutingContext request, MemberEdit edit, EditResult result) {
        switch (result) {
            case EditResult.Done done -> done(request, edit, done.version().number());
            case EditResult.Unchanged same -> done(request, edit, same.version().number());
            case EditResult.Stale(int newest) -> throw new ProblemException(
                    Problem.stale("The members are at version " + newest + " now: get them, and change those."));
            case EditResult.Missing _ -> throw edit instanceof MemberEdit.Restore
                    ? Asked.noSuchVersion()
                    : Asked.noSuchItem();
            case EditResult.Refused(List<String> problems) -> throw new ProblemException(
                    Problem.unprocessable("members", String.join("; ", problems)));
            case EditResult.Previewed _ -> throw new IllegalStateException("a preview is no end");
        }
    }

    private void done(RoutingContext request, MemberEdit edit, int version) {
        VersionTag.put(request, version);
        if (edit instanceof MemberEdit.Put(Section section, String identifier, var _)) {
            Answers.json(request,
                    MemberJson.item(directory.members(), section, identifier).orElseThrow(Asked::noSuchItem));
        } else if (edit instanceof MemberEdit.Remove) {
            Answers.empty(request);
        } else {
            Answers.json(request, MemberJson.document(directory.members()));
        }
    }
}
