package org.lianzhen.gateway.http.dicomweb.send;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.delivery.proof.Prover;
import org.lianzhen.gateway.link.LinkTarget;
import org.lianzhen.gateway.link.WebPeer;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Web services for the link doctor: called in the very ways in which images are sent and looked for. */
public final class WebPeers {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final WebServices services;
    private final QidoProver prover;

    /** @param folder of the files that addresses name */
    public WebPeers(Vertx vertx, Path folder) {
        StowPace pace = StowPace.STANDARD;
        this.services = new WebServices(vertx, folder, pace.connecting());
        this.prover = new QidoProver(vertx, folder, pace.standing());
    }

    /** Empty when the destination is no web service. */
    public Optional<WebPeer> of(Destination destination) {
        return destination.address() instanceof Address.Web web ? Optional.of(new Peer(destination, web))
                : Optional.empty();
    }

    private final class Peer implements WebPeer {
        private final Destination destination;
        private final Address.Web web;

        Peer(Destination destination, Address.Web web) {
            this.destination = destination;
            this.web = web;
        }

        @Override
        public LinkTarget target() {
            URI root = web.root();
            boolean tls = "https".equals(root.getScheme());
            int port = root.getPort() < 0 ? (tls ? HTTPS : HTTP) : root.getPort();
            return new LinkTarget(destination.code(), root.getHost(), port, tls);
        }

        @Override
        public List<X509Certificate> issuers() throws IOException {
            Path file = services.issuers(web);
            if (file == null) {
                return List.of();
            }
            try (InputStream pem = Files.newInputStream(file)) {
                return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                        .map(X509Certificate.class::cast).toList();
            } catch (CertificateException e) {
                throw new IOException(file.getFileName() + " holds no certificates in PEM", e);
            }
        }

        @Override
        public boolean hasCredentials() throws IOException {
            return services.authorization(web) != null;
        }

        @Override
        public int look(String studyInstanceUid, Duration limit) throws IOException, InterruptedException {
            return services.call(web, HttpMethod.GET,
                    WebServices.studies(web) + "?limit=1&StudyInstanceUID=" + studyInstanceUid, limit).status();
        }

        @Override
        public int delete(String path, Duration limit) throws IOException, InterruptedException {
            return services.call(web, HttpMethod.DELETE, WebServices.studies(web) + "/" + path, limit).status();
        }

        @Override
        public Stored store(Instance image, Duration limit) throws InterruptedException {
            var task = new DeliveryTask(new UUID(0, 1),
                    new KeptInstance("", image.reference(), image.transferSyntax().uid(), "", 0), Urgency.ROUTINE, 0,
                    null);
            var pace = new StowPace(1, Long.MAX_VALUE, limit, limit, limit);
            var answer = new CompletableFuture<Reply>();
            var shipment = new StowShipment(
                    new StowService(services, web, pace, ConcurrentHashMap.newKeySet()),
                    List.of(StowItem.of(task, image, Throttle.NONE).byItself()),
                    (sent, reply) -> answer.complete(reply));
            Thread thread = Thread.ofVirtual().name("stow-test").start(shipment);
            try {
                Reply reply = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                return new Stored(reply instanceof Reply.Taken, reply.code(), reply.inWords());
            } catch (TimeoutException e) {
                thread.interrupt();
                return new Stored(false, "NOT_SENT", "not sent: no answer within " + limit.toSeconds() + " s");
            } catch (ExecutionException e) {
                throw new IllegalStateException("a shipment ends with results only", e);
            }
        }

        @Override
        public Optional<Set<String>> list(String studyInstanceUid, String seriesInstanceUid, Duration limit)
                throws IOException, InterruptedException {
            try {
                Prover.Listing listing = prover.list(destination, studyInstanceUid, seriesInstanceUid)
                        .toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
                return switch (listing) {
                    case Prover.Listing.Found(Set<String> found) -> Optional.of(found);
                    case Prover.Listing.NotOffered none -> Optional.empty();
                    case Prover.Listing.Unreachable(String why) -> throw new IOException(why);
                };
            } catch (TimeoutException e) {
                throw new IOException("no answer within " + Math.max(1, limit.toSeconds()) + " s", e);
            } catch (ExecutionException e) {
                throw new IOException(String.valueOf(e.getCause()), e);
            }
        }
    }
}
