package org.lianzhen.gateway.archive;

/**
 * The study as one object describes it. Texts are decoded and empty when absent.
 *
 * @param uid Study Instance UID (0020,000D)
 * @param date Study Date (0008,0020) as given
 * @param time Study Time (0008,0030) as given
 * @param accessionNumber (0008,0050)
 * @param studyId Study ID (0020,0010)
 * @param description Study Description (0008,1030)
 * @param referringPhysicianName (0008,0090)
 * @param institutionName (0008,0080)
 * @param timezoneOffset Timezone Offset From UTC (0008,0201)
 */
public record StudyEntry(String uid, String date, String time, String accessionNumber, String studyId,
        String description, String referringPhysicianName, String institutionName, String timezoneOffset) {}
