package org.lianzhen.gateway.reading.outgoing;

import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/** Items of content trees (PS3.3 section C.17.3). */
final class ContentItems {
    static final String CONTAINS = "CONTAINS";
    static final String MODIFIER = "HAS CONCEPT MOD";
    static final String OBSERVER = "HAS OBS CONTEXT";

    private ContentItems() {}

    static DataSetBuilder item() {
        return DataSet.itemBuilder(SpecificCharacterSet.UTF_8);
    }

    private static DataSetBuilder related(String relationship, String type) {
        return item().put(Tags.RelationshipType, relationship).put(Tags.ValueType, type);
    }

    static DataSet code(String relationship, Code name, Code value) {
        return related(relationship, "CODE").putSequence(Tags.ConceptNameCodeSequence, name.item())
                .putSequence(Tags.ConceptCodeSequence, value.item()).build();
    }

    static DataSet text(String relationship, Code name, String value) {
        return related(relationship, "TEXT").putSequence(Tags.ConceptNameCodeSequence, name.item())
                .put(Tags.TextValue, value).build();
    }

    static DataSet person(Code name, String value) {
        return related(OBSERVER, "PNAME").putSequence(Tags.ConceptNameCodeSequence, name.item())
                .put(Tags.PersonName, value).build();
    }

    static DataSet container(Code name, List<DataSet> content) {
        return related(CONTAINS, "CONTAINER").putSequence(Tags.ConceptNameCodeSequence, name.item())
                .put(Tags.ContinuityOfContent, "SEPARATE").putSequence(Tags.ContentSequence, content).build();
    }

    static DataSet reference(Referenced what) {
        return related(CONTAINS, what.image() ? "IMAGE" : "COMPOSITE")
                .putSequence(Tag.ReferencedSOPSequence, what.item(true)).build();
    }
}
