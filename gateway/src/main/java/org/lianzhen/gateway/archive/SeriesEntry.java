package org.lianzhen.gateway.archive;

import org.jspecify.annotations.Nullable;

/**
 * The series as one object describes it. Texts are decoded and empty when absent.
 *
 * @param uid Series Instance UID (0020,000E)
 * @param modality (0008,0060)
 * @param number Series Number (0020,0011); null when absent or no number
 * @param description Series Description (0008,103E)
 * @param bodyPartExamined (0018,0015)
 * @param laterality (0020,0060)
 * @param stationName (0008,1010)
 * @param procedure that it came from
 */
public record SeriesEntry(String uid, String modality, @Nullable Integer number, String description,
        String bodyPartExamined, String laterality, String stationName, ProcedureEntry procedure) {}
