package org.lianzhen.gateway.app;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.SecretBox;
import org.lianzhen.gateway.audit.KeyFile;
import org.lianzhen.gateway.audit.PseudonymKeys;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.SyslogSettings;
import org.lianzhen.gateway.config.WebSettings;

/**
 * What a gateway was started with, without secrets, to be compared with the start before.
 *
 * @param settings values by key
 * @param certificates SHA-256 of each certificate file, by the key of its setting, and of keys of our own
 */
record StartSettings(Map<String, String> settings, Map<String, String> certificates) {
    private static final String CERTIFICATE = "certificate.";

    StartSettings {
        settings = new TreeMap<>(settings);
        certificates = new TreeMap<>(certificates);
    }

    static StartSettings of(Settings settings) throws IOException {
        var start = new StartSettings(Map.of(), Map.of());
        start.put(Setting.DEMO, settings.demo());
        start.put(Setting.DATA, settings.data());
        start.put(Setting.DATABASE, settings.database());
        start.put(Setting.MEMBERS, settings.members());
        start.put(Setting.ROUTES, settings.routes());
        start.put(Setting.MIN_FREE_SPACE, settings.minFreeSpace());
        start.put(Setting.BIND, settings.bind().getHostAddress());
        start.put(Setting.MEDIA_PORT, settings.mediaPort());
        start.put(Setting.DICOM_PORT, settings.dicom().port());
        start.put(Setting.DICOM_AE_TITLES, String.join(",", settings.dicom().aeTitles()));
        start.putWeb(settings.web());
        start.putTls(settings.dicom().tls());
        start.putMessages(settings.hl7());
        start.putSyslog(settings.syslog());
        start.key(AuditKey.NAME, PseudonymKeys.file(AuditFolder.of(settings).key()));
        start.key(SecretKeeping.KEY, SecretBox.file(AccessSide.key(settings.data())));
        return start;
    }

    private void putMessages(Hl7Settings hl7) {
        put(Setting.HL7_PORT, hl7.port());
        put(Setting.HL7_TLS_PORT, hl7.tlsPort());
    }

    private void putWeb(WebSettings web) throws IOException {
        put(Setting.HTTP_PORT, web.httpPort());
        put(Setting.PUBLIC_URL, web.publicUrl());
        WebSettings.Https https = web.https();
        if (https != null) {
            put(Setting.HTTPS_PORT, https.port());
            putIdentity(https.identity(), Setting.HTTPS_KEY, Setting.HTTPS_CERT);
        }
    }

    private void putTls(@Nullable DicomTlsSettings tls) throws IOException {
        if (tls != null) {
            put(Setting.DICOM_TLS_PORT, tls.port());
            put(Setting.DICOM_TLS_PROFILE, tls.profile());
            put(Setting.DICOM_TLS_CLIENTS, tls.clients());
            putIdentity(tls.identity(), Setting.DICOM_TLS_KEY, Setting.DICOM_TLS_CERT);
            certificate(Setting.DICOM_TLS_CLIENT_CA, tls.clientCa());
        }
    }

    private void putIdentity(ServerIdentity identity, Setting key, Setting certificate) throws IOException {
        switch (identity) {
            case ServerIdentity.Given given -> {
                put(key, given.key());
                certificate(certificate, given.certificate());
            }
            case ServerIdentity.Own own -> put(Setting.HTTPS_NAMES, String.join(",", own.names()));
        }
    }

    private void putSyslog(@Nullable SyslogSettings syslog) throws IOException {
        if (syslog != null) {
            put(Setting.AUDIT_SYSLOG, syslog.target());
            put(Setting.AUDIT_SYSLOG_KEY, syslog.key());
            certificate(Setting.AUDIT_SYSLOG_CA, syslog.ca());
            certificate(Setting.AUDIT_SYSLOG_CERT, syslog.certificate());
        }
    }

    private void put(Setting setting, @Nullable Object value) {
        if (value != null) {
            settings.put(setting.key(), value.toString());
        }
    }

    private void certificate(Setting setting, @Nullable Path file) throws IOException {
        if (file != null) {
            put(setting, file);
            certificates.put(setting.key(), fingerprint(Files.readAllBytes(file)));
        }
    }

    /** The one in force of ours, which is made when it is needed first. */
    private void key(String name, KeyFile file) throws IOException {
        if (Files.exists(file.path())) {
            certificates.put(name, file.fingerprint(file.keys().getFirst()));
        }
    }

    private static String fingerprint(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What the last start left in {@code file}; null when there was none. */
    static @Nullable StartSettings read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        var kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            kept.load(reader);
        }
        var start = new StartSettings(Map.of(), Map.of());
        kept.stringPropertyNames().forEach(name -> {
            if (name.startsWith(CERTIFICATE)) {
                start.certificates.put(name.substring(CERTIFICATE.length()), kept.getProperty(name));
            } else {
                start.settings.put(name, kept.getProperty(name));
            }
        });
        return start;
    }

    void write(Path file) throws IOException {
        var kept = new Properties();
        kept.putAll(settings);
        certificates.forEach((name, hash) -> kept.setProperty(CERTIFICATE + name, hash));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(draft.toAbsolutePath().getParent());
        try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            kept.store(writer, null);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Old and new value, by key, of what is not the same in {@code now}. */
    static Map<String, String> changes(Map<String, String> before, Map<String, String> now) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        Map<String, String> changes = new TreeMap<>();
        for (String key : keys) {
            String was = before.getOrDefault(key, "");
            String is = now.getOrDefault(key, "");
            if (!Objects.equals(was, is)) {
                changes.put(key, was + " -> " + is);
            }
        }
        return changes;
    }
}
