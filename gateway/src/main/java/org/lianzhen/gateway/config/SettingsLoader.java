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

    SettingsResult load(Map<Setting, String> flags, Map<String, String> environment) {
        var values = new ValueReader(new Sources(problems).gather(flags, environment), problems);
        DicomTlsSettings tls = tls(values);
        var dicom = new DicomSettings(values.port(Setting.DICOM_PORT), values.aeTitles(Setting.DICOM_AE_TITLES), tls);
        var settings = new Settings(values.yes(Setting.DEMO), values.folder(Setting.DATA),
                values.database(Setting.DATABASE), values.optionalFile(Setting.MEMBERS),
                values.optionalFile(Setting.ROUTES), values.size(Setting.MIN_FREE_SPACE), values.address(Setting.BIND),
                web(values), values.port(Setting.MEDIA_PORT), dicom, backup(values));
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
        int port = values.port(Setting.HTTPS_PORT);
        checkCompany(values, Setting.HTTPS_CERT, Setting.HTTPS_KEY);
        checkCompany(values, Setting.HTTPS_KEY, Setting.HTTPS_CERT);
        WebSettings.Https https = values.has(Setting.HTTPS_CERT) && values.has(Setting.HTTPS_KEY)
                ? new WebSettings.Https(port, values.file(Setting.HTTPS_CERT), values.file(Setting.HTTPS_KEY))
                : null;
        return new WebSettings(values.port(Setting.HTTP_PORT), https, values.url(Setting.PUBLIC_URL));
    }

    private @Nullable DicomTlsSettings tls(ValueReader values) {
        int port = values.port(Setting.DICOM_TLS_PORT);
        TlsProfileName profile = values.tlsProfile(Setting.DICOM_TLS_PROFILE);
        int before = problems.size();
        checkCompany(values, Setting.DICOM_TLS_CERT, Setting.DICOM_TLS_KEY);
        checkCompany(values, Setting.DICOM_TLS_KEY, Setting.DICOM_TLS_CERT);
        checkCompany(values, Setting.DICOM_TLS_CLIENT_CA, Setting.DICOM_TLS_CERT);
        if (problems.size() > before || !values.has(Setting.DICOM_TLS_CERT)) {
            return null;
        }
        return new DicomTlsSettings(port, values.file(Setting.DICOM_TLS_CERT), values.file(Setting.DICOM_TLS_KEY),
                values.has(Setting.DICOM_TLS_CLIENT_CA) ? values.file(Setting.DICOM_TLS_CLIENT_CA) : null, profile);
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
    }

    private void take(Map<Integer, Setting> taken, Setting setting, int port, ValueReader values) {
        Setting other = port == 0 ? null : taken.putIfAbsent(port, setting);
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
