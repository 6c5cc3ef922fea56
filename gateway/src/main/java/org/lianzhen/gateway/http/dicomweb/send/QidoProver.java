package org.lianzhen.gateway.http.dicomweb.send;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.gateway.delivery.proof.Prover;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks web services by the Search transaction (PS3.18 section 10.6), page by page; there is no commitment over the web. */
public final class QidoProver implements Prover {
    private static final Logger LOG = LoggerFactory.getLogger(QidoProver.class);
    private static final Executor ASIDE = work -> Thread.ofVirtual().name("qido").start(work);
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int PAGE = 500;
    private static final long LIMIT_NANOS = Duration.ofMinutes(2).toNanos();
    private static final String STUDY = "0020000D";
    private static final String SERIES = "0020000E";
    private static final String INSTANCE = "00080018";

    private final WebServices services;
    private final Duration answering;

    /** It did not tell, and why. */
    private static final class UntoldException extends Exception {
        private final transient Listing listing;

        UntoldException(Listing listing) {
            this.listing = listing;
        }
    }

    /**
     * @param folder of the files that addresses name
     * @param answering how long one page may take
     */
    public QidoProver(Vertx vertx, Path folder, Duration answering) {
        this(new WebServices(vertx, folder, CONNECTING), answering);
    }

    QidoProver(WebServices services, Duration answering) {
        this.services = services;
        this.answering = answering;
    }

    /** Whether a service has one instance, as far as it searches at all; empty when it does not say so now. Blocks. */
    Optional<Boolean> has(Address.Web web, String studyInstanceUid, String sopInstanceUid) throws InterruptedException {
        String uri = WebServices.studies(web) + "/" + escaped(studyInstanceUid) + "/instances?SOPInstanceUID="
                + escaped(sopInstanceUid);
        try {
            return Optional.of(search(web, uri, INSTANCE).orElse(Set.of()).contains(sopInstanceUid));
        } catch (UntoldException e) {
            return e.listing instanceof Listing.NotOffered ? Optional.of(false) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("A web service does not say whether it has instance {}", sopInstanceUid, e);
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<Commitment> commit(Destination destination, CommitmentOrder order) {
        return CompletableFuture.completedStage(new Commitment.NotOffered("a web service commits to nothing"));
    }

    @Override
    public CompletionStage<Listing> list(Destination destination, String studyInstanceUid, String seriesInstanceUid) {
        if (!(destination.address() instanceof Address.Web web)) {
            throw new IllegalArgumentException(destination.code() + " is no web service");
        }
        var series = new Series(web, escaped(studyInstanceUid), escaped(seriesInstanceUid));
        return CompletableFuture.supplyAsync(() -> all(series), ASIDE);
    }

    /** What is asked about, in its own words. */
    private record Series(Address.Web web, String study, String uid) {
        String instances(int offset) {
            return WebServices.studies(web) + "/" + study + "/series/" + uid + "/instances?limit=" + PAGE + "&offset="
                    + offset;
        }

        String itself() {
            return WebServices.studies(web) + "/" + study + "/series?limit=1&SeriesInstanceUID=" + uid;
        }

        String itsStudy() {
            return WebServices.studies(web) + "?limit=1&StudyInstanceUID=" + study;
        }
    }

    private static String escaped(String uid) {
        return URLEncoder.encode(uid, StandardCharsets.UTF_8);
    }

    /**
     * Some tell fewer on a page than they are asked for, so that the end is where nothing new comes. One that begins anew after a
     * full page may have more than it tells.
     */
    private Listing all(Series series) {
        Set<String> found = new HashSet<>();
        long end = System.nanoTime() + LIMIT_NANOS;
        try {
            while (System.nanoTime() - end < 0) {
                Optional<Set<String>> page = page(series, found.size());
                if (page.isEmpty() && found.isEmpty()) {
                    return lost(series);
                }
                if (page.isEmpty() || !found.addAll(page.get())) {
                    return page.map(Set::size).orElse(0) == PAGE
                            ? new Listing.Unreachable("the web service tells the same page again")
                            : new Listing.Found(found);
                }
            }
            return new Listing.Unreachable("the list did not come to its end");
        } catch (UntoldException e) {
            return e.listing;
        } catch (IOException e) {
            return new Listing.Unreachable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Listing.Unreachable("interrupted");
        }
    }

    /** Some turn so many pages and no more: then it searches all the same, and what it has is not known. */
    private Optional<Set<String>> page(Series series, int offset)
            throws IOException, InterruptedException, UntoldException {
        try {
            return search(series.web(), series.instances(offset), INSTANCE);
        } catch (UntoldException e) {
            throw offset > 0 && e.listing instanceof Listing.NotOffered ? new UntoldException(
                    new Listing.Unreachable("the web service does not tell what comes after the first " + offset)) : e;
        }
    }

    /**
     * Some say of a series or a study that is not there that it is not found (PS3.18 table 8.5-1), and everybody does of a service that is
     * not there: whoever answers about something larger searches, and has nothing of the series.
     */
    private Listing lost(Series series) throws IOException, InterruptedException, UntoldException {
        Optional<Set<String>> itself = search(series.web(), series.itself(), SERIES);
        if (itself.isPresent() && !itself.get().isEmpty()) {
            return new Listing.NotOffered("the web service does not list the instances of a series that it has");
        }
        return itself.isPresent() || search(series.web(), series.itsStudy(), STUDY).isPresent()
                ? new Listing.Found(Set.of())
                : new Listing.NotOffered("the web service does not search (404)");
    }

    /** UIDs of what is found; empty when there is no such place. */
    private Optional<Set<String>> search(Address.Web web, String uri, String tag)
            throws IOException, InterruptedException, UntoldException {
        StowResponse response = services.call(web, HttpMethod.GET, uri, answering);
        return switch (response.status()) {
            case 200 -> Optional.of(response.body().isEmpty() ? Set.of()
                    : uids(Buffer.buffer(response.body().toArray()), tag));
            case 204 -> Optional.of(Set.of());
            case 404, 410 -> Optional.empty();
            case 400, 405, 406, 501 -> throw new UntoldException(
                    new Listing.NotOffered("the web service does not search (" + response.status() + ")"));
            default -> throw new UntoldException(
                    new Listing.Unreachable("the web service answers " + response.status()));
        };
    }

    private static Set<String> uids(Buffer json, String tag) throws UntoldException {
        Set<String> uids = new HashSet<>();
        try {
            for (Object match : new JsonArray(json)) {
                if (match instanceof JsonObject instance && instance.getValue(tag) instanceof JsonObject uid
                        && uid.getValue("Value") instanceof JsonArray values && values.size() == 1) {
                    uids.add(String.valueOf(values.getValue(0)));
                }
            }
            return uids;
        } catch (DecodeException e) {
            throw new UntoldException(new Listing.NotOffered("the web service does not answer in DICOM JSON"));
        }
    }
}
