package org.lianzhen.gateway.app.tools;

import java.util.List;

/**
 * How fetching ended.
 *
 * @param received new files
 * @param bytes of them
 * @param present instances that were there before
 * @param failed instances that should have come and did not
 * @param failures sentences about what went wrong
 */
record GetResult(long received, long bytes, long present, long failed, List<String> failures) {
    GetResult {
        failures = List.copyOf(failures);
    }
}
