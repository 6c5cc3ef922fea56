package org.lianzhen.dicom.rules;

import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which Netty buffers were collected that nobody had released. */
public final class LeakCheck implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getParent().filter(parent -> parent.getTestClass().isPresent()).isPresent()) {
            return; // a nested class: its outermost class looks
        }
        List<String> leaks = findLeaks();
        if (!leaks.isEmpty()) {
            throw new AssertionError("buffers leaked here, or in a class that ran just before:\n"
                    + String.join("\n", leaks));
        }
    }

    /** Collects garbage, then allocates: that is when Netty looks through what was collected. */
    static List<String> findLeaks() {
        System.gc();
        ByteBufAllocator.DEFAULT.directBuffer(1).release();
        return RecordingLeakDetector.takeLeaks();
    }
}
