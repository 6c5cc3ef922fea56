package org.lianzhen.gateway.http.dicomweb.search;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.json.BulkDataUris;
import org.lianzhen.dicom.json.DicomJsonWriter;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.dicomweb.Resources;

/** Writes matches as DICOM JSON, each with its own address. */
final class MatchWriter {
    private static final String ONLINE = "ONLINE";

    private final SearchRequest request;
    private final Set<Integer> wanted;
    private final String base;

    /** @param base what addresses of ours begin with */
    MatchWriter(SearchRequest request, String base) {
        this.request = request;
        this.wanted = UsualAttributes.of(request.level(), !request.identifier().contains(Tag.StudyInstanceUID),
                !request.identifier().contains(Tag.SeriesInstanceUID));
        this.base = base;
    }

    Buffer json(List<DataSet> matches) {
        var out = new ByteArrayOutputStream();
        try (DicomJsonWriter writer = DicomJsonWriter.array(out, BulkDataUris.INLINE)) {
            for (DataSet match : matches) {
                writer.write(answer(match));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private DataSet answer(DataSet match) {
        DataSetBuilder builder = DataSet.builder(SpecificCharacterSet.UTF_8);
        for (Element element : match) {
            int tag = element.tag();
            if (request.everything() || wanted.contains(tag) || request.included().contains(tag)) {
                builder.putFrom(match, tag);
            }
        }
        return builder.put(Tag.InstanceAvailability, ONLINE).put(Tag.RetrieveURL, address(match)).build();
    }

    private String address(DataSet match) {
        boolean study = request.level() == QueryLevel.STUDY;
        boolean instance = request.level() == QueryLevel.IMAGE;
        return base + Resources.path(new Scope(String.valueOf(match.string(Tag.StudyInstanceUID)),
                study ? null : match.string(Tag.SeriesInstanceUID),
                instance ? match.string(Tag.SOPInstanceUID) : null));
    }
}
