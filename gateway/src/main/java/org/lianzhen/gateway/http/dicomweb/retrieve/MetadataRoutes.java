package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.archive.SeriesVersion;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.MediaRange;
import org.lianzhen.gateway.http.Requests;

/** Metadata of studies, series and instances (PS3.18 section 10.4.1.1.2): those of studies and series are kept compressed. */
final class MetadataRoutes {
    private static final String DICOM_JSON = "application/dicom+json";
    private static final String GZIP = "gzip";

    private final Holdings holdings;
    private final MetadataFiles kept;
    private final Sender sender;
    private final Handouts handouts;

    MetadataRoutes(Holdings holdings, MetadataFiles kept, Sender sender, Handouts handouts) {
        this.holdings = holdings;
        this.kept = kept;
        this.sender = sender;
        this.handouts = handouts;
    }

    void answer(RoutingContext request) {
        Scope scope = Scopes.of(request);
        Accept accept = Accept.of(request);
        if (accept.wanting(DICOM_JSON).isEmpty() && accept.wanting("application/json").isEmpty()) {
            throw Accept.refusal("Metadata come as " + DICOM_JSON + ".");
        }
        if (scope.instance() != null) {
            instance(request, scope);
        } else {
            several(request, scope);
        }
    }

    private void instance(RoutingContext request, Scope scope) {
        Answers.when(request, holdings.instance(request, scope).thenCombine(kept.charset(scope),
                (found, charset) -> new Described(found.object(), charset)),
                one -> Answers.when(request, handouts.view(Requests.caller(request), scope), told -> {
                    String tag = Tags.of(one.object(), "metadata " + one.charset().orElse(""));
                    new SinglePart(sender).send(request, Head.ok(DICOM_JSON), tag, one.body(kept.metadata()));
                }));
    }

    /** An instance, and what its texts are in where that is known to differ from what it says. */
    private record Described(KeptObject object, Optional<String> charset) {
        Body body(InstanceMetadata metadata) {
            return new Body() {
                @Override
                public long length() {
                    return UNKNOWN;
                }

                @Override
                public void writeTo(Sink out) throws IOException {
                    metadata.write(List.of(object), charset.orElse(null), out);
                }
            };
        }
    }

    private void several(RoutingContext request, Scope scope) {
        var units = holdings.units(request, scope);
        Answers.when(request, holdings.objects().series(scope, units).thenCombine(kept.charset(scope),
                (series, charset) -> new MetadataFiles.Wanted(scope, series, units, charset)), wanted -> {
                    if (wanted.series().isEmpty()) {
                        throw Scopes.absent();
                    }
                    Answers.when(request, handouts.view(Requests.caller(request), scope),
                            told -> Answers.when(request, kept.file(wanted),
                                    file -> send(request, file, version(wanted))));
                });
    }

    private static String version(MetadataFiles.Wanted wanted) {
        return Tags.hash(wanted.series().stream().map(SeriesVersion::version).toList() + wanted.charset().orElse(""));
    }

    private void send(RoutingContext request, Path file, String version) {
        Head head = Head.ok(DICOM_JSON).with("Vary", "Accept, Accept-Encoding");
        if (takesGzip(request)) {
            sender.blocking(request, () -> new FileBody(file, 0, Files.size(file)), body -> new SinglePart(sender)
                    .send(request, head.with("Content-Encoding", GZIP), '"' + version + "-gzip\"", body));
        } else {
            new SinglePart(sender).send(request, head, '"' + version + '"', new Inflated(file));
        }
    }

    private static boolean takesGzip(RoutingContext request) {
        String header = String.join(",", request.request().headers().getAll(HttpHeaders.ACCEPT_ENCODING));
        List<MediaRange> codings = MediaRange.split(header, ',').stream().map(MediaRange::parse).toList();
        return codings.stream().filter(one -> one.type().equals(GZIP)).findFirst()
                .or(() -> codings.stream().filter(one -> one.type().equals("*")).findFirst())
                .filter(one -> one.weight() > 0).isPresent();
    }

    /** For the few who do not take what is compressed. */
    private record Inflated(Path file) implements Body {
        @Override
        public long length() {
            return UNKNOWN;
        }

        @Override
        public void writeTo(Sink out) throws IOException {
            try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                in.transferTo(out);
            }
        }
    }
}
