package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.ItemMapping;
import org.lianzhen.gateway.recognition.ResultIntake;
import org.lianzhen.gateway.version.DocumentBook;

/** Which items units mean by their own codes and names: what waits for a person to say so, and saying so. It names no patient. */
public final class MappingFeature implements Feature {
    private static final String ROOT = "/api/v1/recognition/mappings";
    private static final int TOLD = 200;
    private static final int LONGEST_NAME = 500;

    private final DocumentBook<Catalogue> catalogue;
    private final ResultIntake results;

    public MappingFeature(DocumentBook<Catalogue> catalogue, ResultIntake results) {
        this.catalogue = catalogue;
        this.results = results;
    }

    @Override
    public String contract() {
        return "mappings.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT + "/waiting").handler(Guard.of(Operation.EDIT_CATALOGUE))
                .handler(request -> Answers.when(request, results.unmapped(TOLD), all -> {
                    var mapping = new ItemMapping(catalogue.inForce().content());
                    Answers.json(request, new JsonObject().put("items",
                            new JsonArray(all.stream().map(one -> json(one, mapping)).toList())));
                }));
        router.post(ROOT).handler(Guard.of(Operation.EDIT_CATALOGUE)).handler(Bodies.handler()).handler(this::confirm);
    }

    private static JsonObject json(ResultIntake.Unmapped one, ItemMapping mapping) {
        ItemMapping.Described examination = one.examination();
        return new JsonObject().put("unit", one.unit()).put("localCode", examination.code())
                .put("localName", examination.name())
                .put("modalities", new JsonArray(examination.modalities().stream().sorted().toList()))
                .put("bodyParts", new JsonArray(examination.bodyParts().stream().sorted().toList()))
                .put("results", one.results())
                .put("suggestions", new JsonArray(mapping.suggestions(examination)));
    }

    private void confirm(RoutingContext request) {
        JsonObject json = Bodies.json(request);
        Texts body = Texts.of(json);
        String item = body.text("item");
        if (catalogue.inForce().content().item(item).isEmpty()) {
            throw body.wrong("item", "an item of the catalogue");
        }
        String code = body.textOr("localCode", "");
        String name = code.isEmpty() || (json.getValue("localName") instanceof String given && !given.isEmpty())
                ? Bodies.text(json, "localName", LONGEST_NAME) : "";
        var confirmation = new ResultIntake.Confirmation(body.text("unit"),
                new ItemMapping.Described(code, name, Set.of(), Set.of()), item);
        Answers.when(request, results.confirm(confirmation, Requests.caller(request).actor(Operation.EDIT_CATALOGUE)),
                count -> Answers.json(request, new JsonObject().put("results", count)));
    }
}
