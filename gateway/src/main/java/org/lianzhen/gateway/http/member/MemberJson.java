package org.lianzhen.gateway.http.member;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lianzhen.gateway.member.MemberChange;
import org.lianzhen.gateway.member.MemberVersion;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.MembersTree;
import org.lianzhen.gateway.member.Section;

/** Members, versions and changes as JSON. */
final class MemberJson {
    private MemberJson() {}

    static JsonObject document(Members members) {
        return new JsonObject(MembersTree.named(MembersTree.of(members)));
    }

    static List<Map<String, Object>> items(Members members, Section section) {
        return MembersTree.of(members).getOrDefault(section, List.of());
    }

    static Optional<JsonObject> item(Members members, Section section, String identifier) {
        return items(members, section).stream().filter(item -> identifier.equals(item.get(section.identifier())))
                .findFirst().map(JsonObject::new);
    }

    static JsonObject version(MemberVersion version) {
        return new JsonObject().put("number", version.number()).put("author", version.author()).put("madeAt",
                version.madeAt().toString());
    }

    static JsonArray changes(List<MemberChange> changes) {
        var array = new JsonArray();
        for (MemberChange change : changes) {
            var fields = new JsonArray();
            change.fields().forEach(field -> fields.add(new JsonObject().put("field", field.field())
                    .put("before", field.before()).put("after", field.after())));
            array.add(new JsonObject().put("section", change.section().key()).put("identifier", change.identifier())
                    .put("kind", change.kind().name()).put("fields", fields));
        }
        return array;
    }
}
