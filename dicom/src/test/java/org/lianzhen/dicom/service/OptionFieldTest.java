package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.dict.SopClass;

/** The bytes of SOP class extended negotiation, laid beside the tables of PS3.4. */
class OptionFieldTest {

    @ParameterizedTest
    @CsvSource({ "PATIENT_ROOT,FIND,RETRIEVE", "STUDY_ROOT,FIND,RETRIEVE", "PATIENT_STUDY_ONLY,FIND,RETRIEVE" })
    void everyClassHasItsField(InformationModel model, OptionField find, OptionField retrieve) {
        assertThat(OptionField.of(model.findSopClassUid())).isEqualTo(find);
        assertThat(OptionField.of(model.moveSopClassUid())).isEqualTo(retrieve);
        assertThat(OptionField.of(model.getSopClassUid())).isEqualTo(retrieve);
    }

    @Test
    void theWorklistHasItsOwnAndOthersHaveNone() {
        assertThat(OptionField.of(InformationModel.MODALITY_WORKLIST.findSopClassUid()))
                .isEqualTo(OptionField.WORKLIST);
        assertThatIllegalArgumentException().isThrownBy(() -> OptionField.of(SopClass.Verification));
    }

    @ParameterizedTest
    @CsvSource({ "FIND,RELATIONAL,01", "FIND,DATE_TIME,0001", "FIND,FUZZY_NAMES,000001", "FIND,TIMEZONE,00000001",
            "FIND,ENHANCED_MULTI_FRAME,0000000001", "FIND,EMPTY_VALUES,000000000001",
            "FIND,MULTIPLE_VALUES,00000000000001", "RETRIEVE,RELATIONAL,01", "RETRIEVE,ENHANCED_MULTI_FRAME,0001",
            "WORKLIST,FUZZY_NAMES,010101", "WORKLIST,TIMEZONE,01010001" })
    void eachOptionHasItsPlace(OptionField field, QueryOption option, String bytes) {
        assertThat(hex(field.proposal(Set.of(option)))).isEqualTo(bytes);
        assertThat(field.decode(bytes(bytes))).containsExactly(option);
    }

    @Test
    void severalOptionsShareAField() {
        assertThat(hex(OptionField.FIND.proposal(Set.of(QueryOption.RELATIONAL, QueryOption.FUZZY_NAMES))))
                .isEqualTo("010001");
        assertThat(hex(OptionField.FIND.proposal(EnumSet.allOf(QueryOption.class)))).isEqualTo("01010101010101");
        assertThat(hex(OptionField.FIND.proposal(Set.of()))).isEqualTo("00");
        assertThat(hex(OptionField.WORKLIST.proposal(Set.of()))).isEqualTo("010100");
    }

    @ParameterizedTest
    @CsvSource({ "RETRIEVE,FUZZY_NAMES", "WORKLIST,RELATIONAL", "RETRIEVE,DATE_TIME" })
    void whatAServiceHasNotCannotBeAskedFor(OptionField field, QueryOption option) {
        assertThatIllegalArgumentException().isThrownBy(() -> field.proposal(Set.of(option)));
    }

    @ParameterizedTest
    @CsvSource({ "FIND,01,01", "FIND,00,00", "FIND,0101,0100", "FIND,010101,010001", "FIND,01010101,01000100",
            "FIND,0101010101010101FF,01000100000000", "FIND,02,00", "RETRIEVE,01,01", "RETRIEVE,010101,0100",
            "WORKLIST,010101,010101", "WORKLIST,01010101,01010100", "WORKLIST,000000,010100", "WORKLIST,01,01" })
    void asMuchIsAnsweredAsWasAsked(OptionField field, String asked, String answer) {
        assertThat(hex(field.answer(bytes(asked), Set.of(QueryOption.RELATIONAL, QueryOption.FUZZY_NAMES))))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsSupportedNothingIsAgreedTo(OptionField field) {
        byte[] everything = new byte[7];
        Arrays.fill(everything, (byte) 1);
        assertThat(field.decode(field.answer(everything, Set.of()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyFieldIsNoQuestion(OptionField field) {
        assertThat(field.answer(new byte[0], EnumSet.allOf(QueryOption.class))).isNull();
        assertThat(field.decode(new byte[0])).isEmpty();
        assertThat(field.decode(null)).isEmpty();
    }

    private static String hex(byte[] field) {
        return HexFormat.of().withUpperCase().formatHex(field);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
