package org.lianzhen.dicom.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.Part10Writer;

/** Made-up instances as DICOM files. */
final class TestFiles {
    private static final FileMetaInformation.Implementation US = new FileMetaInformation.Implementation("1.2.3.4",
            "TEST");

    private TestFiles() {}

    static List<Path> write(Path folder, List<Instance> instances) {
        var files = new ArrayList<Path>();
        for (Instance instance : instances) {
            files.add(write(folder.resolve(instance.sopInstanceUid() + ".dcm"), instance));
        }
        return files;
    }

    static Path write(Path file, Instance instance) {
        try {
            var bytes = new ByteArrayOutputStream();
            bytes.write(Part10Writer.head(FileMetaInformation.of(instance.sopClassUid(), instance.sopInstanceUid(),
                    instance.transferSyntax().uid(), US)).toArray());
            bytes.write(TestInstances.bytes(instance).toArray());
            return Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Instance read(Path file) {
        try {
            return InstanceFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
