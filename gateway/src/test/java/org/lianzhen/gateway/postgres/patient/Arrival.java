package org.lianzhen.gateway.postgres.patient;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.archive.Acceptance;
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
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;

/** An instance that arrives, of a study of its own and a man born on 1988-02-29 unless told otherwise. */
public record Arrival(String unit, String patientId, String study, String uid, Self self,
        List<Identifier> identifiers) {
    public record Self(String name, String birthDate, String sex) {}

    public static Arrival of(String unit, String patientId) {
        return new Arrival(unit, patientId, "1." + unit + "." + patientId, "1." + unit + "." + patientId + ".1",
                new Self("王^小东", "19880229", "M"), List.of());
    }

    public Arrival named(String name, String birthDate, String sex) {
        return new Arrival(unit, patientId, study, uid, new Self(name, birthDate, sex), identifiers);
    }

    public Arrival with(Identifier... others) {
        return new Arrival(unit, patientId, study, uid, self, List.of(others));
    }

    /** Another one, of another's study. */
    public Arrival within(Arrival other, String ofUid) {
        return new Arrival(unit, patientId, other.study, ofUid, self, identifiers);
    }

    public Acceptance at(TestPostgres database) {
        var patient = new PatientEntry(unit, patientId, self.name(), self.birthDate(), self.sex(), identifiers);
        var entry = new InstanceEntry(patient,
                new StudyEntry(study, "20260301", "101500", "A7", "", "胸部平扫", "", "", ""),
                new SeriesEntry(study + ".9", "CT", 1, "", "", "", "", ProcedureEntry.NONE),
                new ImageEntry(uid, "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.1.2.1", 1, 1, 1, 16, null),
                PixelPlace.NONE,
                new Origin(new AuditEvent.Actor(unit + "PACS", "DICOM_NODE", unit, ""), "LIANZHEN", "MEDIUM",
                        UrgencyJudgement.NONE),
                350,
                Optional.empty());
        var object = new StoredObject("object-" + uid, 100, Optional.of("sha-" + uid));
        return new PostgresArchiveIndex(database.pool()).begin(List.of(new IndexedInstance(entry, object))).commit()
                .toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join().getFirst();
    }
}
