package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;

/** One rule sends what a township's node stores to Orthanc's web service and to a reading centre, which earlier studies follow. */
@Timeout(180)
class DestinationsIT {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final PeerNetwork network = PeerProcess.assume("Orthanc");
    private final int http = PeerProcess.newPort();

    @TempDir
    private Path folder;
    private ForwardingStand stand;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.exists(Orthanc.DICOM_WEB), "Orthanc has no DICOMweb");
        stand = new ForwardingStand(network, folder, """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                nodes: [{aeTitle: TS1PACS, unit: TS1}]
                centres: [{code: CH1-IMG, name: 影像中心, service: IMAGING, owner: CH1}]
                agreements: [{owner: TS1, reader: CH1}]
                """);
        stand.route("""
                destinations:
                  - {code: WEB, unit: CH1, web: 'http://%s:%d/dicom-web'}
                  - {code: READ, unit: CH1, centre: CH1-IMG, priors: {studies: 2, days: 1000, same: [MODALITY]}}
                routes:
                  - {code: new, name: 新检查, units: [TS1], procedures: [new], to: [WEB, READ], state: ACTIVE}
                """.formatted(network.peerAddress(), http));
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    private PeerProcess orthanc() throws Exception {
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                { "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "Plugins": ["%2$s"], "HttpPort": %3$d,
                  "RemoteAccessAllowed": true, "AuthenticationEnabled": false, "DicomServerEnabled": false }
                """.formatted(folder, Orthanc.DICOM_WEB, http));
        return PeerProcess.server(folder, http, List.of("Orthanc", config.toString()));
    }

    private static Instance instance(String study, String day, String description, int number) {
        String uid = study + ".1." + number;
        DataSet dataSet = DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, uid)
                .put(Tag.StudyInstanceUID, study).put(Tag.SeriesInstanceUID, study + ".1").put(Tag.PatientID, "P7")
                .put(Tag.PatientName, "Test^Prior").put(Tag.StudyDate, day).put(Tag.StudyDescription, description)
                .put(Tag.Modality, "CT").put(Tag.InstanceNumber, String.valueOf(number)).build();
        return new Instance(SopClass.CTImageStorage, uid, SYNTAX, new MemoryData(DataSets.encode(dataSet, SYNTAX)));
    }

    private void store(String study, String day, String description) {
        List<Instance> instances = IntStream.rangeClosed(1, 10).mapToObj(i -> instance(study, day, description, i))
                .toList();
        Await.result(stand.store(stand.us("TS1PACS", "LIANZHEN"), instances));
    }

    private long delivered(String destination, String study) {
        return (Long) stand.database().value("select count(*) from delivery_result r join study s on s.id = r.study "
                + "where r.outcome = 'DELIVERED' and r.destination = $1 and s.uid = $2", destination, study);
    }

    @Test
    void everyKindOfDestinationGetsWhatTheRuleSays() throws Exception {
        store("1.2.840.99.20", "20250101", "old");
        store("1.2.840.99.21", "20250601", "old");
        store("1.2.840.99.22", "20251101", "old");
        Await.until("what came first has been looked at",
                () -> stand.count("select count(*) from arrival") == 0);
        assertThat(stand.count("select count(*) from delivery_task")).isZero();
        store("1.2.840.99.23", "20260101", "new");
        Await.until("it is here, where it is read", Duration.ofSeconds(60),
                () -> delivered("READ", "1.2.840.99.23") == 10);
        Await.until("two earlier ones follow", Duration.ofSeconds(60), () -> delivered("READ", "1.2.840.99.22") == 10
                && delivered("READ", "1.2.840.99.21") == 10);
        assertThat(
                stand.database().rows("select distinct answer, reason from delivery_result where reason like 'PRIOR%'"))
                .containsExactly(List.of("here, where CH1-IMG reads it", "PRIOR OF 1.2.840.99.23"));
        assertThat(delivered("READ", "1.2.840.99.20")).as("a third one").isZero();
        Await.until("Orthanc is away, and was called",
                () -> stand.count("select count(*) from delivery_task where destination = 'WEB' and state = 'RETRY_AT'")
                        > 0);
        try (PeerProcess _ = orthanc()) {
            Await.until("Orthanc has it", Duration.ofSeconds(60), () -> delivered("WEB", "1.2.840.99.23") == 10);
        }
        assertThat(stand.database().rows("select distinct answer from delivery_result where destination = 'WEB'"))
                .containsExactly(List.of("stored"));
        assertThat(stand.count("select count(*) from delivery_task")).isZero();
    }
}
