package org.lianzhen.dicom.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lasting operations we perform on one association, by message ID. Only for its event loop. */
final class Operations {
    private final Map<Integer, Operation> running = new HashMap<>();

    void begin(int messageId, Operation operation) {
        running.put(messageId, operation);
    }

    void end(int messageId) {
        running.remove(messageId);
    }

    /** A cancel for an operation that has ended meanwhile is normal and means nothing. */
    void cancel(int messageId) {
        Operation operation = running.get(messageId);
        if (operation != null) {
            operation.cancel();
        }
    }

    void abandonAll() {
        List<Operation> left = List.copyOf(running.values());
        running.clear();
        left.forEach(Operation::abandon);
    }
}
