package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.MediaRange;
import org.lianzhen.gateway.http.Requests;

/** Frames by themselves (PS3.18 section 10.4.1.1.6). */
final class FrameRoutes {
    private final Holdings holdings;
    private final Tools work;
    private final Sender sender;
    private final Handouts handouts;

    /** What frames are made with. */
    record Tools(InstanceBodies instances, DataSetHeaders headers, ImageWork threads) {}

    FrameRoutes(Holdings holdings, Tools work, Sender sender, Handouts handouts) {
        this.holdings = holdings;
        this.work = work;
        this.sender = sender;
        this.handouts = handouts;
    }

    void answer(RoutingContext request) {
        Scope scope = Scopes.of(request);
        List<Integer> frames = FrameList.parse(String.valueOf(request.pathParam("frames")));
        Answers.when(request, holdings.instance(request, scope),
                placed -> Answers.when(request, handouts.view(Requests.caller(request), scope),
                        told -> frames(request, placed, frames)));
    }

    /**
     * All frames, for those who ask for the bulk data of compressed pixels: as parts, or decoded as one value.
     *
     * @param location of the value
     */
    void all(RoutingContext request, PlacedObject placed, String location) {
        Map<Boolean, List<MediaRange>> ranges = Accept.of(request).ranges().stream()
                .collect(Collectors.partitioningBy(MediaRange::takesMultipart));
        TransferSyntax kept = KeptFrames.syntax(placed.object(), placed.pixels());
        FrameForm parts = FrameForm.find(kept, ranges.getOrDefault(true, List.of()));
        if (parts != null) {
            sender.make(request, () -> several(placed, parts, List.of(), frame -> location));
        } else {
            together(request, placed, FrameForm.choose(kept, ranges.getOrDefault(false, List.of())));
        }
    }

    /** The value as one body: of what is compressed only a single frame is one. */
    private void together(RoutingContext request, PlacedObject placed, FrameForm form) {
        String tag = Tags.of(placed.object(), "all frames " + form.mediaType());
        new SinglePart(sender).make(request, Head.ok(form.mediaType()), tag, () -> {
            if (form.kind() == FrameForm.Kind.NATIVE) {
                return work.instances().pixels(placed.object());
            }
            requireSingle(placed, form);
            return made(placed, form, 0);
        });
    }

    private void requireSingle(PlacedObject placed, FrameForm form) throws IOException {
        try (KeptFrames kept = open(placed, form)) {
            if (kept.count() != 1) {
                throw Refusals.form("Compressed frames come in parts: as multipart/related; type=\"" + form.type()
                        + "\".");
            }
        }
    }

    private void frames(RoutingContext request, PlacedObject placed, List<Integer> frames) {
        List<MediaRange> ranges = Accept.of(request).ranges();
        TransferSyntax kept = KeptFrames.syntax(placed.object(), placed.pixels());
        if (frames.size() > 1) {
            List<MediaRange> parts = ranges.stream().filter(MediaRange::takesMultipart).toList();
            if (parts.isEmpty()) {
                throw Accept.refusal("Several frames come as multipart/related.");
            }
            parts(request, placed, FrameForm.choose(kept, parts), frames);
            return;
        }
        FrameForm form = FrameForm.choose(kept, ranges);
        if (ranges.stream().filter(range -> range.wants(form.type())).noneMatch(MediaRange::takesMultipart)) {
            single(request, placed, form, frames.getFirst());
        } else {
            parts(request, placed, form, frames);
        }
    }

    private void parts(RoutingContext request, PlacedObject placed, FrameForm form, List<Integer> frames) {
        String path = Scopes.path(placed.object()) + "/frames/";
        sender.make(request, () -> several(placed, form, frames, frame -> path + (frame + 1)));
    }

    private void single(RoutingContext request, PlacedObject placed, FrameForm form, int frame) {
        Head head = Head.ok(form.mediaType());
        String tag = Tags.of(placed.object(), "frame " + frame + form.mediaType());
        var part = new SinglePart(sender);
        if (!KeptFrames.isPlaced(source(placed))) {
            part.make(request, head, tag, () -> made(placed, form, frame));
            return;
        }
        sender.blocking(request, () -> asKept(placed, form, frame), asKept -> {
            if (asKept.isPresent()) {
                part.send(request, head, tag, asKept.get());
            } else {
                part.make(request, head, tag, () -> made(placed, form, frame));
            }
        });
    }

    /** A frame that is a part of the file; empty when it has to be made. */
    private Optional<Body> asKept(PlacedObject placed, FrameForm form, int frame) throws IOException {
        try (KeptFrames kept = open(placed, form)) {
            FrameList.check(List.of(frame), kept.count());
            return isKeptSo(kept, form) ? Optional.of(kept.kept(frame)) : Optional.empty();
        }
    }

    private Body made(PlacedObject placed, FrameForm form, int frame) throws IOException {
        KeptFrames kept = open(placed, form);
        try {
            FrameList.check(List.of(frame), kept.count());
            // it may share its memory with all others
            return new Holding(body(kept, form, frame), kept);
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    private KeptFrames.Source source(PlacedObject placed) {
        return new KeptFrames.Source(work.instances().file(placed.object()), placed.object(), placed.pixels());
    }

    private KeptFrames open(PlacedObject placed, FrameForm form) throws IOException {
        return KeptFrames.open(source(placed), work.headers(), form.kind() != FrameForm.Kind.AS_KEPT);
    }

    /**
     * @param wanted all when empty
     * @param location of a frame
     */
    private Sender.Answer several(PlacedObject placed, FrameForm form, List<Integer> wanted,
            IntFunction<String> location)
            throws IOException {
        KeptFrames kept = open(placed, form);
        try {
            List<Integer> frames = wanted.isEmpty() ? IntStream.range(0, kept.count()).boxed().toList() : wanted;
            FrameList.check(frames, kept.count());
            boolean asTheyAre = isKeptSo(kept, form);
            List<MultipartBody.Part> parts = new ArrayList<>();
            for (int frame : frames) {
                PartHeaders headers = PartHeaders.ofType(form.mediaType()).with("Content-Location",
                        location.apply(frame));
                parts.add(asTheyAre ? MultipartBody.Part.of(headers, body(kept, form, frame))
                        : MultipartBody.Part.of(headers, Body.UNKNOWN, () -> body(kept, form, frame)));
            }
            var body = new MultipartBody(form.type(), parts, kept::close);
            return new Sender.Answer(Head.ok(body.contentType()), body);
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    private static boolean isKeptSo(KeptFrames kept, FrameForm form) {
        return kept.isPlaced() && switch (form.kind()) {
            case AS_KEPT -> true;
            case NATIVE -> kept.isNative();
            case JPEG_LS -> false;
        };
    }

    private Body body(KeptFrames kept, FrameForm form, int frame) throws IOException {
        if (form.kind() == FrameForm.Kind.AS_KEPT) {
            return kept.kept(frame);
        }
        PixelDescription pixels = kept.description();
        long memory = 2 * DecodedFrames.memory(pixels);
        if (form.kind() == FrameForm.Kind.JPEG_LS) {
            return HeldBody.of(work.threads(), memory, () -> kept.jpegLs(frame));
        }
        return kept.isNative() ? kept.kept(frame)
                : HeldBody.of(work.threads(), memory, () -> kept.samples(frame));
    }
}
