package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.json.DicomJsonWriter;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.TextLabel;
import org.lianzhen.gateway.http.dicomweb.retrieve.ImageWork.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes instances in DICOM JSON (PS3.18 annex F); what is large has an address instead of a value. */
final class InstanceMetadata {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceMetadata.class);

    private final DataSetHeaders headers;

    InstanceMetadata(DataSetHeaders headers) {
        this.headers = headers;
    }

    /**
     * Writes an array. Blocks.
     *
     * @param charset what the texts are in where their label is wrong, or null
     */
    void write(List<KeptObject> objects, @Nullable String charset, OutputStream out) throws IOException {
        String[] base = { "" };
        try (DicomJsonWriter writer = DicomJsonWriter.array(out, (path, element) -> isShort(element) ? null
                : base[0] + "/bulkdata/" + path)) {
            for (KeptObject object : objects) {
                base[0] = Scopes.path(object);
                write(object, charset, writer);
            }
        }
    }

    /** Texts are what people read, and are not fetched one by one. */
    private static boolean isShort(Element element) {
        return element instanceof Value && (element.vr().isString() || element.vr().isText());
    }

    private static DataSet readable(DataSet dataSet, @Nullable String charset) {
        return TextLabel.readable(dataSet, charset);
    }

    /** One that cannot be read keeps nobody from the others. */
    private void write(KeptObject object, @Nullable String charset, DicomJsonWriter writer) throws IOException {
        Held<DataSetHeader> read;
        try {
            read = headers.whole(object);
        } catch (DataSetException e) {
            LOG.warn("The header of instance {} cannot be read: {}", object.sopInstanceUid(), e.getMessage());
            writer.write(DataSet.builder().put(Tag.SOPClassUID, object.instance().sopClassUid())
                    .put(Tag.SOPInstanceUID, object.sopInstanceUid()).put(Tag.StudyInstanceUID, object.study())
                    .put(Tag.SeriesInstanceUID, object.series()).build());
            return;
        }
        try (read) {
            writer.write(readable(read.outcome().described(), charset));
        }
    }
}
