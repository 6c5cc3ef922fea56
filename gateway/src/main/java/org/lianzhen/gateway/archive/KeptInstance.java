package org.lianzhen.gateway.archive;

import org.lianzhen.dicom.service.SopReference;

/**
 * Where an instance is kept.
 *
 * @param studyUid of the study it belongs to
 * @param transferSyntaxUid of the bytes
 * @param objectKey of the object in the store
 * @param dataSetOffset bytes in the object before its data set begins
 */
public record KeptInstance(String studyUid, SopReference instance, String transferSyntaxUid, String objectKey,
        int dataSetOffset) {}
