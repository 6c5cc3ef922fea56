package org.lianzhen.gateway.http;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.TreeSet;

/** With which methods a path is served, which an answer 405 must say (RFC 9110 section 15.5.6). */
final class AllowedMethods {
    private final Router router;

    AllowedMethods(Router router) {
        this.router = router;
    }

    /** As the header Allow has them; empty when the path is not served at all. */
    String of(String path) {
        String[] asked = steps(path);
        Set<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            String pattern = route.getPath();
            if (pattern != null && route.methods() != null && matches(steps(pattern), asked, route.isExactPath())) {
                route.methods().forEach(method -> methods.add(method.name()));
            }
        }
        return String.join(", ", methods);
    }

    /** A slash at the end makes no difference. */
    private static String[] steps(String path) {
        return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
    }

    private static boolean matches(String[] pattern, String[] asked, boolean exact) {
        if (exact ? asked.length != pattern.length : asked.length < pattern.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].startsWith(":") && !pattern[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }
}
