package org.lianzhen.gateway.link;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.service.Instance;

/** Whether a web service lets us in, keeps a test image, and finds it. */
final class WebProbe {
    /** It may be there. */
    private static final Set<String> UNKNOWN = Set.of("NOT_SENT", "LOST");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final WebPeer peer;
    private final TestImages images = new TestImages(SopClass.SecondaryCaptureImageStorage);
    private @Nullable Instance kept;

    WebProbe(WebPeer peer) {
        this.peer = peer;
    }

    Found access(Duration limit) throws InterruptedException {
        boolean known;
        try {
            known = peer.hasCredentials();
        } catch (IOException e) {
            return Found.failed("web.credentials.file", String.valueOf(e.getMessage()));
        }
        try {
            int status = peer.look(TestImages.STUDY, limit);
            return judge(status, known).with("status", String.valueOf(status));
        } catch (IOException e) {
            return lost(String.valueOf(e.getMessage()));
        }
    }

    private static Found judge(int status, boolean known) {
        return switch (status) {
            case 401 -> Found.failed(known ? "web.credentials.wrong" : "web.credentials.wanted");
            case 403 -> Found.failed("web.credentials.forbidden");
            case 429 -> Found.failed("web.failing", String.valueOf(status));
            case 501 -> Found.ok("web.access.no-search", String.valueOf(status));
            default -> switch (status / 100) {
                case 2 -> Found.ok("web.access.ok");
                case 3 -> Found.failed("web.elsewhere", String.valueOf(status));
                case 4 -> Found.ok("web.access.no-search", String.valueOf(status));
                default -> Found.failed("web.failing", String.valueOf(status));
            };
        };
    }

    /** The certificate was found to be in order before, but for the name that it has. */
    private Found lost(String why) {
        return peer.target().tls() && why.contains("SSL connection")
                ? Found.failed("web.tls.other-host", peer.target().host())
                : Found.failed("web.lost", why);
    }

    Found store(Duration limit) throws InterruptedException {
        Instance image = images.small();
        WebPeer.Stored answer = peer.store(image, limit);
        kept = answer.taken() || UNKNOWN.contains(answer.code()) ? image : null;
        if (answer.taken()) {
            Found found = answer.code().equals("0000")
                    ? Found.ok("web.store.ok")
                    : Found.ok("web.store.warning", answer.inWords());
            return found.with("sopInstanceUid", image.sopInstanceUid()).with("studyInstanceUid", TestImages.STUDY);
        }
        return switch (answer.code()) {
            case "NOT_SENT", "LOST" -> Found.failed("store.failed", answer.inWords());
            case "HTTP-401" -> Found.failed("web.credentials.wrong");
            case "HTTP-403" -> Found.failed("web.credentials.forbidden");
            case "HTTP-404", "HTTP-405", "HTTP-410", "HTTP-501" -> Found.failed("web.store.no-place", answer.code());
            case "HTTP-507", "A700" -> Found.failed("store.full", answer.inWords());
            default -> Found.failed("web.store.refused", answer.inWords());
        };
    }

    /** Some find what they keep only after a moment. */
    Found query(Duration limit) throws InterruptedException {
        Instance image = kept;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (image != null) {
                Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
                Optional<Set<String>> found = peer.list(TestImages.STUDY, TestImages.SERIES, left);
                if (found.isEmpty()) {
                    return Found.skipped("web.query.not-offered");
                }
                if (found.get().contains(image.sopInstanceUid())) {
                    return Found.ok("web.query.ok");
                }
                if (left.compareTo(LOOK_AGAIN) <= 0) {
                    break;
                }
                Thread.sleep(LOOK_AGAIN);
            }
            return Found.failed("web.query.not-found", NetworkProbe.seconds(limit));
        } catch (IOException e) {
            return Found.failed("web.query.failed", String.valueOf(e.getMessage()));
        }
    }

    Found cleanUp(Duration limit) throws InterruptedException {
        Instance image = kept;
        if (image == null) {
            return Found.skipped("clean-up.nothing");
        }
        try {
            int status = peer.delete(TestImages.STUDY + "/series/" + TestImages.SERIES + "/instances/"
                    + image.sopInstanceUid(), limit);
            if (status / 100 == 2) {
                return Found.ok("web.clean-up.done");
            }
        } catch (IOException e) {
            // it stays, then
        }
        return Found.skipped("web.clean-up.stays", TestImages.PATIENT_ID, TestImages.STUDY);
    }
}
