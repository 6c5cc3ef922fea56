package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.image.Frame;
import org.lianzhen.dicom.image.Picture;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.image.Rendering;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.http.dicomweb.retrieve.ImageWork.Held;

/** Makes pictures of frames. */
final class Renderer {
    /** Of decoding, and of the picture in its steps. */
    private static final int TIMES_MEMORY = 2;
    private static final float HUNDRED = 100;

    private final FrameRoutes.Tools tools;

    Renderer(FrameRoutes.Tools tools) {
        this.tools = tools;
    }

    /**
     * An image whose header has been read.
     *
     * @param letGo of the memory that it takes
     */
    record Opened(KeptFrames frames, DataSet image, Runnable letGo) implements AutoCloseable {

        /** @throws org.lianzhen.gateway.http.ProblemException (404) when one of the frames is not there */
        void check(List<Integer> wanted) {
            FrameList.check(wanted, frames.count());
        }

        @Override
        public void close() {
            letGo.run();
        }
    }

    /** Opens an image. Blocks. */
    Opened open(PlacedObject placed) throws IOException {
        KeptObject object = placed.object();
        var source = new KeptFrames.Source(tools.instances().file(object), object, placed.pixels());
        if (!KeptFrames.isPlaced(source)) {
            return whole(KeptFrames.open(source, tools.headers(), true));
        }
        Held<DataSetHeader> header = tools.headers().image(object);
        try {
            KeptFrames frames = KeptFrames.open(source, tools.headers(), true);
            if (frames.isPlaced()) {
                return new Opened(frames, header.outcome().dataSet(), header::close);
            }
            header.close();
            return whole(frames);
        } catch (IOException | RuntimeException e) {
            header.close();
            throw e;
        }
    }

    private static Opened whole(KeptFrames frames) {
        return new Opened(frames, Objects.requireNonNull(frames.image()), frames::close);
    }

    /** Opens an image and makes one picture of it. Blocks. */
    HeldBody picture(PlacedObject placed, int frame, View view) throws IOException {
        try (Opened image = open(placed)) {
            return picture(image, frame, view);
        }
    }

    /**
     * Makes a picture. Blocks.
     *
     * @param frame from 0
     */
    HeldBody picture(Opened image, int frame, View view) throws IOException {
        image.check(List.of(frame));
        PixelDescription pixels = image.frames().description();
        return HeldBody.of(tools.threads(), TIMES_MEMORY * DecodedFrames.memory(pixels), () -> {
            Rendering rendering = Rendering.of(image.image(), frame);
            Viewport viewport = view.viewport();
            Frame whole = image.frames().decoded(frame);
            Frame shown = viewport == null || viewport.source() == null ? whole
                    : Viewport.cut(whole, viewport.source());
            Picture picture = (view.window() == null ? rendering : rendering.withWindow(view.window())).render(shown);
            Picture fitting = viewport == null ? picture : viewport.fit(picture);
            return view.type().equals(View.PNG) ? fitting.png() : fitting.jpeg(view.quality() / HUNDRED);
        });
    }
}
