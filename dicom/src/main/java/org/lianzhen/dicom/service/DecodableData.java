package org.lianzhen.dicom.service;

import java.nio.file.Path;
import java.util.Optional;
import org.lianzhen.dicom.net.DataSetSource;

/** The bytes of an instance whose pixels can be decoded. */
record DecodableData(InstanceData data, PixelDecoding decoding) implements InstanceData {

    @Override
    public DataSetSource open() {
        return data.open();
    }

    @Override
    public Optional<Path> file() {
        return data.file();
    }
}
