package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.RosterStore;
import org.lianzhen.gateway.reading.critical.CriticalValue;
import org.lianzhen.gateway.reading.critical.CriticalValues;

/** Whom to telephone about a critical value: whoever ordered the examination, then those on duty where the patient is, as they are told. */
final class DutyPhones {
    private static final List<Duty> CALLED = List.of(Duty.IMAGING, Duty.DEPARTMENT_HEAD, Duty.MEDICAL_OFFICE);

    private final RosterStore rosters;
    private final CriticalValues values;
    private final InstantSource clock;

    /** @param values that know what people are called */
    DutyPhones(RosterStore rosters, CriticalValues values, InstantSource clock) {
        this.rosters = rosters;
        this.values = values;
        this.clock = clock;
    }

    private record Called(Duty duty, DutyPerson person) {}

    CompletionStage<JsonArray> of(CriticalValue.Place place) {
        String unit = place.unit();
        List<CompletableFuture<Stream<Called>>> all = CALLED.stream().map(duty -> rosters.newest(unit, duty)
                .thenApply(version -> version.roster().onDuty(clock.instant()).stream()
                        .map(person -> new Called(duty, person)))
                .toCompletableFuture()).toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenCompose(done -> named(
                all.stream().flatMap(CompletableFuture::join).toList())).thenApply(duty -> first(place, duty));
    }

    private static JsonArray first(CriticalValue.Place place, JsonArray duty) {
        CriticalValue.Ordering ordering = place.ordering();
        if (ordering == null || ordering.doctor().isEmpty()) {
            return duty;
        }
        String account = ordering.account();
        return new JsonArray()
                .add(new JsonObject().put("duty", "ORDERING").put("account", account == null ? "" : account)
                        .put("name", ordering.doctor()).put("phone", ordering.phone()))
                .addAll(duty);
    }

    private CompletionStage<JsonArray> named(List<Called> called) {
        Set<String> accounts = called.stream().map(one -> one.person().account()).collect(Collectors.toSet());
        return values.names(accounts).thenApply(
                names -> new JsonArray(called.stream().map(one -> json(one, names)).toList()));
    }

    private static JsonObject json(Called one, Map<String, String> names) {
        String account = one.person().account();
        return new JsonObject().put("duty", one.duty().name()).put("account", account)
                .put("name", names.getOrDefault(account, account)).put("phone", one.person().phone());
    }
}
