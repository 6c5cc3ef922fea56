package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.gateway.archive.KeptObject;
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

    /** @param frames all when empty, for those who ask for the bulk data of compressed pixels */
    void frames(RoutingContext request, PlacedObject placed, List<Integer> frames) {
        List<MediaRange> ranges = Accept.of(request).ranges();
        FrameForm form = FrameForm.choose(KeptFrames.syntax(placed.object()), ranges);
        boolean single = frames.size() == 1
                && ranges.stream().filter(range -> range.wants(form.type())).noneMatch(MediaRange::takesMultipart);
        if (single) {
            single(request, placed, form, frames.getFirst());
        } else {
            sender.make(request, () -> several(placed, form, frames));
        }
    }

    /** Frames, and one of them when it is a part of a file. */
    private record Opened(KeptFrames frames, @Nullable Body asKept) {}

    private void single(RoutingContext request, PlacedObject placed, FrameForm form, int frame) {
        Head head = Head.ok(form.mediaType());
        String tag = Tags.of(placed.object(), "frame " + frame + form.mediaType());
        var part = new SinglePart(sender);
        sender.blocking(request, () -> {
            KeptFrames kept = open(placed, form);
            FrameList.check(List.of(frame), kept.count());
            return new Opened(kept, isKeptSo(kept, form) ? kept.kept(frame) : null);
        }, opened -> {
            if (opened.asKept() != null) {
                part.send(request, head, tag, opened.asKept());
            } else {
                part.make(request, head, tag, () -> body(opened.frames(), form, frame));
            }
        });
    }

    private KeptFrames open(PlacedObject placed, FrameForm form) throws IOException {
        KeptObject object = placed.object();
        return KeptFrames.open(new KeptFrames.Source(work.instances().file(object), object, placed.pixels()),
                work.headers(), form.kind() != FrameForm.Kind.AS_KEPT);
    }

    private Sender.Answer several(PlacedObject placed, FrameForm form, List<Integer> wanted) throws IOException {
        KeptFrames kept = open(placed, form);
        List<Integer> frames = wanted.isEmpty() ? IntStream.range(0, kept.count()).boxed().toList() : wanted;
        FrameList.check(frames, kept.count());
        boolean asTheyAre = isKeptSo(kept, form);
        List<MultipartBody.Part> parts = new ArrayList<>();
        for (int frame : frames) {
            PartHeaders headers = PartHeaders.ofType(form.mediaType()).with("Content-Location",
                    Scopes.path(placed.object()) + "/frames/" + (frame + 1));
            parts.add(asTheyAre ? MultipartBody.Part.of(headers, body(kept, form, frame))
                    : MultipartBody.Part.of(headers, Body.UNKNOWN, () -> body(kept, form, frame)));
        }
        var body = new MultipartBody(form.type(), parts);
        return new Sender.Answer(Head.ok(body.contentType()), body);
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
