package org.lianzhen.gateway.reading.outgoing;

/** Data elements of documents, under the keywords of the standard (PS3.6). */
@SuppressWarnings("MemberName")
final class Tags {
    static final int ContentDate = 0x00080023;
    static final int AcquisitionDateTime = 0x0008002A;
    static final int ContentTime = 0x00080033;
    static final int InstitutionCodeSequence = 0x00080082;
    static final int CodingSchemeDesignator = 0x00080102;
    static final int CodingSchemeIdentificationSequence = 0x00080110;
    static final int CodingSchemeName = 0x00080115;
    static final int MappingResource = 0x00080105;
    static final int ConversionType = 0x00080064;
    static final int ReferencedPerformedProcedureStepSequence = 0x00081111;
    static final int ReferencedFrameNumber = 0x00081160;
    static final int BurnedInAnnotation = 0x00280301;
    static final int MeasurementUnitsCodeSequence = 0x004008EA;
    static final int PlacerOrderNumber = 0x00402016;
    static final int FillerOrderNumber = 0x00402017;
    static final int VerifyingOrganization = 0x0040A027;
    static final int VerificationDateTime = 0x0040A030;
    static final int RelationshipType = 0x0040A010;
    static final int ValueType = 0x0040A040;
    static final int ConceptNameCodeSequence = 0x0040A043;
    static final int ContinuityOfContent = 0x0040A050;
    static final int VerifyingObserverSequence = 0x0040A073;
    static final int VerifyingObserverName = 0x0040A075;
    static final int AuthorObserverSequence = 0x0040A078;
    static final int ObserverType = 0x0040A084;
    static final int VerifyingObserverIdentificationCodeSequence = 0x0040A088;
    static final int PersonName = 0x0040A123;
    static final int UID = 0x0040A124;
    static final int TextValue = 0x0040A160;
    static final int ConceptCodeSequence = 0x0040A168;
    static final int MeasuredValueSequence = 0x0040A300;
    static final int NumericValueQualifierCodeSequence = 0x0040A301;
    static final int NumericValue = 0x0040A30A;
    static final int PredecessorDocumentsSequence = 0x0040A360;
    static final int ReferencedRequestSequence = 0x0040A370;
    static final int PerformedProcedureCodeSequence = 0x0040A372;
    static final int CurrentRequestedProcedureEvidenceSequence = 0x0040A375;
    static final int CompletionFlag = 0x0040A491;
    static final int VerificationFlag = 0x0040A493;
    static final int PreliminaryFlag = 0x0040A496;
    static final int ContentTemplateSequence = 0x0040A504;
    static final int ContentSequence = 0x0040A730;
    static final int TemplateIdentifier = 0x0040DB00;
    static final int GraphicData = 0x00700022;
    static final int GraphicType = 0x00700023;
    static final int PersonIdentificationCodeSequence = 0x00401101;
    static final int DocumentTitle = 0x00420010;
    static final int EncapsulatedDocument = 0x00420011;
    static final int MIMETypeOfEncapsulatedDocument = 0x00420012;
    static final int EncapsulatedDocumentLength = 0x00420015;

    private Tags() {}
}
