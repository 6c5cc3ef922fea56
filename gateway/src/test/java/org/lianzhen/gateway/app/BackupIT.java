package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.archive.ChildJava;

/** Backups of a gateway that serves, and what can be made of them on an empty folder. */
@Timeout(600)
class BackupIT {
    private final ArchiveLoad load = new ArchiveLoad();

    @TempDir
    private Path folder;
    private GatewayProcess gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = demo(data());
    }

    @AfterEach
    void end() throws Exception {
        load.close();
        gateway.end();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path backups() {
        return folder.resolve("backups");
    }

    private Path restored() {
        return folder.resolve("restored");
    }

    private static GatewayProcess demo(Path data) throws IOException {
        return GatewayProcess.start(data, "--demo", "--min-free-space", "0 MB");
    }

    private CommandRun backup(Object... more) {
        return CommandRun.lianzhen(TestConsole.english(), Stream.concat(Stream.of("backup", "--data", data(), "--to",
                backups(), "--min-free-space", "0 MB"), Stream.of(more)).toArray());
    }

    private CommandRun restore(Object... more) {
        return CommandRun.lianzhen(TestConsole.english(), Stream.concat(
                Stream.of("restore", "--from", backups(), "--data", restored()), Stream.of(more)).toArray());
    }

    private static CommandRun verify(String what, Path data) {
        return CommandRun.lianzhen(TestConsole.english(), what, "verify", "--data", data);
    }

    private List<String> sets() throws IOException {
        try (Stream<Path> sets = Files.list(backups().resolve("sets"))) {
            return sets.map(set -> set.getFileName().toString()).sorted().toList();
        }
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> all = Files.walk(backups().resolve("objects"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void store(int first, int count) {
        load.sendTo(gateway.port());
        List<Instance> instances = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            instances.add(ArchiveLoad.instance(ArchiveLoad.STUDY + "9", i));
        }
        assertThat(load.store(instances)).hasSize(count);
    }

    private void succeeds(CommandRun run) {
        assertThat(run.exit()).as(run.toString()).isZero();
    }

    private void refused(CommandRun run, String... why) {
        assertThat(run.exit()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).last().asString().contains(why);
    }

    @Test
    void underLoadItHasAllThatWasAcknowledgedBefore() throws Exception {
        load.start(gateway.port(), 1, 2);
        Await.until("something is stored", Duration.ofSeconds(60), () -> load.acknowledged().size() > 100);
        Map<String, String> before = Map.copyOf(load.acknowledged());
        CommandRun backup = backup("--verify");
        succeeds(backup);
        int during = load.acknowledged().size();
        assertThat(during).as("storing goes on").isGreaterThan(before.size());
        Await.until("it goes on afterwards", Duration.ofSeconds(60), () -> load.acknowledged().size() > during);
        load.stop();
        assertThat(load.refusals()).isEmpty();
        gateway.end();

        CommandRun restore = restore();
        succeeds(restore);
        assertThat(restore.out()).anyMatch(line -> line.contains("Nothing has been started"));
        assertThat(restored().resolve("postgres/data/postmaster.pid")).doesNotExist();
        checkRestored(before);
    }

    private void checkRestored(Map<String, String> before) throws Exception {
        assertThat(verify("archive", restored())).satisfies(run -> {
            assertThat(run.exit()).isZero();
            assertThat(run.out()).singleElement().asString().startsWith("Each of the ");
        });
        assertThat(verify("audit", restored()).out()).first().asString().startsWith("The audit log is whole");
        gateway = demo(restored());
        var witness = new ArchiveWitness(restored(), before);
        witness.checkDiskAndIndex();
        witness.checkAnswers(load.user(), gateway.port());
        assertThat(logIn()).isEqualTo(200);
        assertThat(ArchiveWitness.rows(restored(), """
                select action || ' ' || outcome as event from audit_event
                where action in ('BACKUP_BEGIN', 'BACKUP_END', 'RESTORE') order by occurred_at"""))
                .extracting(row -> row.getString("event"))
                .containsExactly("BACKUP_BEGIN SUCCESS", "RESTORE SUCCESS");
        store(1, 5);
    }

    private int logIn() throws Exception {
        return send(HttpRequest.newBuilder(uri("/api/v1/session")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"ch1-radiologist\",\"password\":\"demo\"}")))
                .statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.webPort() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aSecondOneCopiesNewImagesOnlyAndOldOnesAreKeptAsLongAsWanted() throws Exception {
        store(1, 40);
        succeeds(backup());
        List<Path> first = copies();
        store(41, 7);
        CommandRun second = backup();
        succeeds(second);
        assertThat(second.out()).first().asString().contains("7 of them new");
        assertThat(copies()).hasSize(first.size() + 7).containsAll(first);
        List<String> two = sets();
        assertThat(two).hasSize(2);

        succeeds(restore("--set", two.getFirst()));
        assertThat(verify("archive", restored()).out()).first().asString()
                .contains("Each of the " + first.size() + " images");

        succeeds(backup("--keep", "2"));
        assertThat(sets()).hasSize(2).contains(two.getLast()).doesNotContain(two.getFirst());
        assertThat(copies()).as("later sets need them").hasSize(first.size() + 7);
        assertThat(Files.getPosixFilePermissions(backups())).as("secret").hasSize(3);
        assertThat(backups().resolve("README.txt")).content().contains("patients' data", "患者资料");
    }

    @Test
    void whatWasKilledIsClearedAwayByTheNextAndHarmsNoOther() throws Exception {
        store(1, 20);
        succeeds(backup());
        String whole = sets().getFirst();
        store(21, 20);
        Process killed = ChildJava.start(Main.class.getName(), "backup", "--data", data().toString(), "--to",
                backups().toString(), "--min-free-space", "0 MB");
        Await.until("it is half-way", Duration.ofSeconds(60), () -> {
            try (Stream<Path> all = Files.walk(backups().resolve("sets"))) {
                return all.filter(one -> one.toString().contains(".unfinished/data/postgres/data/base/")).count() > 50;
            } catch (IOException e) {
                return false;
            }
        });
        killed.destroyForcibly();
        killed.waitFor();
        assertThat(sets()).hasSize(2).anyMatch(name -> name.endsWith(".unfinished"));
        succeeds(restore());
        assertThat(verify("archive", restored()).exit()).isZero();
        assertThat(Files.readString(backups().resolve("sets").resolve(whole).resolve("manifest"))).contains(whole);

        succeeds(backup());
        assertThat(sets()).hasSize(2).noneMatch(name -> name.contains("."));
        assertThat(ArchiveWitness.rows(data(), "select state from backup_run order by begun_at"))
                .extracting(row -> row.getString("state")).containsExactly("COMPLETE", "FAILED", "COMPLETE");
    }

    @Test
    void aByteThatChangedIsFoundAndTheRestIsNotServedUntilAnotherRestoreSucceeds() throws Exception {
        store(1, 10);
        succeeds(backup());
        Path image = copies().getLast();
        byte[] bytes = Files.readAllBytes(image);
        bytes[bytes.length / 2] ^= 1;
        Files.write(image, bytes);
        refused(restore(), "damaged", image.toString());
        CommandRun run = CommandRun.lianzhen(TestConsole.english(), "run", "--data", restored());
        refused(run, "has not ended");
        bytes[bytes.length / 2] ^= 1;
        Files.write(image, bytes);
        succeeds(restore());
        refused(restore(), "not empty");
    }

    @Test
    void aChangedDatabaseOrListIsFound() throws Exception {
        succeeds(backup());
        Path set = backups().resolve("sets").resolve(sets().getFirst());
        Path control = set.resolve("data/postgres/data/global/pg_control");
        byte[] bytes = Files.readAllBytes(control);
        bytes[100] ^= 1;
        Files.write(control, bytes);
        refused(restore(), "pg_control");
        Path manifest = set.resolve("manifest");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("copied [0-9]+", "copied 0123"));
        refused(CommandRun.lianzhen(TestConsole.english(), "restore", "--from", backups(), "--data",
                folder.resolve("other")), "manifest");
    }

    @Test
    void refusesWhatWouldGoWrong() throws Exception {
        CommandRun inside = CommandRun.lianzhen(TestConsole.english(), "backup", "--data", data(), "--to",
                data().resolve("backups"), "--min-free-space", "0 MB");
        refused(inside, "lie in each other");
        Path link = Files.createSymbolicLink(folder.resolve("link"), data());
        refused(CommandRun.lianzhen(TestConsole.english(), "backup", "--data", data(), "--to",
                link.resolve("backups"), "--min-free-space", "0 MB"), "lie in each other");
        refused(CommandRun.lianzhen(TestConsole.english(), "backup", "--data", data(), "--to", backups(),
                "--min-free-space", "90000 TB"), "This needs", "90000.0 TB".substring(0, 5));
        assertThat(sets()).isEmpty();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("letter.txt"), "x");
        refused(CommandRun.lianzhen(TestConsole.english(), "backup", "--data", data(), "--to", other),
                "something else");
        refused(CommandRun.lianzhen(TestConsole.english(), "backup", "--database",
                "postgresql://u:p@db.example/lianzhen", "--to", backups()), "u@db.example:5432/lianzhen", "pg_dump");
        refused(CommandRun.lianzhen(TestConsole.english(), "restore", "--from", backups(), "--data", other),
                "not empty");
        refused(restore(), "no such backup");
        assertThat(CommandRun.lianzhen(TestConsole.english(), "backup", "--data", data()).exit()).isEqualTo(2);
        assertThat(CommandRun.lianzhen(TestConsole.chinese(), "backup", "--data", folder.resolve("typo"), "--to",
                backups()).err()).last().asString().contains("没有联诊的数据");
    }

    @Test
    void backsUpWhatDoesNotRunToo() throws Exception {
        store(1, 10);
        Files.createDirectories(data().resolve("destinations"));
        Files.writeString(data().resolve("destinations/city"), "https://pacs.example\nu:p\n");
        gateway.end();
        Path config = Files.writeString(folder.resolve("lianzhen.properties"), "http-port = 8081\n");
        succeeds(backup("--config", config));
        assertThat(data().resolve("postgres/data/postmaster.pid")).doesNotExist();
        succeeds(restore());
        assertThat(restored().resolve("destinations/city")).hasContent("https://pacs.example\nu:p\n");
        assertThat(restored().resolve("restored-settings/settings/1-lianzhen.properties"))
                .hasContent("http-port = 8081\n");
        assertThat(verify("archive", restored()).exit()).isZero();
    }

    @Test
    void anImageThatIsDamagedAlreadyIsNamedAndEverythingElseIsInIt() throws Exception {
        store(1, 10);
        Path image;
        try (Stream<Path> all = Files.walk(data().resolve("objects"))) {
            image = all.filter(one -> one.toString().endsWith(".dcm")).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(image);
        bytes[bytes.length - 1] ^= 1;
        Files.write(image, bytes);
        CommandRun run = backup();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).anyMatch(line -> line.contains(image.getFileName().toString()));
        assertThat(run.out()).last().asString().startsWith("1 images are not");
        assertThat(verify("archive", data()).exit()).isEqualTo(1);
        CommandRun restore = restore();
        assertThat(restore.exit()).isEqualTo(1);
        assertThat(restore.out()).anyMatch(line -> line.startsWith("1 images that the database knows"));
    }
}
