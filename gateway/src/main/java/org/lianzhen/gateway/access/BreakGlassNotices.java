package org.lianzhen.gateway.access;

import java.util.concurrent.CompletionStage;

/** Tells the owner unit of a study at once that somebody has opened it in an emergency. */
@FunctionalInterface
public interface BreakGlassNotices {
    /** @return when the notice is kept for those who must see it; exceptionally when it could not be */
    CompletionStage<Void> opened(BrokenGlass glass);
}
