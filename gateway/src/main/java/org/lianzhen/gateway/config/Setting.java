package org.lianzhen.gateway.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, with its only default. {@code http-port} is {@code --http-port} on the command line,
 * {@code LIANZHEN_HTTP_PORT} in the environment and {@code http-port} in a file.
 */
public enum Setting {
    /** Whether the demonstration county is created. */
    DEMO("false"),
    /** Folder that holds everything we keep. */
    DATA("lianzhen-data"),
    /** File with further settings. Not itself a setting of a file. */
    CONFIG(null),
    /** A PostgreSQL server to use instead of our own. */
    DATABASE(null),
    /** YAML file that says who belongs to the consortium; put in force when it differs from what is. */
    MEMBERS(null),
    /** YAML file that says what goes where; put in force when it has changed since that was last done. */
    ROUTES(null),
    /** Space that must be free on the volumes we write to; with less, nothing more is taken. */
    MIN_FREE_SPACE("5 GB"),
    /** Folder for a backup every night; without it nobody takes one but people. */
    BACKUP_TO(null),
    /** When, in the time of Shanghai. */
    BACKUP_AT("02:30"),
    /** How many backups are kept. */
    BACKUP_KEEP("7"),
    /** Days after which the last backup is too old; 0 is never. */
    BACKUP_WARN_DAYS("2"),
    /** IP address that every port is opened on. */
    BIND("127.0.0.1"),
    /** Web without TLS, on loopback addresses only. */
    HTTP_PORT("8080"),
    /** Web over TLS; {@code off} opens none. */
    HTTPS_PORT("8443"),
    /** PEM file: the certificate of the web and its issuers; without it our own certificate authority issues one. */
    HTTPS_CERT(null),
    /** PEM file: the private key of that certificate. */
    HTTPS_KEY(null),
    /** Further DNS names and IP addresses, separated by commas, for the certificate that our own certificate authority issues. */
    HTTPS_NAMES(null),
    /** How clients reach the web, when that is not its own address: over HTTPS, unless it is on this machine. */
    PUBLIC_URL(null),
    /** DICOM without TLS. */
    DICOM_PORT("11112"),
    /** Messages of hospital information systems (HL7 v2, MLLP) without TLS; {@code off} opens none. */
    HL7_PORT("off"),
    /** The same over TLS, with the certificate of the web; {@code off} opens none. */
    HL7_TLS_PORT("off"),
    /** Audio and video, UDP. */
    MEDIA_PORT("10000"),
    /** AE titles that we answer to, separated by commas. */
    DICOM_AE_TITLES("LIANZHEN"),
    /** DICOM over TLS; {@code off} opens none. */
    DICOM_TLS_PORT("2762"),
    /** PEM file: our certificate and its issuers; without it our own certificate authority issues one. */
    DICOM_TLS_CERT(null),
    /** PEM file: the private key of the certificate. */
    DICOM_TLS_KEY(null),
    /** PEM file: issuers of the certificates that nodes show; without it, our own certificate authority. */
    DICOM_TLS_CLIENT_CA(null),
    /** A {@link ClientProof}; without it {@code required}, or {@code none} when a certificate but no issuers of others' are given. */
    DICOM_TLS_CLIENTS(null),
    /** A {@link TlsProfileName}. */
    DICOM_TLS_PROFILE("bcp195"),
    /** Syslog server that gets the audit log over TLS, as host:port. */
    AUDIT_SYSLOG(null),
    /** PEM file: issuers of the syslog server's certificate. */
    AUDIT_SYSLOG_CA(null),
    /** PEM file: the certificate that we show to the syslog server, and its issuers. */
    AUDIT_SYSLOG_CERT(null),
    /** PEM file: the private key of that certificate. */
    AUDIT_SYSLOG_KEY(null);

    private final @Nullable String defaultText;

    Setting(@Nullable String defaultText) {
        this.defaultText = defaultText;
    }

    /** Name in files, such as {@code http-port}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Name on the command line, such as {@code --http-port}. */
    public String flag() {
        return "--" + key();
    }

    /** Name in the environment, such as {@code LIANZHEN_HTTP_PORT}. */
    public String environmentVariable() {
        return "LIANZHEN_" + name();
    }

    /** What holds when nobody says otherwise; null when there is no such thing. */
    public @Nullable String defaultText() {
        return defaultText;
    }

    /** Whether its flag stands alone, without a value. */
    public boolean isSwitch() {
        return this == DEMO;
    }

    /** Whether it names a file that belongs to the gateway. */
    boolean namesFile() {
        return switch (this) {
            case CONFIG, MEMBERS, ROUTES, HTTPS_CERT, HTTPS_KEY, DICOM_TLS_CERT, DICOM_TLS_KEY,
                    DICOM_TLS_CLIENT_CA, AUDIT_SYSLOG_CA, AUDIT_SYSLOG_CERT, AUDIT_SYSLOG_KEY -> true;
            default -> false;
        };
    }

    /** The setting of this name in a file; null when there is none. */
    static @Nullable Setting ofFileKey(String key) {
        for (Setting setting : values()) {
            if (setting != CONFIG && setting.key().equals(key)) {
                return setting;
            }
        }
        return null;
    }
}
