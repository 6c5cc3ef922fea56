package org.lianzhen.gateway.app.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;

/** Ways in which images travel over DICOMweb. */
enum WebTransfer {
    /** STOW-RS, an instance a request. */
    STOW {
        @Override
        HttpRequest.Builder request(String studies, SampleImage image, long number) {
            HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.concat(text(PART),
                    HttpRequest.BodyPublishers.ofByteArrays(List.of(head(image, number),
                            image.encode(uid(number)).toArray())),
                    text("\r\n--" + BOUNDARY + "--\r\n"));
            return HttpRequest.newBuilder(URI.create(studies)).header("Accept", "application/dicom+json")
                    .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY)
                    .POST(body);
        }
    },
    /** WADO-RS of one instance as the whole answer. */
    WADO_SINGLE {
        @Override
        HttpRequest.Builder request(String studies, SampleImage image, long number) {
            return instance(studies, number).header("Accept", "application/dicom; transfer-syntax=*");
        }
    },
    /** WADO-RS of one instance as a part of the answer. */
    WADO_MULTIPART {
        @Override
        HttpRequest.Builder request(String studies, SampleImage image, long number) {
            return instance(studies, number).header("Accept",
                    "multipart/related; type=\"application/dicom\"; transfer-syntax=*");
        }
    };

    private static final String BOUNDARY = "lianzhen-bench";
    private static final String PART = "--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n";
    private static final String SERIES = "/2.25.1/series/2.25.2/instances/";
    private static final Implementation IMPLEMENTATION = new Implementation("2.25.3", "BENCH");

    /** Request {@code number} for an instance below an address such as {@code http://127.0.0.1:8080/dicom-web/studies}. */
    abstract HttpRequest.Builder request(String studies, SampleImage image, long number);

    private static String uid(long number) {
        return "2.25.7." + number;
    }

    private static HttpRequest.Builder instance(String studies, long number) {
        return HttpRequest.newBuilder(URI.create(studies + SERIES + uid(number)));
    }

    private static byte[] head(SampleImage image, long number) {
        return Part10Writer.head(FileMetaInformation.of(image.sopClassUid(), uid(number),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), IMPLEMENTATION)).toArray();
    }

    private static HttpRequest.BodyPublisher text(String text) {
        return HttpRequest.BodyPublishers.ofString(text, StandardCharsets.US_ASCII);
    }
}
