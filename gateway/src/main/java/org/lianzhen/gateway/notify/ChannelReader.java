package org.lianzhen.gateway.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Fields;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.notify.ChannelSettings.Header;
import org.lianzhen.gateway.notify.ChannelSettings.Rules;
import org.lianzhen.gateway.notify.ChannelSettings.Security;
import org.lianzhen.gateway.notify.ChannelSettings.Server;
import org.lianzhen.gateway.notify.ChannelSettings.Sms;
import org.lianzhen.gateway.notify.ChannelSettings.Smtp;
import org.lianzhen.gateway.notify.ChannelSettings.Template;
import org.lianzhen.gateway.notify.ChannelSettings.Webhook;

/** Reads a document of channels, and tells everything that is wrong with it at once. */
final class ChannelReader {
    private static final int MOST_MINUTES = 7 * 24 * 60;
    /** What happened must be known for half a year by law. */
    private static final Range KEEP_MONTHS = new Range(6, 30 * 12);
    private static final Range KEY_DAYS = new Range(1, 90);
    private static final URI NOWHERE = URI.create("https://invalid");
    private static final Pattern NEVER = Pattern.compile("(?!)");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]+): ?([^\r\n]*)");
    private static final Set<String> METHODS = Set.of("POST", "PUT", "GET");
    private static final Set<String> HERE = Set.of("127.0.0.1", "[::1]", "localhost");

    private ChannelReader() {}

    static ChannelSettings read(ChannelVersion version) throws ChannelException {
        List<String> problems = new ArrayList<>();
        try {
            Fields root = Fields.of(version.document(), problems);
            Fields rules = root.within("rules");
            Fields webhook = root.within("webhook");
            Fields smtp = root.within("smtp");
            Fields sms = root.within("sms");
            var settings = new ChannelSettings(version.number(),
                    rules == null ? Rules.USUAL : rules(rules), webhook == null ? null : webhook(webhook),
                    smtp == null ? null : smtp(smtp), sms == null ? null : sms(sms), off(root));
            root.rejectOthers();
            if (problems.isEmpty()) {
                return settings;
            }
        } catch (MembersException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        throw new ChannelException(problems);
    }

    private static Rules rules(Fields fields) {
        var rules = new Rules(minutes(fields, "answerMinutes", Rules.USUAL.answer()),
                minutes(fields, "stuckMinutes", Rules.USUAL.stuck()),
                within(fields, "keepMonths", KEEP_MONTHS, Rules.USUAL.keepMonths()),
                within(fields, "keyDays", KEY_DAYS, Rules.USUAL.keyDays()));
        fields.rejectOthers();
        return rules;
    }

    /** What a number may be. */
    private record Range(int least, int most) {}

    private static int within(Fields fields, String key, Range range, int usual) {
        int number = fields.number(key);
        if (number != 0 && (number < range.least() || number > range.most())) {
            fields.problem(key, "must be " + range.least() + " to " + range.most());
        }
        return number == 0 ? usual : number;
    }

    /** Pages that are open cost nothing and disturb nobody: there always is a way. */
    private static Set<ChannelKind> off(Fields root) {
        Set<ChannelKind> off = root.optionalChoices("off", ChannelKind.class);
        if (off.contains(ChannelKind.BROWSER)) {
            root.problem("off", "may not have BROWSER");
        }
        return off;
    }

    private static Duration minutes(Fields fields, String key, Duration usual) {
        int minutes = fields.number(key);
        if (minutes < 0 || minutes > MOST_MINUTES) {
            fields.problem(key, "must be 1 to " + MOST_MINUTES);
            return usual;
        }
        return minutes == 0 ? usual : Duration.ofMinutes(minutes);
    }

    private static Webhook webhook(Fields fields) {
        String secret = file(fields, "secret");
        if (secret == null) {
            fields.problem("secret", "must name the file of the key that messages are signed with");
        }
        var webhook = new Webhook(checked(fields, fields.text("url")), secret == null ? "" : secret,
                file(fields, "issuers"));
        fields.rejectOthers();
        return webhook;
    }

    private static Smtp smtp(Fields fields) {
        String host = fields.text("host");
        int port = fields.number("port");
        if (port < 1 || port > 65_535) {
            fields.problem("port", "must be 1 to 65535");
        }
        Security security = fields.choiceOr("security", Security.STARTTLS);
        if (security == Security.NONE && !HERE.contains(host)) {
            fields.problem("security", "may be NONE for a server on this machine only");
        }
        String from = fields.text("from");
        if (!from.isEmpty() && !from.matches("[^\\s@<>]+@[^\\s@<>]+")) {
            fields.problem("from", "must be a mail address");
        }
        var smtp = new Smtp(new Server(host, port, security, file(fields, "issuers")), from,
                file(fields, "credentials"));
        fields.rejectOthers();
        return smtp;
    }

    private static Sms sms(Fields fields) {
        String said = fields.optional("method");
        String method = said == null ? "POST" : said.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            fields.problem("method", "must be one of " + METHODS.stream().sorted().toList());
        }
        List<Header> headers = fields.readAll("headers", ChannelReader::header, "header such as \"Name: value\"");
        String body = fields.optional("body");
        Pattern success = success(fields);
        String url = fields.text("url");
        checked(fields, url.replaceAll("\\$\\{(phone|text|secret)}", "x"));
        var sms = new Sms(new Template(url, method, headers, body == null ? "" : body), success,
                file(fields, "secret"), file(fields, "issuers"));
        if (!(url + body).contains("${phone}")) {
            fields.problem("body", "must have ${phone}, or nobody knows whom the message is for");
        }
        fields.rejectOthers();
        return sms;
    }

    private static @Nullable Header header(String text) {
        var matcher = HEADER.matcher(text);
        return matcher.matches() ? new Header(matcher.group(1), matcher.group(2)) : null;
    }

    private static Pattern success(Fields fields) {
        try {
            return Pattern.compile(fields.text("success"));
        } catch (PatternSyntaxException e) {
            fields.problem("success", "is no regular expression: " + e.getDescription());
            return NEVER;
        }
    }

    /** What is told of people leaves this machine protected only. */
    private static URI checked(Fields fields, String text) {
        try {
            URI url = new URI(text);
            boolean safe = "https".equals(url.getScheme())
                    || ("http".equals(url.getScheme()) && HERE.contains(String.valueOf(url.getHost())));
            if (safe && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // told below, like what is an address of something else
        }
        if (!text.isEmpty()) {
            fields.problem("url", "must be an https address (http on this machine only)");
        }
        return NOWHERE;
    }

    private static @Nullable String file(Fields fields, String key) {
        String name = fields.optional(key);
        if (name != null && !FILE.matcher(name).matches()) {
            fields.problem(key, "must be the plain name of a file in the folder \"channels\" of the data folder");
        }
        return name;
    }
}
