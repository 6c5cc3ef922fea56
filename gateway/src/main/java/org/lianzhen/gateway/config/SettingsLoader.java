package org.lianzhen.gateway.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.config.Problem.Kind;

/** Puts the settings together once. */
final class SettingsLoader {
    private static final int MOST_BACKUPS = 1000;
    private static final int MOST_DAYS = 3650;

    private final List<Problem> problems = new ArrayList<>();
    private List<String> names = List.of();

    SettingsResult load(Map<Setting, String> flags, Map<String, String> environment) {
        var values = new ValueReader(new Sources(problems).gather(flags, environment), problems);
        names = names(values);
        DicomTlsSettings tls = tls(values);
        var dicom = new DicomSettings(values.port(Setting.DICOM_PORT), values.aeTitles(Setting.DICOM_AE_TITLES), tls);
        var settings = new Settings(values.yes(Setting.DEMO), values.folder(Setting.DATA),
                values.database(Setting.DATABASE), values.optionalFile(Setting.MEMBERS),
                values.optionalFile(Setting.ROUTES), values.size(Setting.MIN_FREE_SPACE), values.address(Setting.BIND),
                web(values), values.port(Setting.MEDIA_PORT), dicom, syslog(values),
                backup(values),
                new Hl7Settings(values.portOrOff(Setting.HL7_PORT), values.portOrOff(Setting.HL7_TLS_PORT)));
        checkBackup(values, settings);
        checkPorts(values, settings);
        checkDemo(values, settings);
        return problems.isEmpty() ? new SettingsResult.Loaded(settings) : new SettingsResult.Refused(problems);
    }

    private static BackupSettings backup(ValueReader values) {
        return new BackupSettings(values.has(Setting.BACKUP_TO) ? values.folder(Setting.BACKUP_TO) : null,
                values.time(Setting.BACKUP_AT), values.number(Setting.BACKUP_KEEP, 1, MOST_BACKUPS),
                values.number(Setting.BACKUP_WARN_DAYS, 0, MOST_DAYS), values.files());
    }

    /** What a nightly backup would fail for every night. */
    private void checkBackup(ValueReader values, Settings settings) {
        Path to = settings.backup().to();
        if (to != null && settings.database() != null) {
            problems.add(Problem.of(Kind.BACKUP_EXTERNAL, values.origin(Setting.BACKUP_TO),
                    values.origin(Setting.DATABASE)));
        }
        if (to != null && (to.startsWith(settings.data()) || settings.data().startsWith(to))) {
            problems.add(Problem.of(Kind.BACKUP_INSIDE_DATA, values.origin(Setting.BACKUP_TO), to.toString(),
                    settings.data().toString()));
        }
    }

    private WebSettings web(ValueReader values) {
        Integer port = values.portOrOff(Setting.HTTPS_PORT);
        String publicUrl = values.url(Setting.PUBLIC_URL);
        ServerIdentity identity = identity(values, new PemPair(Setting.HTTPS_CERT, Setting.HTTPS_KEY));
        return new WebSettings(values.port(Setting.HTTP_PORT),
                port == null ? null : new WebSettings.Https(port, identity), publicUrl);
    }

    private @Nullable SyslogSettings syslog(ValueReader values) {
        int before = problems.size();
        checkCompany(values, Setting.AUDIT_SYSLOG, Setting.AUDIT_SYSLOG_CA);
        checkCompany(values, Setting.AUDIT_SYSLOG_CA, Setting.AUDIT_SYSLOG);
        checkCompany(values, Setting.AUDIT_SYSLOG_CERT, Setting.AUDIT_SYSLOG_KEY);
        checkCompany(values, Setting.AUDIT_SYSLOG_KEY, Setting.AUDIT_SYSLOG_CERT);
        checkCompany(values, Setting.AUDIT_SYSLOG_CERT, Setting.AUDIT_SYSLOG);
        if (problems.size() > before || !values.has(Setting.AUDIT_SYSLOG)) {
            return null;
        }
        HostAndPort server = values.server(Setting.AUDIT_SYSLOG);
        return new SyslogSettings(server.host(), server.port(), values.file(Setting.AUDIT_SYSLOG_CA),
                values.optionalFile(Setting.AUDIT_SYSLOG_CERT), values.optionalFile(Setting.AUDIT_SYSLOG_KEY));
    }

