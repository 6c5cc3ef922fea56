package org.lianzhen.gateway.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

class DemoStudyTest {
    @ParameterizedTest
    @EnumSource(DemoStudy.class)
    void isAlwaysTheSame(DemoStudy study) {
        List<DataSet> instances = study.instances();
        assertThat(instances).isEqualTo(study.instances());
        assertThat(instances.stream().map(DemoStudyTest::reference)).isEqualTo(study.references());
        assertThat(instances).map(instance -> instance.string(Tag.StudyInstanceUID)).containsOnly(study.uid("study"));
        assertThat(study.uid("study")).matches("2\\.25\\.[1-9][0-9]{10,38}");
    }

    private static SopReference reference(DataSet instance) {
        return new SopReference(Objects.requireNonNull(instance.string(Tag.SOPClassUID)),
                Objects.requireNonNull(instance.string(Tag.SOPInstanceUID)));
    }

    @ParameterizedTest
    @EnumSource(DemoStudy.class)
    void hasPixelsThatShowSomething(DemoStudy study) {
        for (DataSet instance : study.instances()) {
            int frames = instance.integer(Tag.NumberOfFrames).orElse(1);
            int bytes = instance.integer(Tag.BitsAllocated).orElseThrow() / Byte.SIZE;
            byte[] pixels = pixels(instance);
            assertThat(pixels.length).isEqualTo(frames * bytes * instance.integer(Tag.Rows).orElseThrow()
                    * instance.integer(Tag.Columns).orElseThrow());
            Set<Integer> values = new HashSet<>();
            for (int i = 0; i < pixels.length; i += bytes) {
                int value = (pixels[i] & 0xFF) | (bytes > 1 ? (pixels[i + 1] & 0xFF) << Byte.SIZE : 0);
                values.add(value);
                assertThat(value).isLessThan(1 << instance.integer(Tag.BitsStored).orElseThrow());
            }
            assertThat(values).as("shades of grey").hasSizeGreaterThan(4);
        }
    }

    private static byte[] pixels(DataSet instance) {
        Bytes bytes = ((Value) Objects.requireNonNull(instance.element(Tag.PixelData))).bytes();
        byte[] copy = new byte[bytes.length()];
        bytes.asByteBuffer().get(copy);
        return copy;
    }

    @Test
    void namesItsPatientsInChinese() {
        assertThat(first(DemoStudy.CHEST_CT).string(Tag.PatientName)).isEqualTo("王^小东");
        assertThat(first(DemoStudy.ECHO).string(Tag.PatientName)).isEqualTo("Sun^Wukong=孙^悟空");
        DataSet mislabelled = DataSets.parse(
                DataSets.encode(first(DemoStudy.MISLABELLED_CHEST), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(mislabelled.string(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 100");
        assertThat(mislabelled.string(Tag.PatientName)).as("as it is labelled").isNotEqualTo("李^秀英");
        assertThat(mislabelled.relabelled(SpecificCharacterSet.GB18030).string(Tag.PatientName)).isEqualTo("李^秀英");
    }

    private static DataSet first(DemoStudy study) {
        return study.instances().getFirst();
    }
}
