package org.lianzhen.gateway.intake;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.Identifier.Kind;

/**
 * The numbers that a data set gives a patient, besides the patient ID as such. What kind a number is says its Identifier Type
 * Code (HL7 table 0203), or the type or issuer in the words that devices use, or the number itself when it is an identity card's.
 */
final class IdentifierReader {
    /** More than anybody has; a data set may hold any number. */
    private static final int MOST = 20;

    private static final Map<String, Kind> CODES = Map.of("NI", Kind.ID_CARD, "NNCHN", Kind.ID_CARD, "PPN",
            Kind.PASSPORT, "HC", Kind.HEALTH_CARD, "SN", Kind.INSURANCE, "MB", Kind.INSURANCE, "MR",
            Kind.UNIT_NUMBER, "PI", Kind.UNIT_NUMBER);
    /** The first that is found counts. */
    private static final List<Map.Entry<String, Kind>> WORDS = List.of(Map.entry("身份证", Kind.ID_CARD),
            Map.entry("ID_CARD", Kind.ID_CARD), Map.entry("护照", Kind.PASSPORT), Map.entry("PASSPORT", Kind.PASSPORT),
            Map.entry("健康卡", Kind.HEALTH_CARD), Map.entry("健康码", Kind.HEALTH_CARD),
            Map.entry("医保", Kind.INSURANCE), Map.entry("社保", Kind.INSURANCE));

    private final DataSet dataSet;
    private final Set<Identifier> found = new LinkedHashSet<>();

    private IdentifierReader(DataSet dataSet) {
        this.dataSet = dataSet;
    }

    /** @param unit that sent the data set: whoever gives numbers without saying who gives them */
    static List<Identifier> read(DataSet dataSet, String unit) {
        var reader = new IdentifierReader(dataSet);
        reader.idCards(Tag.PatientID);
        reader.idCards(Tag.OtherPatientIDs);
        dataSet.items(Tag.OtherPatientIDsSequence).stream().limit(MOST).forEach(item -> reader.other(item, unit));
        dataSet.strings(Tag.PatientTelephoneNumbers).stream().limit(MOST)
                .forEach(phone -> reader.add(Identifier.of(Kind.PHONE, "", phone)));
        return List.copyOf(reader.found);
    }

    private void idCards(int tag) {
        dataSet.strings(tag).stream().limit(MOST).forEach(text -> add(Identifier.idCard(text)));
    }

    private void other(DataSet item, String unit) {
        String number = EntryReader.text(item, Tag.PatientID);
        String issuer = EntryReader.text(item, Tag.IssuerOfPatientID);
        String owner = issuer.isEmpty() ? unit : issuer;
        Kind kind = kind(item, issuer, number);
        add(Identifier.of(kind, kind == Kind.UNIT_NUMBER || kind == Kind.OTHER ? owner : issuer, number));
    }

    private static Kind kind(DataSet item, String issuer, String number) {
        for (DataSet qualifiers : item.items(Tag.IssuerOfPatientIDQualifiersSequence)) {
            Kind coded = CODES.get(EntryReader.text(qualifiers, Tag.IdentifierTypeCode));
            if (coded != null) {
                return coded;
            }
        }
        String words = EntryReader.text(item, Tag.TypeOfPatientID) + " " + issuer;
        return Identifier.idCard(number).map(Identifier::kind)
                .or(() -> WORDS.stream().filter(word -> words.contains(word.getKey())).findFirst()
                        .map(Map.Entry::getValue))
                .orElse(Kind.UNIT_NUMBER);
    }

    private void add(Optional<Identifier> identifier) {
        identifier.ifPresent(found::add);
    }
}
