package org.lianzhen.gateway.http.dicomweb.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Multipart bodies in memory. */
final class Multipart {
    static final String BOUNDARY = "boundary-of-test";
    static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] of(byte[]... files) {
        var multipart = new Multipart();
        for (byte[] file : files) {
            multipart.part("application/dicom", file);
        }
        return multipart.end();
    }

    static String head(String contentType) {
        return "--" + BOUNDARY + "\r\nContent-Type: " + contentType + "\r\n\r\n";
    }

    Multipart part(String contentType, byte[] content) {
        text(head(contentType));
        out.writeBytes(content);
        return text("\r\n");
    }

    Multipart text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    byte[] end() {
        return text("--" + BOUNDARY + "--\r\n").bytes();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
