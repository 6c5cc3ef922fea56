package org.lianzhen.gateway.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Feature;

/** Holds answers against the contract: an answer that it does not foresee is a fault of one of them. */
public final class ContractCheck {
    private static final JsonSchemaOptions SCHEMAS = new JsonSchemaOptions().setBaseUri("https://lianzhen.invalid")
            .setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);

    private final JsonObject contract;

    public ContractCheck(List<Feature> features) {
        contract = Contract.of(features);
    }

    /** Checks one answer. Paths that the contract does not know must be answered with 404. */
    public void check(HttpResponse<?> answer) {
        String path = answer.uri().getPath();
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        JsonObject operation = operation(path, method);
        if (operation == null) {
            assertThat(answer.statusCode()).as("%s %s is not in the contract", method, path).isIn(404, 405);
            return;
        }
        JsonObject foreseen = response(operation.getJsonObject("responses"), answer.statusCode());
        assertThat(foreseen).as("%s %s may answer %s", method, path, answer.statusCode()).isNotNull();
        JsonObject content = resolved(foreseen).getJsonObject("content");
        if (content != null) {
            checkBody(answer, content);
        }
    }

    private void checkBody(HttpResponse<?> answer, JsonObject content) {
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
        assertThat(content.fieldNames()).as("%s of %s", type, answer.uri().getPath()).contains(type);
        JsonObject schema = content.getJsonObject(type).getJsonObject("schema");
        if (type.endsWith("json") && schema != null && answer.body() instanceof String body) {
            JsonObject root = new JsonObject().put("allOf", new JsonArray().add(schema.copy())).put("components",
                    contract.getJsonObject("components").copy());
            OutputUnit found = Validator.create(JsonSchema.of(root), SCHEMAS).validate(Json.decodeValue(body));
            if (!Boolean.TRUE.equals(found.getValid())) {
                fail(answer.uri().getPath() + " breaks the contract: "
                        + found.getErrors().stream().map(OutputUnit::toJson)
                                .toList()
                        + " in " + body);
            }
        }
    }

    private JsonObject resolved(JsonObject response) {
        String reference = response.getString("$ref");
        return reference == null ? response
                : contract.getJsonObject("components").getJsonObject("responses")
                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static @Nullable JsonObject response(JsonObject responses, int status) {
        return Stream.of(String.valueOf(status), status / 100 + "XX", "default").filter(responses::containsKey)
                .map(responses::getJsonObject).findFirst().orElse(null);
    }

    private @Nullable JsonObject operation(String path, String method) {
        JsonObject paths = contract.getJsonObject("paths");
        return Stream.concat(Stream.of(path).filter(paths::containsKey),
                paths.stream().map(Map.Entry::getKey).filter(template -> matches(template, path)))
                .map(paths::getJsonObject).map(item -> item.getJsonObject(method)).filter(found -> found != null)
                .findFirst().orElse(null);
    }

    private static boolean matches(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
