package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.net.ConnectOptions;
import org.lianzhen.dicom.net.ConnectResult;
import org.lianzhen.dicom.net.DicomClient;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.Roles;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.RetrieveQuery;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.app.tls.ClientTlsFiles;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.TlsProfileName;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;

/** Who is let in, and to what. */
@Timeout(60)
class LicensedNodesTest {
    private static final Pattern PORT = Pattern.compile("DICOM (TLS )?LIANZHEN@127\\.0\\.0\\.1:(\\d+)");
    private static final String COUNTY = """
            units:
              - {code: TS1, name: x, kind: OTHER}
              - {code: TS2, name: x, kind: OTHER, status: SUSPENDED}
            nodes:
              - {aeTitle: HERE, unit: TS1, addresses: [127.0.0.0/8]}
              - {aeTitle: ELSEWHERE, unit: TS1, addresses: [10.0.0.0/8]}
              - {aeTitle: SUSPENDED, unit: TS2, host: 127.0.0.1, port: 104}
              - {aeTitle: NOTHING, unit: TS1, licences: []}
              - {aeTitle: STORES, unit: TS1, licences: [STORE]}
              - {aeTitle: ASKS, unit: TS1, licences: [QUERY]}
              - {aeTitle: GETS, unit: TS1, licences: [RETRIEVE]}
              - {aeTitle: SHOWS, unit: TS1, certificates: ["CN=localhost"]}
              - {aeTitle: SHOWSOTHER, unit: TS1, certificates: ["CN=somebody"]}
            """;

    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final MemberDirectory members = TestMembers.of(COUNTY);
    private KeyFiles files;
    private RunningNode node;

    @BeforeEach
    void start() throws Exception {
        files = KeyFiles.make(folder, "EC");
        var tls = TestTls.settings(files, files.certificate());
        node = TestNode.start(
                new Settings(false, folder.resolve("data"), null, null, null, 0, InetAddress.getLoopbackAddress(),
                        new WebSettings(0, null, null), 0, new DicomSettings(0, List.of("LIANZHEN"), tls), null,
                        BackupSettings.NONE, Hl7Settings.OFF),
                new Archive(ArchiveIndex.NONE, new NoSearch(), members, List.of(),
                        TestKeeping.none(),
                        event -> CompletableFuture.allOf(), null));
    }

