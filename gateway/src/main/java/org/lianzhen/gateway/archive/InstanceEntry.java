package org.lianzhen.gateway.archive;

import java.util.Optional;

/**
 * What the index keeps of one received instance.
 *
 * @param dataSetOffset bytes in the kept object before its data set begins
 * @param doubt what is wrong with the label of its texts, if anything
 */
public record InstanceEntry(PatientEntry patient, StudyEntry study, SeriesEntry series, ImageEntry image,
        PixelPlace pixels, Origin origin, int dataSetOffset, Optional<TextDoubt> doubt) {}
