package org.lianzhen.gateway.app.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.LineState;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.delivery.DeliveryFeature;
import org.lianzhen.gateway.http.link.LinkFeature;
import org.lianzhen.gateway.http.member.MemberFeature;
import org.lianzhen.gateway.http.route.RouteFeature;
import org.lianzhen.gateway.link.LinkCalls;
import org.lianzhen.gateway.link.LinkDoctor;
import org.lianzhen.gateway.link.LinkPace;
import org.lianzhen.gateway.link.TestNode;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.Subject;
import org.lianzhen.gateway.route.TestRoutes;

/** The commands, and the web of a gateway that they talk to. */
@Timeout(60)
class RemoteCommandsTest {
    private static final String ROUTES = """
            # where things go
            destinations: [{code: CH1, unit: CH1, node: CH1PACS}]
            routes: [{code: ct, name: 乡镇 CT, modalities: [CT], to: [CH1]}]
            """;
    private static final Set<String> TS1 = Set.of("TS1");

    private final EventLoops loops = EventLoops.start(1);
    private final TestNode node = TestNode.storing(loops, Outcome.SUCCESS);
    private final FixedDesk desk = new FixedDesk();
    private final MemberDirectory members = TestMembers.of("""
            units: [{code: TS1, name: x, kind: OTHER}, {code: CH1, name: x, kind: OTHER}]
            nodes:
              - {aeTitle: CH1PACS, unit: CH1, host: 127.0.0.1, port: %d}
              - {aeTitle: TS1CT, unit: TS1}
            agreements: [{owner: TS1, reader: CH1}]
            """.formatted(node.target().port()));
    private final KeptEvents events = new KeptEvents();
    private final TestRoutes store = new TestRoutes();
    private final RouteDirectory routes = new RouteDirectory(store, members);
    private final TestSite site = TestSite.of(new DeliveryFeature(desk, members, routes,
            code -> Optional.of(new LineState(2_500_000, 70, 2, 0.25, 0.125))), new MemberFeature(members, events),
            new RouteFeature(routes, events),
            new LinkFeature(new LinkDoctor(loops, new LinkCalls("LIANZHEN", null), LinkPace.STANDARD),
                    new LinkFeature.Known(members, code -> Optional.empty(), true),
                    new LinkFeature.News((account, step) -> {}, () -> {})));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        site.close();
        node.close();
        Await.result(loops.stop());
    }

    private CommandRun run(Role role, Language language, Object... arguments) {
        return CommandRun.lianzhen(new TestConsole(language, false), Map.of("LIANZHEN_URL", site.uri("").toString(),
                "LIANZHEN_TOKEN", TestSite.token(role, "TS1")), arguments);
    }

    private CommandRun technologist(Object... arguments) {
        return run(Role.TECHNOLOGIST, Language.ENGLISH, arguments);
    }

    private CommandRun admin(Object... arguments) {
        return run(Role.SYS_ADMIN, Language.ENGLISH, arguments);
    }

    private static CommandRun succeeded(CommandRun run) {
        assertThat(run.exit()).as(run.err().toString()).isZero();
        return run;
    }

    @Test
    void listsDeliveriesInBothLanguages() {
        CommandRun english = succeeded(technologist("deliveries", "list", "--destination", "CH1", "--state",
                "retry-at", "--priority=green-channel", "--older-than", "90", "--limit", "1"));
        assertThat(english.out().getFirst()).contains("Study", "Destination", "Last answer");
        assertThat(english.out().get(2)).contains("1.2.3", "CH1", "TS1", "queued", "urgent", "16", "4",
                "A700 The destination is out of resources").doesNotContain("\u001B");
        assertThat(english.out().getLast()).contains("--after=URGENT~1970-01-01T00:00:00Z~");
        assertThat(desk.asked).containsExactly(DeliverySelection.of(TS1).destination("CH1").state(State.RETRY_AT)
                .priority(Urgency.GREEN_CHANNEL).olderThan(Duration.ofMinutes(90)));
        CommandRun chinese = succeeded(run(Role.TECHNOLOGIST, Language.CHINESE, "deliveries", "list"));
        assertThat(chinese.out().getFirst()).contains("检查", "目的地", "最后的答复");
        assertThat(chinese.out().get(2)).contains("排队", "加急", "A700 对方资源不足");
    }

    @Test
    void goesOnWhereAPageHasEnded() {
        String next = technologist("deliveries", "list", "--limit=1").out().getLast();
        succeeded(technologist("deliveries", "list", next.substring(next.indexOf("--after"))));
    }

    @Test
    void printsWhatTheGatewaySaidForPrograms() {
        CommandRun run = succeeded(technologist("deliveries", "destinations", "--json"));
        assertThat(new JsonObject(String.join("\n", run.out())).getJsonArray("items").getJsonObject(0)
                .getString("destination")).isEqualTo("CH1");
    }

    @Test
    void showsDestinationsStudiesAndInstances() {
        assertThat(succeeded(technologist("deliveries", "destinations")).out().getLast()).contains("CH1", "3", "70",
                "1970-01-01 08:00:00", "2.50 MB/s", "0.3 s", "12.5 %", "7 / 8 / 9 / 10");
        assertThat(succeeded(technologist("deliveries", "show", "1.2.3")).out()).anySatisfy(
                line -> assertThat(line).contains("1.2.3", "CH1", "27")).last().asString().startsWith("CH1: more of");
        List<String> instances = succeeded(technologist("deliveries", "show", "1.2.3", "CH1")).out();
        assertThat(instances.get(2)).contains("1.2.3.1",
                "will be tried again", "2026-03-01 10:03:04", "A700", "refused, A700H", "all", "UNIT=TS1");
        assertThat(instances.subList(3, instances.size())).containsExactly("A700: The destination is out of resources, "
                + "mostly of storage. Have them make room. It is tried again by itself.");
        assertThat(succeeded(run(Role.TECHNOLOGIST, Language.CHINESE, "deliveries", "show", "1.2.3")).out())
                .contains("A700：对方资源不足，多为存储空间已满。请让对方清理或扩充空间。");
        CommandRun unknown = technologist("deliveries", "show", "9.9.9");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).singleElement().asString().startsWith("The gateway refuses: Nothing of this study");
    }

    @Test
    void saysWhetherAStudyIsWholeAndWhetherADestinationHasIt() {
        List<String> told = succeeded(technologist("deliveries", "show", "1.2.4")).out();
        assertThat(told.subList(5, told.size())).containsExactly(
                "CH1: the study has been here as a whole since 1970-01-01 08:00:00 (nothing new has come for a while).",
                "CH1 has all of it (it has taken responsibility).",
                "CH1: the study has been here as a whole since 1970-01-01 08:00:00 (nothing new has come for a while).",
                "Whether CH1 has it is not known. \"deliveries verify\" asks once more.",
                "Why: The destination takes neither requests for storage commitment nor queries. Have them enable one, then use \"deliveries verify\". [no presentation context]",
                "CH1: the study has been here as a whole since 1970-01-01 08:00:00 (nothing new has come for a while).",
                "CH1 has not all of it. When that is seen to, send what is missing again, or have \"deliveries verify\" ask once more.",
                "Why: The destination still misses images, however often they were sent. Have them look into their log, then send them again. [3 of 412 missing]",
                "3 of 412 missing:", "  1.2.4.5", "  1.2.4.7",
                "and 1 more");
        assertThat(succeeded(run(Role.TECHNOLOGIST, Language.CHINESE, "deliveries", "show", "1.2.4")).out())
                .contains("CH1 已收齐（对方已作存储承诺）。", "412 幅中缺 3 幅：", "以及另外 1 幅");
    }

    @Test
    void studiesAreProvedOnceMore() {
        assertThat(succeeded(technologist("deliveries", "verify", "1.2.4", "CH1")).out())
                .containsExactly("Destinations will be asked about 412 studies.");
        assertThat(desk.asked).singleElement().isInstanceOfSatisfying(DeliveryOrder.class,
                order -> assertThat(order.action()).isEqualTo(Action.VERIFY));
        assertThat(succeeded(technologist("deliveries", "verify", "--destination=CH1", "--state=failed")).out())
                .containsExactly("That would be 412 studies. Add --yes to do it.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "hold", "resume", "retry", "cancel", "resend" })
    void ordersAreCarriedOutForOneStudy(String action) {
        CommandRun run = succeeded(technologist("deliveries", action, "1.2.3", "CH1"));
        assertThat(run.out()).containsExactly("Done for 412 instances.");
        assertThat(desk.asked).singleElement().isInstanceOfSatisfying(DeliveryOrder.class, order -> {
            assertThat(order.selection()).isEqualTo(DeliverySelection.of(TS1, "1.2.3", "CH1"));
            assertThat(order.action().name()).isEqualToIgnoringCase(action);
        });
    }

    @Test
    void anOrderMayBeForOneInstance() {
        succeeded(technologist("deliveries", "prioritise", "1.2.3", "CH1", "1.2.3.4", "--to", "emergency"));
        assertThat(desk.asked).singleElement().isInstanceOfSatisfying(DeliveryOrder.class, order -> {
            assertThat(order.selection()).isEqualTo(DeliverySelection.of(TS1, "1.2.3", "CH1").instance("1.2.3.4"));
            assertThat(order.action()).isEqualTo(Action.PRIORITISE);
            assertThat(order.priority()).isEqualTo(Urgency.EMERGENCY);
        });
    }

    @Test
    void ordersForManyAreFirstToldAndThenDone() {
        assertThat(succeeded(technologist("deliveries", "hold", "--destination", "CH1")).out())
                .containsExactly("That would be 412 instances. Add --yes to do it.");
        assertThat(desk.asked).containsExactly("preview");
        assertThat(succeeded(technologist("deliveries", "hold", "--destination", "CH1", "--yes")).out())
                .containsExactly("Done for 412 instances, and there are more: do it again.");
        assertThat(desk.asked.getLast()).isInstanceOfSatisfying(DeliveryOrder.class, order -> assertThat(
                order.selection()).isEqualTo(DeliverySelection.of(TS1).destination("CH1")));
    }

    @Test
    void ordersThatNameNothingAreRefusedHere() {
        for (List<String> arguments : List.of(List.<String>of(), List.of("1.2.3"),
                List.of("1.2.3", "CH1", "--state", "held"))) {
            CommandRun run = technologist(
                    Stream.concat(Stream.of("deliveries", "hold"),
                            arguments.stream()).toArray());
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).singleElement().asString().startsWith("Give a study and a destination");
        }
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void listsNodes() {
        assertThat(succeeded(admin("nodes", "list")).out()).anySatisfy(line -> assertThat(line).contains("CH1PACS",
                "CH1", "127.0.0.1:" + node.target().port()))
                .anySatisfy(line -> assertThat(line).contains("TS1CT", "-"));
    }

    @Test
    void checksANodeStepByStep() {
        CommandRun run = succeeded(run(Role.SYS_ADMIN, Language.CHINESE, "nodes", "check", "CH1PACS", "--store",
                "--trace"));
        assertThat(run.out().getFirst()).contains("CH1PACS", "127.0.0.1:" + node.target().port());
        assertThat(run.out()).anyMatch(line -> line.matches("正常 +C-ECHO +5 次 C-ECHO 均成功.*"))
                .anyMatch(line -> line.startsWith("跳过") && line.contains("请在对方 PACS 中手工删除"))
                .anyMatch(line -> line.contains("-> A-ASSOCIATE-RQ"));
        assertThat(run.out().getLast()).isEqualTo("线路正常。");
        assertThat(node.stored()).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithANode() {
        CommandRun run = admin("nodes", "check", "OTHER", "--host=127.0.0.1", "--port=" + node.target().port());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).anyMatch(line -> line.startsWith("FAILED") && line.contains("AE title OTHER"));
        assertThat(run.out().getLast()).startsWith("Something is wrong");
        assertThat(admin("nodes", "check", "NOBODY").err()).singleElement().asString().contains("No member has");
        assertThat(admin("nodes", "check", "CH1", "--web").err()).singleElement().asString()
                .contains("No destination of the routes in force is a web service");
    }

    @Test
    void putsRoutesInForceAndShowsThem() throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
        assertThat(succeeded(admin("routes", "rehearse", file)).out().getLast()).contains("studies were looked at");
        assertThat(succeeded(admin("routes", "rehearse", file, "--from=2020-01-01", "--to=2020-01-31")).out().getLast())
                .isEqualTo("0 studies were looked at, which arrived from - to -; 0 of them would have gone nowhere.");
        assertThat(succeeded(admin("routes", "put", file, "--base", "0")).out())
                .containsExactly("Version 1 of the routes is in force.");
        CommandRun shown = succeeded(admin("routes", "show"));
        assertThat(shown.out()).as("a file that can be put again").isEqualTo(ROUTES.lines().toList());
        assertThat(shown.err()).singleElement().asString().contains("version 1", "--base 1");
        assertThat(succeeded(admin("routes", "history")).out().getLast()).contains("1", "test");
        CommandRun missing = admin("routes", "put", folder.resolve("none.yaml"), "--force");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).singleElement().asString().startsWith("Cannot read ");
        Files.writeString(file, "routes: [{code: ct}]");
        assertThat(admin("routes", "put", file, "--base=1").err()).singleElement().asString()
                .startsWith("The gateway refuses:");
    }

    @Test
    void listsWhoHasRehearsedWhatInBothLanguages() throws IOException {
        store.studies.add(List.of(new Subject("TS1", "TS1PACS", "LIANZHEN", new Subject.Content("CT", "", ""),
                Urgency.ROUTINE, TestRoutes.NOON)));
        Path file = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
        succeeded(admin("routes", "rehearse", file));
        CommandRun english = succeeded(admin("routes", "rehearsals"));
        assertThat(english.out().getFirst()).contains("Made at", "Author", "Studies", "Arrived on", "Going nowhere",
                "Led to version", "What goes where");
        assertThat(english.out().getLast()).contains("2026-06-30 08:00:00", "test", "1", "2026-07-01",
                "ct → CH1: 1");
        CommandRun chinese = succeeded(run(Role.SYS_ADMIN, Language.CHINESE, "routes", "rehearsals"));
        assertThat(chinese.out().getFirst()).contains("到达日期", "无去处", "促成版本", "去向");
        assertThat(chinese.out().getLast()).contains("ct → CH1：1");
        assertThat(technologist("routes", "rehearsals").err()).singleElement().asString()
                .startsWith("This account may not do that");
    }

    @Test
    void listsTheRoutesThatConcernTheUnitInBothLanguages() throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
        succeeded(admin("routes", "put", file, "--base", "0"));
        CommandRun english = succeeded(technologist("routes", "list"));
        assertThat(english.out().getFirst()).contains("Route", "Name", "State", "Destinations");
        assertThat(english.out().getLast()).contains("ct", "乡镇 CT", "proposed", "CH1");
        CommandRun chinese = succeeded(run(Role.TECHNOLOGIST, Language.CHINESE, "routes", "list"));
        assertThat(chinese.out().getFirst()).contains("路由", "名称", "状态", "目的地");
        assertThat(chinese.out().getLast()).contains("ct", "待启用", "CH1");
        for (String command : List.of("show", "history")) {
            assertThat(technologist("routes", command).err()).singleElement().asString()
                    .startsWith("This account may not do that");
        }
    }

    @Test
    void nobodyUndoesWhatAnotherHasPutMeanwhile() throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
        succeeded(admin("routes", "put", file, "--base", "0"));
        CommandRun second = admin("routes", "put", file, "--base", "0");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).singleElement().asString().startsWith("Somebody else has just changed the routes");
        for (List<String> options : List.of(List.<String>of(), List.of("--base", "1", "--force"))) {
            CommandRun run = admin(Stream.concat(Stream.of("routes", "put", file.toString()), options.stream())
                    .toArray());
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).singleElement().asString().startsWith("Say with --base");
        }
        assertThat(run(Role.SYS_ADMIN, Language.CHINESE, "routes", "put", file).err()).singleElement().asString()
                .contains("--base");
        assertThat(succeeded(admin("routes", "put", file, "--force")).out())
                .containsExactly("Version 2 of the routes is in force.");
    }

    @Test
    void saysThatAnAccountMayNot() {
        assertThat(technologist("routes", "put", folder.resolve("x")).exit()).isEqualTo(1);
        assertThat(run(Role.RADIOLOGIST, Language.ENGLISH, "deliveries", "list").err()).singleElement().asString()
                .startsWith("This account may not do that");
        CommandRun unknown = CommandRun.lianzhen(TestConsole.english(),
                Map.of("LIANZHEN_URL", site.uri("").toString(), "LIANZHEN_TOKEN", "old"), "deliveries", "list");
        assertThat(unknown.err()).singleElement().asString().startsWith("The session is not valid any more");
    }
}
