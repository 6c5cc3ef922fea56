package org.lianzhen.gateway.http.patient;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Sight;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.PatientIndex;
import org.lianzhen.gateway.patient.PatientRecord;
import org.lianzhen.gateway.patient.ProposalPage;

/** Searches for patients, shows persons, and takes decisions about links, all within what the caller's unit may see. */
public final class PatientFeature implements Feature {
    private static final String PATIENTS = "/api/v1/patients";
    private static final String PATIENT = PATIENTS + "/:id";
    private static final int MOST = 100;
    private static final int LONGEST_TEXT = 256;

    private final PatientIndex index;
    private final Reach reach;
    private final AuditLog audit;

    public PatientFeature(PatientIndex index, MemberDirectory members, AuditLog audit) {
        this.index = index;
        this.reach = new Reach(members);
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.post(PATIENTS + "/search").handler(Guard.of(Operation.SEARCH_PATIENTS)).handler(Bodies.handler())
                .handler(this::search);
        router.get(PATIENTS + "/link-proposals").handler(Guard.of(Operation.LINK_PATIENTS)).handler(this::proposals);
        router.get(PATIENT).handler(Guard.of(Operation.SEARCH_PATIENTS)).handler(this::show);
        router.post(PATIENT + "/reveal").handler(Guard.of(Operation.SEARCH_PATIENTS)).handler(Bodies.handler())
                .handler(this::reveal);
        var decisions = new LinkDecisions(index, audit);
        for (LinkDecisions.Kind kind : LinkDecisions.Kind.values()) {
            router.post(PATIENT + "/" + kind.path()).handler(Guard.of(Operation.LINK_PATIENTS))
                    .handler(Bodies.handler()).handler(request -> decide(request, decisions, kind));
        }
    }

    private Set<String> units(RoutingContext request) {
        return reach.units(Requests.caller(request), Operation.SEARCH_PATIENTS);
    }

    private CompletionStage<Void> note(RoutingContext request, AuditAction action, String object) {
        return audit
                .append(AuditEvent.success(Requests.caller(request).actor(Operation.SEARCH_PATIENTS), action, object));
    }

    private void search(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        var asked = new PatientIndex.Search(text(body, "number"), text(body, "name"), text(body, "birthDate"),
                units(request), MOST);
        if (asked.number().isEmpty() && asked.name().isEmpty() && asked.birthDate().isEmpty()) {
            throw new ProblemException(Problem.unprocessable("no-criterion",
                    "Give a number, a name or a birthDate to search for."));
        }
        Answers.when(request, note(request, AuditAction.PATIENT_SEARCH, "").thenCompose(kept -> index.search(asked)),
                found -> Answers.json(request, items(found, json(request))));
    }

    private static PatientJson json(RoutingContext request) {
        return new PatientJson(Sight.isMasked(Requests.caller(request)));
    }

    private static Optional<String> text(JsonObject body, String name) {
        return body.getValue(name) == null ? Optional.empty() : Optional.of(Bodies.text(body, name, LONGEST_TEXT));
    }

    private static JsonObject items(List<PatientRecord> records, PatientJson json) {
        return new JsonObject().put("items", PatientJson.array(records, json::of));
    }

    private void proposals(RoutingContext request) {
        String said = request.request().getParam("after");
        ProposalPage.Place after = said == null || said.isEmpty() ? ProposalPage.Place.START : ProposalPlaces.of(said);
        Answers.when(request, note(request, AuditAction.PATIENT_SEARCH, "")
                .thenCompose(kept -> index.proposals(units(request), after, MOST)), page -> {
                    var answer = new JsonObject().put("items", PatientJson.array(page.items(), json(request)::of));
                    page.next().ifPresent(next -> answer.put("next", ProposalPlaces.text(next)));
                    Answers.json(request, answer);
                });
    }