    private @Nullable DicomTlsSettings tls(ValueReader values) {
        Integer port = values.portOrOff(Setting.DICOM_TLS_PORT);
        TlsProfileName profile = values.tlsProfile(Setting.DICOM_TLS_PROFILE);
        ServerIdentity identity = identity(values, new PemPair(Setting.DICOM_TLS_CERT, Setting.DICOM_TLS_KEY));
        Path clientCa = values.optionalFile(Setting.DICOM_TLS_CLIENT_CA);
        ClientProof proof = values.has(Setting.DICOM_TLS_CLIENTS)
                ? values.clientProof(Setting.DICOM_TLS_CLIENTS)
                : identity instanceof ServerIdentity.Given && clientCa == null ? ClientProof.NONE
                : ClientProof.REQUIRED;
        return port == null ? null : new DicomTlsSettings(port, identity, clientCa, proof, profile);
    }

    /** Settings that name a certificate and its key. */
    private record PemPair(Setting certificate, Setting key) {}

    private ServerIdentity identity(ValueReader values, PemPair pair) {
        checkCompany(values, pair.certificate(), pair.key());
        checkCompany(values, pair.key(), pair.certificate());
        return values.has(pair.certificate()) && values.has(pair.key())
                ? new ServerIdentity.Given(values.file(pair.certificate()), values.file(pair.key()))
                : new ServerIdentity.Own(names);
    }

    /** That clients know us by. */
    private static List<String> names(ValueReader values) {
        List<String> names = new ArrayList<>(values.hostNames(Setting.HTTPS_NAMES));
        String publicUrl = values.text(Setting.PUBLIC_URL);
        if (ValueReader.isUrl(publicUrl)) {
            names.add(HostName.ofUrl(publicUrl));
        }
        return names;
    }

    /** One setting makes no sense without the other. */
    private void checkCompany(ValueReader values, Setting one, Setting other) {
        if (values.has(one) && !values.has(other)) {
            problems.add(Problem.of(Kind.MISSING_WITH, values.origin(one), other.key()));
        }
    }

    /** TCP ports; media uses UDP. */
    private void checkPorts(ValueReader values, Settings settings) {
        Map<Integer, Setting> taken = new HashMap<>();
        take(taken, Setting.HTTP_PORT, settings.web().httpPort(), values);
        WebSettings.Https https = settings.web().https();
        if (https != null) {
            take(taken, Setting.HTTPS_PORT, https.port(), values);
        }
        take(taken, Setting.DICOM_PORT, settings.dicom().port(), values);
        DicomTlsSettings tls = settings.dicom().tls();
        if (tls != null) {
            take(taken, Setting.DICOM_TLS_PORT, tls.port(), values);
        }
        take(taken, Setting.HL7_PORT, settings.hl7().port(), values);
        take(taken, Setting.HL7_TLS_PORT, settings.hl7().tlsPort(), values);
    }

    private void take(Map<Integer, Setting> taken, Setting setting, @Nullable Integer port, ValueReader values) {
        Setting other = port == null || port == 0 ? null : taken.putIfAbsent(port, setting);
        if (other != null) {
            problems.add(Problem.of(Kind.SAME_PORT, values.origin(other), values.origin(setting),
                    String.valueOf(port)));
        }
    }

    /** Everybody knows the passwords of the demonstration. */
    private void checkDemo(ValueReader values, Settings settings) {
        InetAddress bind = settings.bind();
        if (settings.demo() && !bind.isLoopbackAddress()) {
            problems.add(Problem.of(Kind.DEMO_NOT_LOCAL, values.origin(Setting.DEMO), values.origin(Setting.BIND),
                    bind.getHostAddress()));
        }
    }
}
