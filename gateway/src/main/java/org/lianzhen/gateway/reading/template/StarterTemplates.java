package org.lianzhen.gateway.reading.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.lianzhen.gateway.member.Fields;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.member.Service;
import org.lianzhen.gateway.member.SharedCentre;

/** Gives every imaging centre the templates that come with the gateway when it has none yet; from then on they are its own. */
public final class StarterTemplates {
    private static final String FILE = "starter.yaml";

    private final Templates templates;
    private final MemberDirectory members;
    private final List<TemplateContent> starters;
    /** Of which nothing needs to be asked any more. */
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    public StarterTemplates(Templates templates, MemberDirectory members) {
        this.templates = templates;
        this.members = members;
        this.starters = read();
        // loads tables of the transliteration, which no event loop should wait for
        starters.forEach(one -> Initials.of(one.name()));
    }

    static List<TemplateContent> read() {
        try (InputStream file = Objects.requireNonNull(StarterTemplates.class.getResourceAsStream(FILE), FILE)) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<TemplateContent> read(String document) {
        List<String> problems = new ArrayList<>();
        try {
            Fields root = Fields.of(document, problems);
            List<TemplateContent> all = new ArrayList<>();
            root.items("templates").forEach(one -> all.add(content(one, TemplateContent.Kind.TEMPLATE)));
            root.items("phrases").forEach(one -> all.add(content(one, TemplateContent.Kind.PHRASE)));
            root.rejectOthers();
            if (problems.isEmpty() && all.stream().allMatch(TemplateContent::isWhole)) {
                return List.copyOf(all);
            }
        } catch (MembersException e) {
            problems.addAll(e.problems());
        }
        throw new IllegalStateException("the templates that come with the gateway: " + problems);
    }

    private static TemplateContent content(Fields fields, TemplateContent.Kind kind) {
        String result = fields.optional("result");
        var content = new TemplateContent(kind, fields.text("name"),
                new TemplateContent.Fit(fields.texts("modalities"), fields.texts("bodyParts")),
                result == null ? null : result.equals("positive"),
                new TemplateContent.Words(text(fields, "item"), text(fields, "technique"), text(fields, "findings"),
                        text(fields, "impression"), text(fields, "recommendations")));
        fields.rejectOthers();
        return content;
    }

    private static String text(Fields fields, String key) {
        String text = fields.optional(key);
        return text == null ? "" : text;
    }

    /**
     * Looks which centres have none yet.
     *
     * @return how many templates were given
     */
    public CompletionStage<Integer> give() {
        CompletionStage<Integer> given = CompletableFuture.completedStage(0);
        for (String unit : members.members().lists().centres().stream()
                .filter(centre -> centre.service() == Service.IMAGING).map(SharedCentre::owner)
                .filter(owner -> !done.contains(owner)).collect(Collectors.toUnmodifiableSet())) {
            given = given.thenCompose(before -> templates.give(unit, starters).thenApply(count -> {
                done.add(unit);
                return before + count;
            }));
        }
        return given;
    }
}
