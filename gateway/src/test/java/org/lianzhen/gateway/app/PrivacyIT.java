package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RetrieveQuery;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.audit.message.AuditMessage;
import org.lianzhen.gateway.http.live.TestBrowser;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.audit.AuditSealer;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;
import org.slf4j.LoggerFactory;

/**
 * Patients with names and numbers that nothing else has go through everything the gateway does, also through what goes wrong, while
 * pages are open that are told of it. Then
 * nothing of them may be found outside the objects, the tables of patients, and the answers to those who may have them.
 */
@Timeout(180)
class PrivacyIT {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("org.lianzhen");
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int PATIENT_ADDRESS = 0x00101040;
    private static final String STUDY = "1.2.840.55.1";
    private static final String LATIN_STUDY = "1.2.840.55.2";
    private static final List<String> SECRETS = List.of("鼒翀嶷", "翀嶷", "Quoxotl", "Zebulonius", "PXQ7391846", "ACQX55820",
            "13987650042", "341322198802291234", "19531107", "1953-11-07", "鼒村祠堂");

    /** Tables whose rows say who a patient is. */
    private static final Set<String> OF_PATIENTS = Set.of("charset_proposal", "parking", "patient",
            "patient_identifier", "study");

    @TempDir
    private Path folder;
    private TestPostgres database;
    private WrittenLog log;

