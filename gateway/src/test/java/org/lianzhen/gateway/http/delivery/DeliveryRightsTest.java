package org.lianzhen.gateway.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.receipt.FakeReceipts;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;
import org.lianzhen.gateway.delivery.DeliveryPage.Position;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.RouteChange;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.TestRoutes;

/** Whose deliveries a caller sees and decides about. */
class DeliveryRightsTest {
    private static final String ROOT = "/api/v1/deliveries";
    private static final String TECHNOLOGIST = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final String DIRECTOR = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");
    private static final String ADMIN = TestSite.token(Role.SYS_ADMIN, "CH1");
    private static final Set<String> ALL = Set.of("TS1", "TS2", "CH1", "OUT");

    private final NotingDesk desk = new NotingDesk();
    private final MemberDirectory members = TestMembers
            .of("""
                    units:
                      - {code: TS1, name: x, kind: OTHER}
                      - {code: TS2, name: x, kind: OTHER}
                      - {code: CH1, name: x, kind: OTHER}
                      - {code: OUT, name: x, kind: OTHER, status: SUSPENDED}
                    agreements: [{owner: TS1, reader: CH1}]
                    nodes:
                      - {aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}
                      - {aeTitle: OUTPACS, unit: OUT, host: 10.0.0.2, port: 104}
                    """);
    private final RouteDirectory routes = new RouteDirectory(new TestRoutes(), members);
    private final TestSite site = TestSite.of(
            new DeliveryFeature(desk, members, routes, destination -> Optional.empty()),
            new ReceiptFeature(new FakeReceipts(), members));

    @AfterEach
    void close() {
        site.close();
    }

    private JsonArray items(String token, String path) {
        HttpResponse<String> answer = site.text(site.request(ROOT + path, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("items");
    }

    @Test
    void membersSeeTheirOwnStudiesAndTheirOwnDestinations() {
        for (String token : List.of(TECHNOLOGIST, DIRECTOR)) {
            assertThat(items(token, "/destinations")).hasSize(2);
        }
        assertThat(desk.asked).as("whose they are is not known before there are routes").containsExactly(Set.of("TS1"),
                Set.of(), Set.of("CH1"), Set.of());
        desk.asked.clear();
        routes.replace(new RouteChange(0, "test", "destinations: [{code: CH1-A, unit: CH1, node: CH1PACS}]", true))
                .toCompletableFuture().join();
        items(TECHNOLOGIST, "/destinations");
        items(DIRECTOR, "/destinations");
        assertThat(desk.asked).containsExactly(Set.of("TS1"), Set.of(), Set.of("CH1"), Set.of("CH1-A"));
    }

    @Test
    void aUnitThatTakesNoPartSeesNothingAndDecidesAboutNothing() {
        routes.replace(new RouteChange(0, "test", "destinations: [{code: OUT-A, unit: OUT, node: OUTPACS}]", true))
                .toCompletableFuture().join();
        String out = TestSite.token(Role.TECHNOLOGIST, "OUT");
        items(out, "/destinations");
        items(out, "");
        site.send("POST", ROOT + "/1.2.3/CH1", out, "{\"action\":\"HOLD\"}");
        assertThat(desk.asked.subList(0, 3)).containsExactly(Set.of(), Set.of(), DeliverySelection.of(Set.of()));
        assertThat(desk.asked).last().isInstanceOfSatisfying(DeliveryOrder.class,
                order -> assertThat(order.selection().units()).isEmpty());
    }

    @Test
    void anAdministratorSeesTheDeliveriesOfAllUnits() {
        assertThat(items(ADMIN, "/destinations")).hasSize(2);
        for (String path : List.of("/1.2.3", "/1.2.3/CH1", "", "?unit=TS2")) {
            items(ADMIN, path);
        }
        assertThat(desk.asked).containsExactly("all", "1.2.3", ALL, DeliverySelection.of(ALL, "1.2.3", "CH1"), "", 1000,
                DeliverySelection.of(ALL), Position.START, 200, DeliverySelection.of(Set.of("TS2")), Position.START,
                200);
    }

    @Test
    void whoDecidesAboutAllUnitsActsInTheRoleThatAllowsIt() {
        var both = new Caller("x", "CH1", Set.of(Role.CENTRE_DIRECTOR, Role.SYS_ADMIN), "10.0.0.1");
        var director = new Caller("x", "CH1", Set.of(Role.CENTRE_DIRECTOR), "10.0.0.1");
        var reach = new Reach(members);
        assertThat(both.actor(Operation.CHANGE_DELIVERIES).role()).isEqualTo("SYS_ADMIN");
        assertThat(reach.units(both, Operation.CHANGE_DELIVERIES)).isEqualTo(ALL);
        assertThat(director.actor(Operation.CHANGE_DELIVERIES).role()).isEqualTo("CENTRE_DIRECTOR");
        assertThat(reach.units(director, Operation.CHANGE_DELIVERIES)).containsExactly("CH1");
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void anAdministratorDecidesAboutTheDeliveriesOfAllUnits(Action action) {
        String body = "{\"action\":\"" + action + "\",\"priority\":\"ROUTINE\"";
        boolean ended = action.isAboutEnded();
        for (String path : List.of("/1.2.3/CH1", "/1.2.3/CH1/1.2.3.1")) {
            assertThat(site.send("POST", ROOT + path, ADMIN, body + "}").statusCode()).isEqualTo(200);
        }
        assertThat(site.send("POST", ROOT + "/orders", ADMIN, body + ",\"of\":{\"unit\":\"TS2\",\"destination\":\"CH1\""
                + (ended ? ",\"state\":\"FAILED\"}}" : "}}")).statusCode()).isEqualTo(200);
        var by = new AuditEvent.Actor("test", "SYS_ADMIN", "CH1", "127.0.0.1");
        DeliverySelection one = DeliverySelection.of(ALL, "1.2.3", "CH1");
        DeliverySelection many = DeliverySelection.of(Set.of("TS2")).destination("CH1")
                .state(ended ? State.FAILED : null);
        assertThat(desk.asked).containsExactly(Stream.of(one, one.instance("1.2.3.1"), many)
                .map(selection -> new DeliveryOrder(selection, action, Urgency.ROUTINE, by)).toArray());
    }
}
