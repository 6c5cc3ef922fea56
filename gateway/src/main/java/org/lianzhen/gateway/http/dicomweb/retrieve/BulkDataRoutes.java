package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.MediaRange;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.dicomweb.retrieve.ImageWork.Held;

/** The values that metadata name an address of (PS3.18 section 10.4.1.1.5); of compressed pixels the frames. */
final class BulkDataRoutes {
    private static final int HELD = 1024;

    private final Holdings holdings;
    private final InstanceBodies instances;
    private final FrameRoutes frames;
    private final Sending sending;

    /** How answers go out. */
    record Sending(Sender sender, Handouts handouts) {}

    BulkDataRoutes(Holdings holdings, InstanceBodies instances, FrameRoutes frames, Sending sending) {
        this.holdings = holdings;
        this.instances = instances;
        this.frames = frames;
        this.sending = sending;
    }

    void answer(RoutingContext request) {
        Scope scope = Scopes.of(request);
        String rest = request.pathParam("*");
        BulkDataPath path = BulkDataPath.parse(rest == null ? "" : rest);
        if (path == null) {
            throw absent();
        }
        Answers.when(request, holdings.instance(request, scope),
                placed -> Answers.when(request, sending.handouts().view(Requests.caller(request), scope),
                        told -> answer(request, placed, path)));
    }

    private void answer(RoutingContext request, PlacedObject placed, BulkDataPath path) {
        KeptObject object = placed.object();
        if (path.topTag() == Tag.PixelData && KeptFrames.syntax(object).encapsulated()) {
            frames.all(request, placed, location(object, path));
            return;
        }
        List<MediaRange> ranges = Accept.of(request).wanting(FrameForm.OCTETS).stream()
                .filter(range -> range.transferSyntax() == null || range.transferSyntax().equals("*")
                        || range.transferSyntax().equals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()))
                .toList();
        if (ranges.isEmpty()) {
            throw Accept.refusal("Bulk data come as " + FrameForm.OCTETS + ".");
        }
        boolean single = !ranges.getFirst().takesMultipart();
        sending.sender().blocking(request, () -> open(object, path), value -> {
            if (single) {
                new SinglePart(sending.sender()).send(request, Head.ok(FrameForm.OCTETS),
                        Tags.of(object, "bulkdata " + path), value);
            } else {
                multipart(request, location(object, path), value);
            }
        });
    }

    private static String location(KeptObject object, BulkDataPath path) {
        return Scopes.path(object) + "/bulkdata/" + path;
    }

    private void multipart(RoutingContext request, String location, Body value) {
        PartHeaders headers = PartHeaders.ofType(FrameForm.OCTETS).with("Content-Location", location);
        var body = new MultipartBody(FrameForm.OCTETS, List.of(MultipartBody.Part.of(headers, value)));
        sending.sender().send(request, new Sender.Answer(Head.ok(body.contentType()), body));
    }

    private Body open(KeptObject object, BulkDataPath path) throws IOException {
        ParseOptions options = ParseOptions.WHOLE.withBulk(HELD, "", 0);
        try (Held<Part10File> read = instances.read(object, options)) {
            return body(object, path.in(read.outcome().dataSet()));
        }
    }

    private Body body(KeptObject object, @Nullable Element element) {
        return switch (element) {
            case Value value -> new FixedBody(value.bytes());
            case BulkValue(int _, Vr _, BulkData data) when KeptFrames.syntax(object).deflated() -> new InflatedBody(
                    instances.file(object), object.bytes().dataSetOffset(), data);
            case BulkValue(int _, Vr vr, BulkData data) -> {
                var bytes = new FileBody(instances.file(object), data.offset(), data.length());
                yield data.bigEndian() && vr.swapUnit() > 1 ? new Swapped(bytes, vr.swapUnit()) : bytes;
            }
            case Fragments _ -> throw Refusals
                    .form("Compressed pixels of an icon are handed out with the instance only.");
            case null, default -> throw absent();
        };
    }

    private static ProblemException absent() {
        return new ProblemException(
                Problem.notFound("no-such-value", "This instance has no such value, or none of that length."));
    }

    /** Numbers that lie there with their high bytes first, brought into little endian. */
    private record Swapped(FileBody bytes, int unit) implements Body {
        private static final int PIECE = 64 * 1024;

        @Override
        public long length() {
            return bytes.length();
        }

        @Override
        public void writeTo(Sink out) throws IOException {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            try (ReadableByteChannel channel = bytes.open().position(bytes.offset())) {
                for (long left = bytes.length(); left > 0; left -= piece.limit()) {
                    piece.clear().limit((int) Math.min(PIECE, left));
                    while (piece.hasRemaining()) {
                        if (channel.read(piece) < 0) {
                            throw new EOFException("an object is shorter than it was");
                        }
                    }
                    out.write(Bytes.copyOf(piece.flip()).swapped(unit).toArray());
                }
            }
        }
    }
}
