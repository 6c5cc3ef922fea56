package org.lianzhen.gateway.notify;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.notify.ChannelFile.Holds;

/**
 * The channels that administrators have set up; null for those that they have not. Secrets are in files of the data folder, of which
 * only the names are here.
 *
 * @param version number of the document
 * @param rules for what the gateway itself has to tell
 * @param off set up, but nobody is told by these
 */
public record ChannelSettings(int version, Rules rules, @Nullable Webhook webhook, @Nullable Smtp smtp,
        @Nullable Sms sms, Set<ChannelKind> off) {
    static final ChannelSettings NONE = new ChannelSettings(0, Rules.USUAL, null, null, null, Set.of());

    public ChannelSettings {
        off = Set.copyOf(off);
    }

    /**
     * How matters of the gateway's own are told.
     *
     * @param answer how long everybody on a technical roster has to answer
     * @param stuck for which a destination may take nothing
     * @param keepMonths for which notices are kept after they have ended
     * @param keyDays before the end of a program's key somebody is told of it
     */
    public record Rules(Duration answer, Duration stuck, int keepMonths, int keyDays) {
        public static final Rules USUAL = new Rules(Duration.ofMinutes(5), Duration.ofHours(1), 36, 14);
    }

    /**
     * A program that takes JSON.
     *
     * @param secret file of the key that messages are signed with
     * @param issuers file of certificates that it is known by; null for those that Java trusts
     */
    public record Webhook(URI url, String secret, @Nullable String issuers) {}

    /**
     * A mail server.
     *
     * @param from address that mails come from
     * @param credentials file with the user in its first line and the password in its second; null to send without
     */
    public record Smtp(Server server, String from, @Nullable String credentials) {}

    /**
     * Where a mail server is.
     *
     * @param issuers file of certificates that it is known by; null for those that Java trusts
     */
    public record Server(String host, int port, Security security, @Nullable String issuers) {}

    /** How a connection with a mail server is protected. */
    public enum Security {
        STARTTLS, TLS,
        /** Not at all; on this machine only. */
        NONE
    }

    /**
     * A gateway for short messages that is asked over HTTP.
     *
     * @param request what is sent; in it <code>${phone}</code>, <code>${text}</code> and <code>${secret}</code> are filled in
     * @param success found in the answer when the message was taken
     * @param secret file whose content fills in <code>${secret}</code>; null when there is none
     * @param issuers file of certificates that it is known by; null for those that Java trusts
     */
    public record Sms(Template request, Pattern success, @Nullable String secret, @Nullable String issuers) {}

    /**
     * A request to be filled in.
     *
     * @param url with places to be filled in
     * @param method POST, PUT or GET
     * @param headers by name, see {@link Header}
     * @param body empty for none
     */
    public record Template(String url, String method, List<Header> headers, String body) {
        public Template {
            headers = List.copyOf(headers);
        }
    }

    /** One header of a request. */
    public record Header(String name, String value) {}

    /** Those that people are told by; browsers need no setting up. */
    public Set<ChannelKind> configured() {
        Set<ChannelKind> all = EnumSet.of(ChannelKind.BROWSER);
        if (webhook != null) {
            all.add(ChannelKind.WEBHOOK);
        }
        if (smtp != null) {
            all.add(ChannelKind.SMTP);
        }
        if (sms != null) {
            all.add(ChannelKind.SMS);
        }
        all.removeAll(off);
        return all;
    }

    /** Files that these name, each once. */
    public List<ChannelFile> files() {
        Map<String, ChannelFile> files = new LinkedHashMap<>();
        if (webhook != null) {
            add(files, webhook.secret(), Holds.KEY);
            add(files, webhook.issuers(), Holds.ISSUERS);
        }
        if (smtp != null) {
            add(files, smtp.credentials(), Holds.CREDENTIALS);
            add(files, smtp.server().issuers(), Holds.ISSUERS);
        }
        if (sms != null) {
            add(files, sms.secret(), Holds.KEY);
            add(files, sms.issuers(), Holds.ISSUERS);
        }
        return List.copyOf(files.values());
    }

    private static void add(Map<String, ChannelFile> files, @Nullable String name, Holds holds) {
        if (name != null) {
            files.putIfAbsent(name, new ChannelFile(name, holds));
        }
    }
}
