package org.lianzhen.gateway.http.contract;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.http.Feature;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Puts the parts of the contract together. */
public final class Contract {
    private static final List<String> COMPONENTS = List.of("parameters", "responses", "schemas", "requestBodies",
            "headers");

    private Contract() {}

    /**
     * The contract of some features.
     *
     * @throws IllegalStateException when a part is missing, or two say something of the same path and method or component
     */
    public static JsonObject of(List<Feature> features) {
        JsonObject whole = read(Contract.class, "base.yaml");
        for (Feature feature : features) {
            JsonObject part = read(feature.getClass(), feature.contract());
            add(whole.getJsonObject("paths"), part.getJsonObject("paths", new JsonObject()));
            JsonObject components = part.getJsonObject("components", new JsonObject());
            for (String kind : COMPONENTS) {
                JsonObject target = whole.getJsonObject("components");
                if (!target.containsKey(kind)) {
                    target.put(kind, new JsonObject());
                }
                add(target.getJsonObject(kind), components.getJsonObject(kind, new JsonObject()));
            }
        }
        return whole;
    }

    /** Features may share a path; what both say of it must be the same, or be of different methods. */
    private static void add(JsonObject target, JsonObject part) {
        for (Map.Entry<String, Object> entry : part) {
            Object there = target.getValue(entry.getKey());
            if (there instanceof JsonObject mine && entry.getValue() instanceof JsonObject other
                    && !mine.equals(other) && entry.getKey().startsWith("/")) {
                add(mine, other);
            } else if (there != null && !there.equals(entry.getValue())) {
                throw new IllegalStateException("the contract says two things of " + entry.getKey());
            } else {
                target.put(entry.getKey(), entry.getValue());
            }
        }
    }

    private static JsonObject read(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(owner.getName() + " has no contract " + name);
            }
            Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return document instanceof Map<?, ?> map ? copy(map) : new JsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the aliases of YAML, so that no two parts share an object. */
    private static JsonObject copy(Map<?, ?> map) {
        JsonObject shallow = new JsonObject();
        map.forEach((key, value) -> shallow.put(String.valueOf(key), value));
        return new JsonObject(shallow.encode());
    }
}
