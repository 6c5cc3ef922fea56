/**
 * The DICOM services as others call them (PS3.4): what an application entity of ours offers, and what it asks of others.
 *
 * <p><b>Provider.</b> An {@link org.lianzhen.dicom.service.ApplicationEntity} is built from handlers, one per service
 * class, and handed to a {@link org.lianzhen.dicom.net.DicomServer}. Handlers are asynchronous: they are called on the
 * association's event loop, must not block, and answer through stages that any thread may complete. A handler that
 * refuses throws, or completes with, a {@link org.lianzhen.dicom.dimse.DimseException}; its outcome is the answer.
 *
 * <p><b>User.</b> A {@link org.lianzhen.dicom.service.ServiceClassUser} asks other nodes. Expected refusals come back as a
 * sealed {@link org.lianzhen.dicom.service.ServiceResult}; a broken connection or a passed deadline fails the stage.
 *
 * <p>Instances are streamed both ways: nothing here holds a whole one in memory, whatever its size.
 *
 * <p><b>Traps and where they are tested.</b> Each file's own syntax in a context of its own: {@code StorePlanTest}. Instances larger
 * than the memory: {@code StorageStreamingTest}. Peers that abort in mid-way, dead pooled associations:
 * {@code StorageTroubleTest}, {@code AssociationPoolTest}. Final status and failed UIDs of retrievals:
 * {@code RetrieveProgressTest}. Commitment on a new association, empty sequences: {@code CommitmentTest},
 * {@code CommitmentCodecTest}. Nodes that forget roles: {@code CarelessNodesTest}. Options agreed on by both sides: {@code ExtendedNegotiationTest}.
 * Peers that take no compression: {@code DecodedRetrievalTest}.
 */
@NullMarked
package org.lianzhen.dicom.service;

import org.jspecify.annotations.NullMarked;
