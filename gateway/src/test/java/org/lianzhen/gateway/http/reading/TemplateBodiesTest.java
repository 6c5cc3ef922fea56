package org.lianzhen.gateway.http.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.reading.template.TemplateContent;
import org.lianzhen.gateway.reading.template.TemplateJson;

class TemplateBodiesTest {

    private static JsonObject template() {
        return new JsonObject().put("kind", "TEMPLATE").put("name", " 胸部 CT ").put("findings", "双肺清晰。");
    }

    private static TemplateContent read(JsonObject content) {
        return TemplateBodies.content(new JsonObject().put("content", content));
    }

    private static void refused(JsonObject content, String why) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(ProblemException.class).hasMessageContaining(why);
    }

    @Test
    void whatIsNotSaidIsEmptyAndFitsEverything() {
        TemplateContent content = read(template());
        assertThat(content.name()).isEqualTo("胸部 CT");
        assertThat(content.fit()).isEqualTo(new TemplateContent.Fit(List.of(), List.of()));
        assertThat(content.positive()).isNull();
        assertThat(content.words())
                .isEqualTo(new TemplateContent.Words("", "", "双肺清晰。", "", ""));
        assertThat(TemplateJson.of(TemplateJson.json(content))).isEqualTo(content);
    }

    @Test
    void codesAreThoseOfDicomEachOnce() {
        JsonObject content = template().put("modalities", new JsonArray(List.of("ct", " CT ", "mr")));
        assertThat(read(content).fit().modalities()).containsExactly("CT", "MR");
        refused(template().put("modalities", "CT"), "modalities");
        refused(template().put("bodyParts", new JsonArray(List.of("胸部"))), "bodyParts");
        refused(template().put("bodyParts", new JsonArray(List.of("A".repeat(17)))), "bodyParts");
        refused(template().put("bodyParts", new JsonArray(List.of(""))), "bodyParts");
        refused(template().put("bodyParts", new JsonArray(List.of(1))), "bodyParts");
        refused(template().put("bodyParts", new JsonArray(IntStream.range(0, 51).mapToObj(n -> "P" + n).toList())),
                "bodyParts");
    }

    @ParameterizedTest
    @CsvSource({ "name, 100", "item, 500", "technique, 500", "findings, 20000", "impression, 20000",
            "recommendations, 20000" })
    void textsHaveAnEnd(String field, int longest) {
        assertThat(read(template().put(field, "字".repeat(longest))).name()).isNotEmpty();
        refused(template().put(field, "字".repeat(longest + 1)), field);
        refused(template().put(field, "a\0"), field);
        refused(template().put(field, 7), field);
        refused(template().putNull(field), field);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "template", "OTHER" })
    void aKindIsOneOfTwo(String kind) {
        refused(template().put("kind", kind), "kind");
    }

    @Test
    void aPhraseHasOneTextAndATemplateSaysSomething() {
        JsonObject phrase = template().put("kind", "PHRASE");
        assertThat(read(phrase).kind()).isEqualTo(TemplateContent.Kind.PHRASE);
        refused(phrase.copy().put("impression", "正常"), "exactly one");
        refused(phrase.copy().put("findings", " "), "exactly one");
        refused(phrase.copy().put("item", "胸部"), "exactly one");
        refused(template().put("findings", "").put("item", "胸部"), "impression");
    }

    @Test
    void whetherSomethingWasFoundIsYesNoOrOpen() {
        assertThat(read(template().put("positive", true)).positive()).isTrue();
        assertThat(read(template().put("positive", false)).positive()).isFalse();
        assertThat(read(template().putNull("positive")).positive()).isNull();
        refused(template().put("positive", "yes"), "positive");
    }

    @Test
    void whoseItShallBeMustBeSaid() {
        assertThat(TemplateBodies.own(new JsonObject().put("own", true))).isTrue();
        assertThat(TemplateBodies.own(new JsonObject().put("own", false))).isFalse();
        assertThatThrownBy(() -> TemplateBodies.own(new JsonObject())).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> TemplateBodies.content(new JsonObject().put("content", "x")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("content");
    }
}