    @BeforeEach
    void open() {
        database = TestPostgres.empty();
        log = WrittenLog.open();
        OURS.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    private static DataSetBuilder image(String study, int number, SpecificCharacterSet charset, String name) {
        return DataSet.builder(charset).put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, study + ".1." + number).put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, study + ".1").put(Tag.Modality, "CT").put(Tag.StudyDate, "20260301")
                .put(Tag.PatientID, "PXQ7391846").put(Tag.PatientName, name).put(Tag.PatientBirthDate, "19531107")
                .put(Tag.AccessionNumber, "ACQX55820").put(Tag.PatientTelephoneNumbers, "13987650042")
                .put(PATIENT_ADDRESS, Vr.LO, "鼒村祠堂");
    }

    private static DataSet chinese(int number) {
        return image(STUDY, number, SpecificCharacterSet.of(List.of("GB18030")), "Quoxotl^Zebulonius=鼒^翀嶷").build();
    }

    /** All the ways in which a text could have got somewhere. */
    private static Stream<String> forms(String secret) {
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        byte[] gb = secret.getBytes(GB18030);
        return Stream.of(secret, new String(utf8, StandardCharsets.ISO_8859_1),
                new String(gb, StandardCharsets.ISO_8859_1), URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(utf8)).distinct();
    }

    private static List<String> leaks(List<String> texts) {
        List<String> leaks = new ArrayList<>();
        for (String text : texts) {
            String found = text.toLowerCase(Locale.ROOT);
            SECRETS.stream()
                    .filter(secret -> forms(secret).anyMatch(form -> found.contains(form.toLowerCase(Locale.ROOT))))
                    .forEach(secret -> leaks.add(secret + " in " + text));
        }
        return leaks;
    }

    @Test
    void findsALeakOfEveryForm() {
        for (String secret : SECRETS) {
            forms(secret).forEach(form -> assertThat(leaks(List.of("a line with " + form + " in it"))).isNotEmpty());
        }
        OURS.trace("planted: {}", "鼒^翀嶷");
        assertThat(leaks(log.lines())).as("what our loggers write is looked at").isNotEmpty();
        assertThat(leaks(List.of("STUDY_STORE 1.2.840.55.1"))).isEmpty();
    }

    @Test
    void nothingOfAPatientIsWhereItMustNotBe() throws Exception {
        List<String> texts = new ArrayList<>();
        try (WholeGateway gateway = WholeGateway.start(database, folder); Pages pages = Pages.of(gateway)) {
            arrive(gateway);
            askAsNodes(gateway);
            askByWeb(gateway);
            goWrong(gateway);
            Await.until("deliveries were refused", () -> (Long) database
                    .value("select count(*) from delivery_task where last_answer <> ''") > 0);
            texts.add(gateway.get("", "/metrics").body());
            texts.add(gateway.get("", "/health/ready").body());
            texts.add(gateway.get("sysadmin", "/api/v1/deliveries").body());
            texts.add(gateway.get("auditor", "/api/v1/audit?limit=1000").body());
            pages.hear("study", "conflict", "patient", "delivery", "session");
            texts.addAll(pages.texts());
            gateway.stop();
            texts.addAll(gateway.answers());
        }
        texts.addAll(rows());
        texts.addAll(messages());
        texts.addAll(files());
        texts.addAll(Arrays.asList(ProcessHandle.current().info().arguments().orElse(new String[0])));
        texts.addAll(log.lines());
        assertThat(log.lines()).hasSizeGreaterThan(20);
        assertThat(leaks(texts)).isEmpty();
    }

    /** Pages of people of all kinds, and what they are sent while they are open. */
    private record Pages(List<TestBrowser> browsers) implements AutoCloseable {
        static Pages of(WholeGateway gateway) throws Exception {
            List<TestBrowser> browsers = new ArrayList<>();
            for (String account : List.of("ts1-doctor", "ts1-tech", "ch1-radiologist", "ch1-coordinator", "office",
                    "sysadmin", "admin", "auditor")) {
                browsers.add(gateway.browser(account));
            }
            return new Pages(browsers);
        }

        List<String> texts() {
            return browsers.stream().flatMap(browser -> browser.texts().stream()).toList();
        }

        /** Waits until something was told of each of these. */
        void hear(String... topics) {
            for (String topic : topics) {
                Await.until("pages hear of " + topic,
                        () -> texts().stream().anyMatch(text -> text.contains("\"" + topic + "\"")));
            }
        }

        @Override
        public void close() {
            browsers.forEach(TestBrowser::close);
        }
    }

    private static void arrive(WholeGateway gateway) {
        gateway.store("TS1PACS", chinese(1));
        gateway.store("TS1PACS", image(LATIN_STUDY, 1, SpecificCharacterSet.UTF_8, "Quoxotl^Zebulonius")
                .put(Tag.OtherPatientIDs, "341322198802291234").build());
        gateway.store("TS1PACS",
                DataSet.builder().putAll(chinese(1)).put(Tag.StudyDescription, "another version").build());
        gateway.store("TS1PACS", DataSet.builder().putAll(chinese(2)).put(Tag.PatientID, "PXQ7391846-X").build());
        gateway.store("STRANGER", chinese(3));
        byte[] whole = DataSets.encode(chinese(4), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).toArray();
        gateway.store("TS1PACS", WholeGateway.garbage(Arrays.copyOf(whole, whole.length - 7)));
        gateway.store("TS1PACS", WholeGateway.garbage("鼒翀嶷 PXQ7391846".getBytes(GB18030)));
    }

    private static void askAsNodes(WholeGateway gateway) {
        DataSet byName = DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, "*鼒*")
                .put(Tag.PatientID, "PXQ7391846").put(Tag.PatientBirthDate, "19531107").putEmpty(Tag.StudyInstanceUID)
                .build();
        for (String caller : List.of("TS1PACS", "STRANGER")) {
            Await.result(gateway.user().findAll(gateway.calledBy(caller),
                    FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.STUDY, byName)));
            Await.result(gateway.user().findAll(gateway.calledBy(caller),
                    FindQuery.of(InformationModel.PATIENT_ROOT, QueryLevel.SERIES, byName)));
            Await.result(gateway.user().move(gateway.calledBy(caller),
                    RetrieveQuery.of(InformationModel.PATIENT_ROOT, QueryLevel.PATIENT,
                            DataSet.builder().put(Tag.PatientID, "PXQ7391846").build()),
                    "NOWHERE", progress -> {}).result());
        }
    }

    private static void askByWeb(WholeGateway gateway) throws Exception {
        String name = URLEncoder.encode("鼒翀嶷", StandardCharsets.UTF_8);
        for (String query : List.of("PatientName=" + name, "PatientID=PXQ7391846&PatientBirthDate=19531107",
                "PatientNam=" + name, "PatientID=PXQ7391846&PatientID=PXQ7391846", "StudyDate=" + name,
                "AccessionNumber=ACQX55820&limit=Quoxotl", "Quoxotl=" + name, "includefield=Quoxotl")) {
            gateway.get("ch1-radiologist", "/dicom-web/studies?" + query);
            gateway.get("", "/dicom-web/studies?" + query);
            gateway.get("sysadmin", "/dicom-web/studies?" + query);
        }
        gateway.get("ch1-radiologist", "/dicom-web/studies/" + STUDY + "/metadata");
        gateway.get("ch1-radiologist", "/dicom-web/studies/" + STUDY);
        gateway.get("ch1-radiologist", "/dicom-web/studies/" + STUDY + "/rendered?window=" + name);
        String patient = new JsonObject().put("name", "鼒翀嶷").put("number", "PXQ7391846").encode();
        assertThat(gateway.send("ts1-doctor", "POST", "/api/v1/patients/search", patient).body()).contains("翀嶷");
        assertThat(gateway.send("ts1-doctor", "POST", "/api/v1/studies/search",
                new JsonObject().put("patientName", "翀嶷").encode()).body()).contains("翀嶷");
        gateway.send("ch1-coordinator", "POST", "/api/v1/patients/search", patient);
        List<List<Object>> records = gateway.database().rows("select id from patient order by patient_id limit 2");
        gateway.send("ts1-tech", "POST", "/api/v1/patients/" + records.getFirst().getFirst() + "/link", new JsonObject()
                .put("other", String.valueOf(records.getLast().getFirst())).put("why", "same card").encode());
        gateway.get("ts1-tech", "/api/v1/archive/parked");
        gateway.get("ts1-tech", "/api/v1/patients/link-proposals");
        gateway.send("sysadmin", "POST", "/api/v1/links/CH2PACS/examination", "{}");
    }

    private static void goWrong(WholeGateway gateway) throws Exception {
        String name = URLEncoder.encode("鼒翀嶷", StandardCharsets.UTF_8);
        for (String body : List.of("{\"patientName\": \"鼒翀嶷\"", "[\"鼒翀嶷\"]", "{\"鼒翀嶷\": 1}",
                "{\"from\": \"19531107 鼒翀嶷\"}", "{\"after\": \"PXQ7391846\"}")) {
            gateway.send("ts1-doctor", "POST", "/api/v1/studies/search", body);
            gateway.send("ts1-doctor", "POST", "/api/v1/patients/search", body);
            gateway.send("sysadmin", "POST", "/api/v1/studies/search", body);
        }
        gateway.get("ts1-doctor", "/api/v1/patients/" + name);
        gateway.get("ts1-doctor", "/api/v1/" + name + "/PXQ7391846");
        gateway.get("ts1-doctor", "/dicom-web/studies/" + name);
        gateway.send("ts1-doctor", "DELETE", "/api/v1/patients/search?name=" + name, "");
        gateway.logIn("鼒翀嶷", "PXQ7391846");
        gateway.logIn("Quoxotl", "13987650042");
        gateway.logIn("ts1-doctor", "鼒翀嶷 19531107");
        byte[] image = DataSets.encode(chinese(5), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).toArray();
        for (String type : List.of("application/dicom", "multipart/related; type=\"application/dicom\"; boundary=b",
                "text/plain")) {
            gateway.send("ts1-tech", "POST", "/dicom-web/studies", type, image);
        }
    }

    /** Of every table but those that are there for patients: who adds one says which kind it is. */
    private List<String> rows() {
        List<String> tables = database.rows("""
                select tablename from pg_tables where schemaname = current_schema() order by 1""").stream()
                .map(row -> String.valueOf(row.getFirst())).filter(table -> !OF_PATIENTS.contains(table)).toList();
        assertThat(tables).contains("audit_event", "delivery_task", "route_version", "notice");
        return tables.stream()
                .flatMap(table -> database.rows("select row_to_json(t)::text from " + table + " t").stream())
                .map(row -> String.valueOf(row.getFirst())).toList();
    }

    private List<String> messages() {
        Await.result(AuditSealer.seal(database.pool()));
        List<String> messages = Await.result(new PostgresAuditTrail(database.pool()).sealedAfter(0, 10_000)).stream()
                .map(entry -> AuditMessage.of(entry, "test")).toList();
        assertThat(messages).hasSizeGreaterThan(30);
        return messages;
    }

    /** Names of all files, and what is in those that are no objects. */
    private List<String> files() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                texts.add(path.toString());
                if (Files.isRegularFile(path) && !folder.relativize(path).startsWith("data/objects")) {
                    texts.add(path + ": " + Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }
}
