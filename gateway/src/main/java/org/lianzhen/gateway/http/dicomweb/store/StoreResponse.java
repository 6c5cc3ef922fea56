package org.lianzhen.gateway.http.dicomweb.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.json.DicomJson;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.intake.Uploaded;
import org.lianzhen.gateway.intake.Uploaded.Kept;
import org.lianzhen.gateway.intake.Uploaded.Refused;

/**
 * The Store Instances Response Module (PS3.18 annex I). Every failure also says, in a private block, which part of the request it
 * is about, counted from 1, and why in plain words; what cannot be named is among the Other Failures. In that block a success
 * says whether the very same bytes were here before.
 */
final class StoreResponse {
    private static final String CREATOR = "LIANZHEN STORE";
    private static final int PART = 0x0009_0001;
    private static final int WHY = 0x0009_0002;
    private static final int HERE_BEFORE = 0x0009_0003;

    private final String base;
    private final List<DataSet> stored = new ArrayList<>();
    private final List<DataSet> failed = new ArrayList<>();
    private final List<DataSet> others = new ArrayList<>();

    private StoreResponse(String base) {
        this.base = base;
    }

    /** @param base what addresses of ours begin with */
    static Bytes json(StoreOutcome outcome, String base) {
        var response = new StoreResponse(base);
        int part = 0;
        for (Uploaded file : outcome.files()) {
            part++;
            switch (file) {
                case Kept kept -> response.add(kept);
                case Refused refused -> response.add(refused, part);
            }
        }
        String broken = outcome.broken();
        if (broken != null) {
            response.others.add(failure(DataSet.builder(), Status.UNABLE_TO_PROCESS, part + 1, broken));
        }
        return DicomJson.write(response.module(outcome));
    }

    private DataSet module(StoreOutcome outcome) {
        DataSetBuilder module = DataSet.builder();
        Set<String> uids = outcome.kept().filter(kept -> !isParked(kept)).map(Kept::studyUid)
                .collect(Collectors.toSet());
        if (uids.size() == 1) {
            module.put(Tag.RetrieveURL, address(uids.iterator().next(), null, null));
        } else {
            module.putEmpty(Tag.RetrieveURL);
        }
        put(module, Tag.FailedSOPSequence, failed);
        put(module, Tag.ReferencedSOPSequence, stored);
        put(module, Tag.OtherFailuresSequence, others);
        return module.build();
    }

    private String address(String study, @Nullable String series, @Nullable String instance) {
        return base + Resources.path(new Scope(study, series, instance));
    }

    private static void put(DataSetBuilder module, int tag, List<DataSet> items) {
        if (!items.isEmpty()) {
            module.putSequence(tag, items);
        }
    }

    private void add(Kept kept) {
        DataSetBuilder item = reference(kept.instance());
        if (kept.acceptance() instanceof Acceptance.Parked parked) {
            // at its address there is another instance of the same UID, or none
            item.putEmpty(Tag.RetrieveURL).putInts(Tag.WarningReason, warning(parked.reason()));
        } else {
            item.put(Tag.RetrieveURL, address(kept.studyUid(), kept.seriesUid(), kept.instance().sopInstanceUid()));
        }
        if (kept.acceptance() instanceof Acceptance.Duplicate) {
            item.putPrivate(CREATOR, HERE_BEFORE, Vr.CS, "YES");
        }
        stored.add(item.build());
    }

    private static boolean isParked(Kept kept) {
        return kept.acceptance() instanceof Acceptance.Parked;
    }

    private void add(Refused refused, int part) {
        SopReference instance = refused.instance();
        if (instance == null) {
            others.add(failure(DataSet.builder(), refused.reason(), part, refused.why()));
        } else {
            failed.add(failure(reference(instance), refused.reason(), part, refused.why()));
        }
    }

    private static DataSetBuilder reference(SopReference instance) {
        return DataSet.builder().put(Tag.ReferencedSOPClassUID, instance.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, instance.sopInstanceUid());
    }

    private static DataSet failure(DataSetBuilder item, Status reason, int part, String why) {
        return item.putInts(Tag.FailureReason, reason.code())
                .putPrivate(CREATOR, PART, Vr.IS, Integer.toString(part)).putPrivate(CREATOR, WHY, Vr.LT, why).build();
    }

    /** What is parked is kept and waits for a decision. We chose the codes, because the standard has none for it. */
    private static int warning(Acceptance.ParkReason reason) {
        return switch (reason) {
            case CONTENT_DIFFERS -> 0xB101;
            case PATIENT_DIFFERS -> 0xB102;
            case PLACE_DIFFERS -> 0xB103;
            case SYNTAX_DIFFERS -> 0xB104;
            case NOT_COMPARABLE -> 0xB105;
        };
    }
}
