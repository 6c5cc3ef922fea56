package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.FindAnswer;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;

/** The demonstration as the county's imaging centre sees it. */
@Timeout(120)
class DemoStudiesIT {
    private static final Pattern PORT = Pattern.compile("DICOM LIANZHEN@127\\.0\\.0\\.1:(\\d+)");
    private static final Map<String, String> STUDIES = Map.of("TS1-0001", "王^小东 24", "TS1-0002", "赵^铁柱 1", "TS2-0001",
            "李^秀英 1", "CH1-0001", "Sun^Wukong=孙^悟空 1");

    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);

    @AfterEach
    void close() throws Exception {
        user.close();
        loops.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void holdsAFewStudiesOnceHoweverOftenItIsStarted() throws Exception {
        for (int start = 0; start < 2; start++) {
            RunningNode node = GatewayNode.start(new Settings(true, folder.resolve("data"), null, null, null, 0,
                    InetAddress.getLoopbackAddress(), new WebSettings(0, null, null), 0,
                    new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF));
            try {
                Matcher port = PORT.matcher(node.addresses());
                assertThat(port.find()).isTrue();
                RemoteNode here = RemoteNode.at("127.0.0.1", Integer.parseInt(port.group(1)), "LIANZHEN", "CH1PACS");
                Map<String, String> found = studies(here);
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (start == 0 && !found.equals(STUDIES)) {
                    assertThat(System.nanoTime()).as("the time to store %s", found).isLessThan(deadline);
                    found = studies(here);
                }
                assertThat(found).isEqualTo(STUDIES);
            } finally {
                node.stop(Duration.ofSeconds(8));
            }
        }
    }

    /** Patient and number of instances of every study, by accession number. */
    private Map<String, String> studies(RemoteNode here) throws Exception {
        DataSet keys = DataSet.builder().putEmpty(Tag.AccessionNumber).putEmpty(Tag.PatientName)
                .putEmpty(Tag.NumberOfStudyRelatedInstances).build();
        ServiceResult<FindAnswer> result = user
                .findAll(here, FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.STUDY, keys)).toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertThat(result).isInstanceOf(ServiceResult.Completed.class);
        Map<String, String> studies = new TreeMap<>();
        for (Match match : ((ServiceResult.Completed<FindAnswer>) result).value().matches()) {
            DataSet study = match.identifier();
            studies.put(study.string(Tag.AccessionNumber),
                    study.string(Tag.PatientName) + " " + study.string(Tag.NumberOfStudyRelatedInstances));
        }
        return studies;
    }
}
