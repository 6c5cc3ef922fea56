package org.lianzhen.gateway.route;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Fields;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Service;
import org.lianzhen.gateway.member.Urgency;

/** Reads how a destination is reached. */
final class AddressReader {
    private static final URI NOWHERE = URI.create("https://localhost/");
    private static final int MOST_STUDIES = 20;
    private static final int MOST_DAYS = 36_500;
    private static final String FILE = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}";

    private final Fields fields;
    private final @Nullable Members members;
    private final String unit;

    /**
     * @param members whose nodes and centres may be named; null to believe everything
     * @param unit that these must belong to
     */
    AddressReader(Fields fields, @Nullable Members members, String unit) {
        this.fields = fields;
        this.members = members;
        this.unit = unit;
    }

    Address read() {
        String web = fields.optional("web");
        String centre = fields.optional("centre");
        if (web != null) {
            if (centre != null || fields.optional("node") != null) {
                fields.problem("web", "goes with no node and no centre");
            }
            return web(web);
        }
        if (centre != null) {
            return centre(centre);
        }
        if (fields.optional("node") == null) {
            fields.problem("node", "is missing, and so are web and centre");
        }
        return Optional.ofNullable(node()).orElse(new Address.Node(""));
    }

    private Address.@Nullable Node node() {
        String title = fields.optional("node");
        if (title == null) {
            return null;
        }
        if (members != null && !unit.isEmpty()) {
            boolean fits = members.node(title).filter(known -> known.listens() && known.unit().equals(unit))
                    .isPresent();
            if (!fits) {
                fields.problem("node", "names no node of " + unit + " that can be called: " + title);
            }
        }
        return new Address.Node(title);
    }

    private Address centre(String code) {
        if (members != null && !unit.isEmpty()) {
            boolean fits = members.centre(code)
                    .filter(known -> known.service() == Service.IMAGING && known.owner().equals(unit)).isPresent();
            if (!fits) {
                fields.problem("centre", "names no centre of " + unit + " for " + Service.IMAGING + ": " + code);
            }
        }
        return new Address.Centre(code, node(), priors());
    }

    private @Nullable Priors priors() {
        Fields rule = fields.within("priors");
        if (rule == null) {
            return null;
        }
        var priors = new Priors(limited(rule, "studies", MOST_STUDIES), limited(rule, "days", MOST_DAYS),
                rule.optionalChoices("same", Priors.Likeness.class), rule.choiceOr("priority", Urgency.BULK));
        rule.rejectOthers();
        return priors;
    }

    private static int limited(Fields rule, String key, int most) {
        int number = rule.number(key);
        if (number < 1 || number > most) {
            rule.problem(key, "must be 1 to " + most);
        }
        return number;
    }

    private Address web(String text) {
        URI root = root(text);
        String credentials = file("credentials");
        if (credentials != null && !"https".equals(root.getScheme()) && !isLoopback(root.getHost())) {
            fields.problem("credentials", "may go over https only");
        }
        return new Address.Web(root, credentials, file("issuers"));
    }

    private URI root(String text) {
        try {
            URI root = new URI(text);
            String scheme = root.getScheme() == null ? "" : root.getScheme().toLowerCase(Locale.ROOT);
            boolean plain = root.getHost() != null && root.getUserInfo() == null && root.getQuery() == null
                    && root.getFragment() == null;
            if (plain && (scheme.equals("https") || scheme.equals("http"))) {
                return new URI(scheme + text.substring(scheme.length()));
            }
        } catch (URISyntaxException e) {
            // said below
        }
        fields.problem("web", "must be an address such as https://pacs.example/dicom-web, without credentials");
        return NOWHERE;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private @Nullable String file(String key) {
        String name = fields.optional(key);
        if (name != null && !name.matches(FILE)) {
            fields.problem(key, "must be the name of a file");
        }
        return name;
    }
}
