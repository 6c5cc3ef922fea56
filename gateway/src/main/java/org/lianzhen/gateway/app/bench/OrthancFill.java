package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/** Puts studies of one small object each into Orthanc. */
final class OrthancFill {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 5;

    private OrthancFill() {}

    static void fill(ServerUnderTest server, long studies) throws IOException, InterruptedException {
        URI instances = URI.create("http://" + server.address().getAddress().getHostAddress() + ":"
                + server.address().getPort() + "/instances");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (long study = 0; study < studies; study++) {
                HttpRequest request = HttpRequest.newBuilder(instances).timeout(LIMIT)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file(study))).build();
                int status = send(client, request, ATTEMPTS);
                if (status != 200) {
                    throw new IOException(server.name() + " refused a study with " + status);
                }
            }
        }
    }

    /** Orthanc ends a connection that it has said to keep when it likes, and taking a study twice does no harm. */
    private static int send(HttpClient client, HttpRequest request, int attempts)
            throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            if (attempts > 1) {
                return send(client, request, attempts - 1);
            }
            throw e;
        }
    }

    /** Without preamble and File Meta Information, which Orthanc does not need. */
    private static byte[] file(long study) {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.UTF_8)
                .put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, "2.25.9." + study + ".1.1")
                .put(Tag.StudyInstanceUID, "2.25.9." + study).put(Tag.SeriesInstanceUID, "2.25.9." + study + ".1")
                .put(Tag.PatientID, StudyFill.patientId(study)).put(Tag.PatientName, StudyFill.name(study))
                .put(Tag.StudyDate, "20260630").put(Tag.Modality, "CT").build();
        return DataSets.encode(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).toArray();
    }
}
