package org.lianzhen.gateway.http.notice.send;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small request.
 *
 * @param issuers file of certificates that the server is known by; null for those that Java trusts
 */
record Call(String method, String url, Map<String, String> headers, String body, @Nullable String issuers) {

    Call {
        headers = Map.copyOf(headers);
    }

    /**
     * What came back.
     *
     * @param body its beginning
     */
    record Answer(int status, String body) {
        private static final int TIMEOUT = 408;
        private static final int EARLY = 425;
        private static final int MANY = 429;

        boolean isTaken() {
            return status / 100 == 2;
        }

        /** Whether the same request would be refused again (RFC 9110 section 15.5). */
        boolean isRefused() {
            return status / 100 == 3
                    || (status / 100 == 4 && status != TIMEOUT && status != EARLY && status != MANY);
        }
    }
}