    private void show(RoutingContext request) {
        UUID id = id(request.pathParam("id"));
        Set<String> units = units(request);
        PatientJson json = json(request);
        Answers.when(request, note(request, AuditAction.PATIENT_SEARCH, id.toString())
                .thenCompose(kept -> requireVisible(Set.of(id), units))
                .thenCompose(visible -> index.person(id)).thenCompose(person -> seen(person, units))
                .thenCompose(person -> index.history(id).thenCompose(history -> told(history, units))
                        .thenApply(history -> items(person, json).put("history",
                                PatientJson.array(history, json::of)))),
                shown -> Answers.json(request, shown));
    }

    /** Shows one record in full to somebody who sees them masked, and has a reason. */
    private void reveal(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID id = id(request.pathParam("id"));
        String why = Bodies.text(Bodies.json(request), "why", LONGEST_TEXT);
        AuditEvent event = Sight.mayReveal(caller)
                ? AuditEvent.success(caller.actor(Operation.SEARCH_PATIENTS), AuditAction.PATIENT_REVEAL, id.toString())
                : AuditEvent.refused(caller.actor(Operation.SEARCH_PATIENTS), AuditAction.PATIENT_REVEAL,
                        id.toString());
        Answers.when(request, requireVisible(Set.of(id), units(request))
                .thenCompose(visible -> audit.append(event.with(Map.of("reason", why))))
                .thenCompose(kept -> index.person(id)), person -> {
                    if (!Sight.mayReveal(caller)) {
                        throw new ProblemException(Problem.forbidden("no-reveal",
                                "None of your roles lets you see patients in full."));
                    }
                    Answers.json(request, new PatientJson(false).of(person.stream()
                            .filter(record -> record.id().equals(id)).findFirst()
                            .orElseThrow(PatientFeature::unknown)));
                });
    }

    /** What was decided about a record that the caller may not see, and why, is no more to be seen than the record. */
    private CompletionStage<List<Link.Event>> told(List<Link.Event> history, Set<String> units) {
        Set<UUID> records = history.stream().map(Link.Event::link)
                .flatMap(link -> Stream.of(link.first(), link.second()))
                .collect(Collectors.toSet());
        return index.visible(records, units).thenApply(visible -> history.stream().filter(
                event -> visible.contains(event.link().first()) && visible.contains(event.link().second())).toList());
    }

    private CompletionStage<List<PatientRecord>> seen(List<PatientRecord> person, Set<String> units) {
        return index.visible(Set.copyOf(person.stream().map(PatientRecord::id).toList()), units)
                .thenApply(visible -> person.stream().filter(record -> visible.contains(record.id())).toList());
    }

    /** A record that the caller may not see is as unknown as one that is not there. */
    private CompletionStage<Set<UUID>> requireVisible(Set<UUID> records, Set<String> units) {
        return index.visible(records, units).thenApply(visible -> {
            if (!visible.containsAll(records)) {
                throw unknown();
            }
            return visible;
        });
    }

    private void decide(RoutingContext request, LinkDecisions decisions, LinkDecisions.Kind kind) {
        JsonObject body = Bodies.json(request);
        UUID one = id(request.pathParam("id"));
        UUID other = id(Bodies.text(body, "other", LONGEST_TEXT));
        if (one.equals(other)) {
            throw new ProblemException(Problem.unprocessable("same-record", "A record is linked with other records."));
        }
        Caller caller = Requests.caller(request);
        var link = new Link(one, other, new Link.Author(caller.account(), caller.unit()),
                Bodies.text(body, "why", LONGEST_TEXT));
        Answers.when(request, requireVisible(Set.of(one, other), units(request))
                .thenCompose(visible -> isTheirs(caller, visible)).thenCompose(theirs -> theirs
                        ? decisions.decide(caller, kind, link)
                        : decisions.refuse(caller, kind, link)),
                done -> Answers.empty(request));
    }

    /**
     * A unit decides about records of its own, and about others' together with one of its own; the unit that has the imaging
     * centre decides about those of everybody that it reads for.
     */
    private CompletionStage<Boolean> isTheirs(Caller caller, Set<UUID> records) {
        return index.visible(records, reach.units(caller, Operation.LINK_PATIENTS)).thenApply(own -> !own.isEmpty());
    }

    /** What is no identifier of ours is unknown like any other. */
    private static UUID id(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-patient", "No patient that you may see has this id."));
    }
}