    @AfterEach
    void stop() throws Exception {
        user.close();
        node.stop(Duration.ofSeconds(5));
        loops.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({ "HERE, ", "STORES,", "STRANGER, 1/1/3", "ELSEWHERE, 1/1/3", "SHOWS, 1/1/3", "SUSPENDED, 1/1/1",
            "NOTHING, 1/1/1" })
    void rejectsWithTheReasonOfTheStandard(String title, @Nullable String codes) throws Exception {
        ServiceResult<?> result = get(user.echo(RemoteNode.at("127.0.0.1", port(0), "LIANZHEN", title)));
        if (codes == null) {
            assertThat(result).isInstanceOf(ServiceResult.Completed.class);
        } else {
            assertThat(result.inWords()).contains("(" + codes + ")");
        }
    }

    @Test
    void knowsANodeByTheCertificateItShows() throws Exception {
        TlsContext ours = TlsFiles.client(new ClientTlsFiles(files.certificate(), files.key(), files.certificate(),
                TlsProfileName.BCP195, false));
        RemoteNode shows = RemoteNode.at("127.0.0.1", port(1), "LIANZHEN", "SHOWS");
        assertThat(get(user.echo(shows.with(shows.connection().withTls(() -> ours)))))
                .isInstanceOf(ServiceResult.Completed.class);
        RemoteNode other = RemoteNode.at("127.0.0.1", port(1), "LIANZHEN", "SHOWSOTHER");
        assertThat(get(user.echo(other.with(other.connection().withTls(() -> ours)))).inWords()).contains("(1/1/3)");
    }

    @ParameterizedTest
    @CsvSource({ "HERE, true, true, true", "STORES, true, false, false", "ASKS, false, true, false",
            "GETS, false, false, true" })
    void agreesToWhatANodeIsLicensedFor(String title, boolean store, boolean query, boolean retrieve)
            throws Exception {
        Association association = associate(AssociationProposal.from(title, "LIANZHEN"));
        assertThat(agreed(association, SopClass.Verification)).isTrue();
        assertThat(agreed(association, SopClass.CTImageStorage)).isEqualTo(store);
        assertThat(agreed(association, SopClass.StorageCommitmentPushModel)).isEqualTo(store);
        assertThat(agreed(association, InformationModel.STUDY_ROOT.findSopClassUid())).isEqualTo(query);
        assertThat(agreed(association, InformationModel.STUDY_ROOT.moveSopClassUid())).isEqualTo(retrieve);
        association.abort("enough");
    }

    @ParameterizedTest
    @ValueSource(strings = { "SUSPENDED", "STRANGER" })
    void movesNothingToWhoTakesNoPart(String destination) throws Exception {
        RemoteNode us = RemoteNode.at("127.0.0.1", port(0), "LIANZHEN", "GETS");
        assertThat(get(user.move(us, RetrieveQuery.study("1.2"), destination, progress -> {}).result()).inWords())
                .contains("A801");
    }

    @Test
    void sendsBackToANodeThatMayNotStore() throws Exception {
        Association association = associate(AssociationProposal.from("GETS", "LIANZHEN")
                .role(SopClass.CTImageStorage, new Roles(true, true)));
        assertThat(agreed(association, SopClass.CTImageStorage)).isTrue();
        assertThat(association.terms().rolesFor(SopClass.CTImageStorage)).satisfies(roles -> {
            assertThat(roles.scp()).isTrue();
            assertThat(roles.scu()).isFalse();
        });
        association.abort("enough");
    }

    @Test
    void whoeverMayCallMayReportWhatWeAskedFor() throws Exception {
        Association association = associate(AssociationProposal.from("ASKS", "LIANZHEN")
                .role(SopClass.StorageCommitmentPushModel, new Roles(true, true)));
        assertThat(agreed(association, SopClass.StorageCommitmentPushModel)).isTrue();
        assertThat(association.terms().rolesFor(SopClass.StorageCommitmentPushModel)).satisfies(roles -> {
            assertThat(roles.scp()).isTrue();
            assertThat(roles.scu()).as("it may not ask for commitment").isFalse();
        });
        association.abort("enough");
    }

    @Test
    void aReportThatNobodyWaitsForIsRefused() throws Exception {
        RemoteNode us = RemoteNode.at("127.0.0.1", port(0), "LIANZHEN", "ASKS");
        var result = new CommitmentResult("1.2.9", List.of(new SopReference(SopClass.CTImageStorage, "1.2.3")),
                List.of());
        assertThat(get(user.reportCommitment(us, result)).inWords()).contains("0115H");
    }

    private Association associate(AssociationProposal.Builder proposal) throws Exception {
        var syntax = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        for (String sopClass : List.of(SopClass.Verification, SopClass.CTImageStorage,
                SopClass.StorageCommitmentPushModel, InformationModel.STUDY_ROOT.findSopClassUid(),
                InformationModel.STUDY_ROOT.moveSopClassUid())) {
            proposal.context(sopClass, syntax);
        }
        ConnectResult result = get(new DicomClient(loops).connect(ConnectOptions.to("127.0.0.1", port(0)),
                proposal.build(), new AssociationListener() {}));
        return result.orThrow();
    }

    private static boolean agreed(Association association, String sopClass) {
        return !association.terms().contextsFor(sopClass).isEmpty();
    }

    private int port(int index) {
        Matcher addresses = PORT.matcher(node.addresses());
        for (int i = 0; i <= index; i++) {
            assertThat(addresses.find()).isTrue();
        }
        return Integer.parseInt(addresses.group(2));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
