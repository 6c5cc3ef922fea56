package org.lianzhen.gateway.app.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Ways in which images travel over DICOMweb. */
enum WebTransfer {
    /** STOW-RS, an instance a request. */
    STOW(false) {
        @Override
        HttpRequest.Builder request(String studies, WebImages images, long first) {
            return store(studies, images, first, 1);
        }
    },
    /** STOW-RS, a series a request. */
    STOW_SERIES(true) {
        @Override
        HttpRequest.Builder request(String studies, WebImages images, long first) {
            return store(studies, images, first, images.perSeries());
        }
    },
    /** WADO-RS of one instance as the whole answer. */
    WADO_SINGLE(false) {
        @Override
        HttpRequest.Builder request(String studies, WebImages images, long first) {
            return get(studies + images.instance(first), "application/dicom; transfer-syntax=*");
        }
    },
    /** WADO-RS of one instance as a part of the answer. */
    WADO_MULTIPART(false) {
        @Override
        HttpRequest.Builder request(String studies, WebImages images, long first) {
            return get(studies + images.instance(first), PARTS);
        }
    },
    /** WADO-RS of a series. */
    WADO_SERIES(true) {
        @Override
        HttpRequest.Builder request(String studies, WebImages images, long first) {
            return get(studies + images.series(first), PARTS);
        }
    };

    private static final String PARTS = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    private static final String BOUNDARY = "lianzhen-bench";
    private static final String PART = "--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n";

    private final boolean series;

    WebTransfer(boolean series) {
        this.series = series;
    }

    /** Whether a request is about a series, else about an image. */
    boolean isOfSeries() {
        return series;
    }

    boolean isStore() {
        return this == STOW || this == STOW_SERIES;
    }

    /**
     * A request for an image, or for the series that begins with it.
     *
     * @param studies address of all studies, such as {@code http://127.0.0.1:8080/dicom-web/studies}
     */
    abstract HttpRequest.Builder request(String studies, WebImages images, long first);

    private static HttpRequest.Builder get(String address, String accepted) {
        return HttpRequest.newBuilder(URI.create(address)).header("Accept", accepted);
    }

    private static HttpRequest.Builder store(String studies, WebImages images, long first, int count) {
        List<BodyPublisher> body = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            body.add(text((i == 0 ? "" : "\r\n") + PART));
            body.add(BodyPublishers.ofByteArrays(images.file(first + i)));
        }
        body.add(text("\r\n--" + BOUNDARY + "--\r\n"));
        return HttpRequest.newBuilder(URI.create(studies)).header("Accept", "application/dicom+json")
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(body.toArray(BodyPublisher[]::new)));
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.US_ASCII);
    }
}
