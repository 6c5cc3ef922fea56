/**
 * The frames of pixel data: decoded from every transfer syntax, encoded as JPEG-LS, and rendered for a screen (PS3.5
 * section 8 and annex A, PS3.3 sections C.7.6.3, C.11.1, C.11.2 and C.11.6).
 *
 * <p>{@link org.lianzhen.dicom.image.FrameDecoder} turns the bytes of one frame into a
 * {@link org.lianzhen.dicom.image.Frame} of samples, {@link org.lianzhen.dicom.image.Rendering} turns that into a picture
 * of 8 bits. Everything computes on the caller's thread and takes its time: callers use workers. Whatever is wrong with
 * an image comes out as {@link org.lianzhen.dicom.image.ImageException}, and no memory is taken for an image that exceeds
 * its {@link org.lianzhen.dicom.image.ImageLimits}.
 */
@NullMarked
package org.lianzhen.dicom.image;

import org.jspecify.annotations.NullMarked;
