package org.lianzhen.gateway.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server.
 *
 * @param demo whether the demonstration county is created; then {@code bind} is a loopback address
 * @param data folder that holds everything we keep; absolute
 * @param database null to run one of our own
 * @param members file that says who belongs to the consortium; null to keep what was said before
 * @param routes file that says what goes where; null to keep what was said before
 * @param minFreeSpace bytes that must be free on the volumes we write to; with less, nothing more is taken
 * @param bind address that every port is opened on
 * @param web the web side
 * @param mediaPort audio and video over UDP; 0 picks a free one
 * @param dicom the DICOM side
 * @param syslog who gets the audit log as well; null when nobody does
 * @param backup copies of everything
 * @param hl7 messages of hospital information systems
 */
public record Settings(boolean demo, Path data, @Nullable DatabaseSettings database, @Nullable Path members,
        @Nullable Path routes, long minFreeSpace, InetAddress bind, WebSettings web, int mediaPort,
        DicomSettings dicom, @Nullable SyslogSettings syslog, BackupSettings backup, Hl7Settings hl7) {

    /**
     * Puts the settings together. Blocks on the settings file, when one is named.
     *
     * @param flags values from the command line
     * @param environment all variables; unknown ones are left alone, because some platforms invent variables that begin
     *        with a service's name
     */
    public static SettingsResult load(Map<Setting, String> flags, Map<String, String> environment) {
        return new SettingsLoader().load(flags, environment);
    }
}
