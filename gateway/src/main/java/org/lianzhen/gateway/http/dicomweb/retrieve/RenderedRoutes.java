package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Requests;

/** Pictures of studies, series, instances and frames, large and small (PS3.18 sections 10.4.1.1.3 and 10.4.1.1.4). */
final class RenderedRoutes {
    private static final int MOST_FRAMES = 100;
    private static final View THUMBNAIL = new View(null, new Viewport(200, 200, null), 75, View.JPEG);

    private final Holdings holdings;
    private final Renderer renderer;
    private final FileCache thumbnails;
    private final BulkDataRoutes.Sending sending;

    RenderedRoutes(Holdings holdings, Renderer renderer, FileCache thumbnails, BulkDataRoutes.Sending sending) {
        this.holdings = holdings;
        this.renderer = renderer;
        this.thumbnails = thumbnails;
        this.sending = sending;
    }

    /** A picture in the size and window that are asked for. */
    void rendered(RoutingContext request) {
        Accept accept = Accept.of(request);
        boolean jpeg = !accept.wanting(View.JPEG).isEmpty();
        boolean png = !accept.wanting(View.PNG).isEmpty();
        if (!jpeg && !png) {
            throw Accept.refusal("Pictures come as " + View.JPEG + " and " + View.PNG + ".");
        }
        boolean pngFirst = png && (!jpeg || accept.wanting(View.PNG).getFirst().weight() > accept.wanting(View.JPEG)
                .getFirst().weight() || accept.ranges().getFirst().content().equals(View.PNG));
        View view = View.of(request.queryParams(), pngFirst ? View.PNG : View.JPEG);
        List<Integer> frames = frames(request);
        shown(request, Scopes.of(request), placed -> picture(request, placed, frames, view));
    }

    private static List<Integer> frames(RoutingContext request) {
        String list = request.pathParam("frames");
        List<Integer> frames = list == null ? List.of(0) : FrameList.parse(list);
        if (frames.size() > MOST_FRAMES) {
            throw View.bad("frames", "At most " + MOST_FRAMES + " pictures at once.");
        }
        return frames;
    }

    /** What goes on with what is to be shown, once that is on record. */
    @FunctionalInterface
    interface Next {
        void with(PlacedObject placed);
    }

    private void shown(RoutingContext request, Scope scope, Next next) {
        Answers.when(request, holdings.picture(request, scope), placed -> shown(request, scope, placed, next));
    }

    /** Goes on with an instance that has been found. */
    void shown(RoutingContext request, Scope scope, PlacedObject placed, Next next) {
        Answers.when(request, sending.handouts().view(Requests.caller(request), scope), told -> next.with(placed));
    }

    static boolean canBeShown(KeptObject object) {
        TransferSyntax syntax = TransferSyntax.of(object.transferSyntaxUid());
        return object.hasPixels() && syntax != null && FrameDecoder.supports(syntax);
    }

    void picture(RoutingContext request, PlacedObject placed, List<Integer> frames, View view) {
        if (frames.size() > 1) {
            several(request, placed, frames, view);
            return;
        }
        String tag = Tags.of(placed.object(), frames + view.toString());
        new SinglePart(sending.sender()).make(request, Head.ok(view.type()), tag,
                () -> renderer.picture(placed, frames.getFirst(), view));
    }

    private void several(RoutingContext request, PlacedObject placed, List<Integer> frames, View view) {
        sending.sender().make(request, () -> {
            Renderer.Opened opened = renderer.open(placed);
            List<MultipartBody.Part> parts = new ArrayList<>();
            for (int frame : frames) {
                PartHeaders headers = PartHeaders.ofType(view.type()).with("Content-Location",
                        Scopes.path(placed.object()) + "/frames/" + (frame + 1) + "/rendered");
                parts.add(MultipartBody.Part.of(headers, Body.UNKNOWN, () -> renderer.picture(opened, frame, view)));
            }
            var body = new MultipartBody(view.type(), parts, opened::close);
            try {
                opened.check(frames);
            } catch (RuntimeException e) {
                body.close();
                throw e;
            }
            return new Sender.Answer(Head.ok(body.contentType()), body);
        });
    }

    /** A small picture, which is kept. */
    void thumbnail(RoutingContext request) {
        if (Accept.of(request).wanting(View.JPEG).isEmpty()) {
            throw Accept.refusal("Thumbnails come as " + View.JPEG + ".");
        }
        int frame = frames(request).getFirst();
        shown(request, Scopes.of(request), placed -> {
            String digest = Tags.digest(placed.object());
            var name = new FileCache.Name(Scopes.path(placed.object()) + " " + frame, digest);
            Answers.when(request, thumbnails.get(name, out -> write(placed, frame, out)), file -> sending.sender()
                    .blocking(request, () -> new FileBody(file, 0, Files.size(file)), body -> new SinglePart(
                            sending.sender()).send(request, Head.ok(View.JPEG),
                                    Tags.of(placed.object(), "thumbnail " + frame), body)));
        });
    }

    private void write(PlacedObject placed, int frame, OutputStream out) throws IOException {
        try (HeldBody picture = renderer.picture(placed, frame, THUMBNAIL)) {
            out.write(picture.bytes().toArray());
        } catch (ImageException | DataSetException e) {
            throw Refusals.problem(e);
        }
    }
}
