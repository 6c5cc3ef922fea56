package org.lianzhen.gateway.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.link.LinkReport.Result;

/** How a step ended, without the time it took. */
record Found(Result result, Finding finding, Map<String, String> details) {
    Found {
        details = Map.copyOf(details);
    }

    static Found ok(String code, String... values) {
        return new Found(Result.OK, new Finding(code, List.of(values)), Map.of());
    }

    static Found failed(String code, String... values) {
        return new Found(Result.FAILED, new Finding(code, List.of(values)), Map.of());
    }

    static Found skipped(String code, String... values) {
        return new Found(Result.SKIPPED, new Finding(code, List.of(values)), Map.of());
    }

    Found with(String name, String value) {
        Map<String, String> more = new HashMap<>(details);
        more.put(name, value);
        return new Found(result, finding, more);
    }
}
