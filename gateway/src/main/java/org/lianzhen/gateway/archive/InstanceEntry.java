package org.lianzhen.gateway.archive;

/**
 * What the index keeps of one received instance.
 *
 * @param dataSetOffset bytes in the kept object before its data set begins
 */
public record InstanceEntry(PatientEntry patient, StudyEntry study, SeriesEntry series, ImageEntry image,
        PixelPlace pixels, Origin origin, int dataSetOffset) {}
