package org.lianzhen.gateway.app;

import io.vertx.sqlclient.Pool;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.audit.syslog.ExportState;
import org.lianzhen.gateway.audit.syslog.SyslogExport;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.SyslogSettings;
import org.lianzhen.gateway.observe.Telemetry;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;
import org.lianzhen.gateway.postgres.audit.PostgresExportPosition;

/** Sends the audit log to the syslog server of the settings, if they name one, and tells how that goes. */
final class AuditExport implements AutoCloseable {
    private final @Nullable SyslogExport export;

    private AuditExport(@Nullable SyslogExport export, Telemetry telemetry) {
        this.export = export;
        if (export != null) {
            telemetry.gauge("lianzhen.audit.export.waiting", "Audit events that the syslog server has not got yet",
                    () -> export.state().waiting());
            telemetry.gauge("lianzhen.audit.export.failures", "Failures of sending audit events since the start",
                    () -> export.state().failures());
            telemetry.gauge("lianzhen.audit.export.failing", "1 while audit events cannot be sent",
                    () -> failing(export.state()));
        }
    }

    static AuditExport begin(Pool pool, Settings settings, Telemetry telemetry) throws TlsFileException {
        SyslogSettings syslog = settings.syslog();
        if (syslog == null) {
            return new AuditExport(null, telemetry);
        }
        SSLContext tls = TlsFiles.trusting(syslog.ca(), syslog.certificate(), syslog.key());
        var source = new SyslogExport.Source(new PostgresAuditTrail(pool), new PostgresExportPosition(pool));
        var server = new SyslogExport.Server(InetSocketAddress.createUnresolved(syslog.host(), syslog.port()), tls);
        return new AuditExport(SyslogExport.start(source, server, SyslogExport.Pace.STANDARD, hostName()), telemetry);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress().getHostName();
        }
    }

    /** Nothing when there is no server. */
    Map<String, Long> live() {
        Map<String, Long> live = new LinkedHashMap<>();
        if (export != null) {
            ExportState state = export.state();
            live.put("audit.export.waiting", state.waiting());
            live.put("audit.export.failures", state.failures());
            live.put("audit.export.failing", (long) failing(state));
        }
        return live;
    }

    private static int failing(ExportState state) {
        return state.failing() == null ? 0 : 1;
    }

    @Override
    public void close() {
        if (export != null) {
            export.close();
        }
    }
}
