package org.lianzhen.gateway.reading.outgoing;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
    static final String INFERRED = "INFERRED FROM";
    private static final int DECIMALS = 3;

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

    /** @param template by which it is made */
    static DataSet container(Code name, List<DataSet> content, String template) {
        return container(name, content).toBuilder()
                .putSequence(Tags.ContentTemplateSequence, SrDocument.template(template)).build();
    }

    static DataSet uid(String relationship, Code name, String value) {
        return related(relationship, "UIDREF").putSequence(Tags.ConceptNameCodeSequence, name.item())
                .put(Tags.UID, value).build();
    }

    static DataSet reference(Referenced what) {
        return reference(CONTAINS, what);
    }

    private static DataSet reference(String relationship, Referenced what) {
        return related(relationship, what.image() ? "IMAGE" : "COMPOSITE")
                .putSequence(Tag.ReferencedSOPSequence, what.item(true)).build();
    }

    /** So much of a unit. */
    record Amount(double value, Code unit) {
        private DataSet item() {
            String text = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros()
                    .toPlainString();
            return ContentItems.item().put(Tags.NumericValue, text)
                    .putSequence(Tags.MeasurementUnitsCodeSequence, unit.item()).build();
        }
    }

    static DataSet number(Code name, Amount amount, List<DataSet> content) {
        return related(CONTAINS, "NUM").putSequence(Tags.ConceptNameCodeSequence, name.item())
                .putSequence(Tags.MeasuredValueSequence, amount.item()).putAll(within(content)).build();
    }

    /** @param why there is none */
    static DataSet noNumber(Code name, Code why, List<DataSet> content) {
        return related(CONTAINS, "NUM").putSequence(Tags.ConceptNameCodeSequence, name.item())
                .putSequence(Tags.MeasuredValueSequence)
                .putSequence(Tags.NumericValueQualifierCodeSequence, why.item()).putAll(within(content)).build();
    }

    private static DataSet within(List<DataSet> content) {
        return content.isEmpty() ? DataSet.EMPTY : item().putSequence(Tags.ContentSequence, content).build();
    }

    /**
     * What was drawn.
     *
     * @param data column and row of each point, the corner of the first pixel at 0
     */
    record Graphic(String type, List<Double> data) {
        Graphic {
            data = List.copyOf(data);
        }
    }

    static DataSet coordinates(String relationship, Code name, Graphic graphic, Referenced image) {
        return related(relationship, "SCOORD").putSequence(Tags.ConceptNameCodeSequence, name.item())
                .putDoubles(Tags.GraphicData, graphic.data().stream().mapToDouble(Double::doubleValue).toArray())
                .put(Tags.GraphicType, graphic.type())
                .putSequence(Tags.ContentSequence, reference("SELECTED FROM", image)).build();
    }
}
