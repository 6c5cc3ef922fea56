package org.lianzhen.dicom.dimse;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary messages of all kinds. */
final class Messages {
    private Messages() {}

    static Arbitrary<DimseMessage> cancels() {
        return u16().map(CCancelRq::new);
    }

    static Arbitrary<DimseMessage> requests() {
        return Combinators.combine(u16(), uid(), uid(), Arbitraries.integers().between(0, 10))
                .flatAs(Messages::request);
    }

    private static Arbitrary<DimseMessage> request(int id, String sopClass, String instance, int kind) {
        return switch (kind) {
            case 0 -> Combinators.combine(priority(), moveOriginator().injectNull(0.5))
                    .as((priority, origin) -> new CStoreRq(id, sopClass, instance, priority, origin));
            case 1 -> priority().map(priority -> new CFindRq(id, sopClass, priority));
            case 2 -> priority().map(priority -> new CGetRq(id, sopClass, priority));
            case 3 -> Combinators.combine(priority(), aeTitle())
                    .as((priority, title) -> new CMoveRq(id, sopClass, priority, title));
            case 4 -> Combinators.combine(u16(), flag())
                    .as((event, dataSet) -> new NEventReportRq(id, sopClass, instance, event, dataSet));
            case 5 -> tags().map(tags -> new NGetRq(id, sopClass, instance, tags));
            case 6 -> Arbitraries.just(new NSetRq(id, sopClass, instance));
            case 7 -> Combinators.combine(u16(), flag())
                    .as((action, dataSet) -> new NActionRq(id, sopClass, instance, action, dataSet));
            case 8 -> Combinators.combine(uid().injectNull(0.5), flag())
                    .as((created, dataSet) -> new NCreateRq(id, sopClass, created, dataSet));
            case 9 -> Arbitraries.just(new NDeleteRq(id, sopClass, instance));
            default -> Arbitraries.just(new CEchoRq(id, sopClass));
        };
    }

    /** What all responses have, and the number of the kind to make of it. */
    private record Head(int id, Outcome outcome, String sopClass, String instance) {}

    static Arbitrary<DimseMessage> responses() {
        Arbitrary<Head> heads = Combinators.combine(u16(), outcome(), uid().injectNull(0.2), uid().injectNull(0.2))
                .as(Head::new);
        Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 10);
        return Combinators.combine(heads, kinds, flag()).flatAs(Messages::response);
    }

    private static Arbitrary<DimseMessage> response(Head head, int kind, boolean dataSet) {
        int id = head.id();
        Outcome outcome = head.outcome();
        String sopClass = head.sopClass();
        String instance = head.instance();
        return switch (kind) {
            case 0 -> Arbitraries.just(new CStoreRsp(id, outcome, sopClass, instance));
            case 1 -> Arbitraries.just(new CFindRsp(id, outcome, sopClass, dataSet));
            case 2 -> subOperations().map(numbers -> new CGetRsp(id, outcome, sopClass, numbers, dataSet));
            case 3 -> subOperations().map(numbers -> new CMoveRsp(id, outcome, sopClass, numbers, dataSet));
            case 4 -> u16().injectNull(0.3)
                    .map(event -> new NEventReportRsp(id, outcome, sopClass, instance, event, dataSet));
            case 5 -> Arbitraries.just(new NGetRsp(id, outcome, sopClass, instance, dataSet));
            case 6 -> Arbitraries.just(new NSetRsp(id, outcome, sopClass, instance, dataSet));
            case 7 -> u16().injectNull(0.3)
                    .map(action -> new NActionRsp(id, outcome, sopClass, instance, action, dataSet));
            case 8 -> Arbitraries.just(new NCreateRsp(id, outcome, sopClass, instance, dataSet));
            case 9 -> Arbitraries.just(new NDeleteRsp(id, outcome, sopClass, instance));
            default -> Arbitraries.just(new CEchoRsp(id, outcome, sopClass));
        };
    }

    private static Arbitrary<Outcome> outcome() {
        Arbitrary<String> comments = Arbitraries.strings().withCharRange(' ', '[').ofMaxLength(64)
                .map(String::strip).filter(text -> !text.isEmpty());
        return Combinators
                .combine(u16().map(Status::new), comments.injectNull(0.5), u16().injectNull(0.5), tags(), tags())
                .as(Outcome::new);
    }

    private static Arbitrary<SubOperations> subOperations() {
        Arbitrary<Integer> count = u16().injectNull(0.3);
        return Combinators.combine(count, count, count, count).as(SubOperations::new);
    }

    private static Arbitrary<MoveOriginator> moveOriginator() {
        return Combinators.combine(aeTitle(), u16()).as(MoveOriginator::new);
    }

    private static Arbitrary<Integer> u16() {
        return Arbitraries.integers().between(0, 65535);
    }

    private static Arbitrary<Boolean> flag() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<Priority> priority() {
        return Arbitraries.of(Priority.class);
    }

    private static Arbitrary<List<Integer>> tags() {
        return Arbitraries.integers().list().ofMaxSize(5);
    }

    private static Arbitrary<String> uid() {
        return Arbitraries.integers().between(0, 99999).list().ofMinSize(1).ofMaxSize(10)
                .map(parts -> "1.2" + String.join("", parts.stream().map(part -> "." + part).toList()));
    }

    private static Arbitrary<String> aeTitle() {
        return Arbitraries.strings().withCharRange('!', '[').ofMinLength(1).ofMaxLength(16);
    }
}
