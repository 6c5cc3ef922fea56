package org.lianzhen.gateway.postgres.archive;

import java.util.List;
import java.util.Optional;
import org.lianzhen.gateway.archive.ImageEntry;
import org.lianzhen.gateway.archive.IndexedInstance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.Origin;
import org.lianzhen.gateway.archive.PatientEntry;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.ProcedureEntry;
import org.lianzhen.gateway.archive.SeriesEntry;
import org.lianzhen.gateway.archive.StoredObject;
import org.lianzhen.gateway.archive.StudyEntry;
import org.lianzhen.gateway.archive.UrgencyJudgement;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;

/** An instance for the index: study T1 of patient P1 unless told otherwise. */
public record SampleInstance(String uid, String study, String series, String modality, String patientId, String sha256,
        String name, String syntax, String unit, Urgency urgency) {
    public static final String NATIVE = "1.2.840.10008.1.2.1";
    public static final String JPEG_LS = "1.2.840.10008.1.2.4.80";

    public static SampleInstance of(String uid) {
        return new SampleInstance(uid, "T1", "S1", "CT", "P1", "sha-" + uid, "王^小东", NATIVE, "TS1", Urgency.URGENT);
    }

    public SampleInstance instance(String other) {
        return new SampleInstance(other, study, series, modality, patientId, "sha-" + other, name, syntax, unit,
                urgency);
    }

    public SampleInstance series(String other, String ofModality) {
        return new SampleInstance(uid, study, other, ofModality, patientId, sha256, name, syntax, unit, urgency);
    }

    public SampleInstance study(String other) {
        return new SampleInstance(uid, other, series, modality, patientId, sha256, name, syntax, unit, urgency);
    }

    public SampleInstance patient(String other) {
        return new SampleInstance(uid, study, series, modality, other, sha256, name, syntax, unit, urgency);
    }

    public SampleInstance content(String other) {
        return new SampleInstance(uid, study, series, modality, patientId, "sha-" + other, name, syntax, unit,
                urgency);
    }

    public SampleInstance named(String other) {
        return new SampleInstance(uid, study, series, modality, patientId, sha256, other, syntax, unit, urgency);
    }

    /** The same in another transfer syntax, and so in other bytes. */
    public SampleInstance syntax(String other) {
        return new SampleInstance(uid, study, series, modality, patientId, sha256 + "-" + other, name, other, unit,
                urgency);
    }

    public SampleInstance from(String otherUnit) {
        return new SampleInstance(uid, study, series, modality, patientId, sha256, name, syntax, otherUnit, urgency);
    }

    public SampleInstance emergency() {
        return new SampleInstance(uid, study, series, modality, patientId, sha256, name, syntax, unit,
                Urgency.EMERGENCY);
    }

    /** Of two requests, one without a Requested Procedure ID. */
    private static final ProcedureEntry PROCEDURE = new ProcedureEntry("20260301", "1014",
            List.of(new ProcedureEntry.Request("SPS1", "RP1"), new ProcedureEntry.Request("SPS2", "")),
            "Thorax nativ\nRPCODE7");

    public IndexedInstance indexed() {
        var entry = new InstanceEntry(new PatientEntry("TS1", patientId, name, "19800229", "M", List.of()),
                new StudyEntry(study, "20260301", "101500", "A7", "", "胸部平扫", "", "", "+0800"),
                new SeriesEntry(series, modality, 2, "", "CHEST", "", "", PROCEDURE),
                new ImageEntry(uid, "1.2.840.10008.5.1.4.1.1.2", syntax, 1, 512, 512, 16, null),
                new PixelPlace(1000, 524288, List.of()),
                new Origin(new AuditEvent.Actor(unit + "PACS", "DICOM_NODE", unit, ""), "LIANZHEN", "HIGH",
                        new UrgencyJudgement(urgency, UrgencyJudgement.Source.COMMAND_PRIORITY)),
                350, Optional.empty());
        String key = "object-" + uid + (sha256.equals("sha-" + uid) ? "" : "-" + sha256);
        return new IndexedInstance(entry, new StoredObject(key, 100, Optional.of(sha256)));
    }
}
