package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guesses from the first eight bytes, at the edges of what makes them likely. */
class EncodingGuessTest {

    private static ByteWindow window(String notation) {
        var window = new ByteWindow();
        window.enter(Wire.buffer(notation));
        return window;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            08 00 60 00 'CS' 02 00 | 100        | true  | the dictionary says so
            08 00 60 00 02 00 00 00 | 100       | false | no representation
            08 00 60 00 'LO' 02 00 | 100        | true  | another one, and as a length it is far too long
            08 00 60 00 'LO' 00 00 | 20308      | false | a length that the item just has room for
            08 00 60 00 'LO' 00 00 | 20307      | true  | one byte too few
            08 00 60 00 'LO' 00 00 | 4294967295 | false | an item without length has room for anything
            09 00 60 10 'LO' 00 00 | 4294967295 | true  | of private elements nobody knows better
            """)
    void tellsExplicitItems(String header, long itemLength, boolean explicit, String why) {
        assertThat(EncodingGuess.isExplicit(window(header), 0, itemLength)).as(why).isEqualTo(explicit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            08 00 60 00 'CS' 02 00 | 100 | true  | as the dictionary has it
            08 00 60 00 'OB' 00 00 | 100 | false | a representation that does not fit
            09 00 60 10 'OB' 00 00 | 100 | true  | a private one may have any
            07 00 60 00 'CS' 02 00 | 100 | false | below the first group
            08 00 60 00 02 00 00 00 | 10 | true  | room for its value
            08 00 60 00 02 00 00 00 | 9  | false | none
            08 00 61 90 02 00 00 00 | 10 | false | implicit, and unknown
            """)
    void tellsElementsFromPixels(String header, long itemLength, boolean element, String why) {
        assertThat(EncodingGuess.isElement(window(header), 0, itemLength)).as(why).isEqualTo(element);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    08 00 60 00 ff ff 00 00 | EXPLICIT_LITTLE | IMPLICIT_LITTLE | the longest first element
                    08 00 60 00 00 00 01 00 | EXPLICIT_LITTLE | EXPLICIT_LITTLE | too long for a first one
                    08 00 60 00 20 00 00 00 | EXPLICIT_LITTLE | EXPLICIT_LITTLE | a printable byte is rather a misspelt representation
                    08 00 60 00 7f 00 00 00 | EXPLICIT_LITTLE | IMPLICIT_LITTLE | the first that is not
                    00 08 00 60 'CS' 00 02  | EXPLICIT_LITTLE | EXPLICIT_BIG    | the mirror image
                    08 00 60 00 'CS' 02 00  | EXPLICIT_BIG    | EXPLICIT_LITTLE | the other way round
                    08 00 60 00 'CS' 02 00  | IMPLICIT_LITTLE | EXPLICIT_LITTLE | says what it is
                    08 00 60 00 'OB' 02 00  | IMPLICIT_LITTLE | IMPLICIT_LITTLE | says what it cannot be
                    08 00 00 00 'UL' 04 00  | IMPLICIT_LITTLE | EXPLICIT_LITTLE | begins with the length of a group
                    08 00 00 00 'US' 02 00  | IMPLICIT_LITTLE | IMPLICIT_LITTLE | which is no short number
                    """)
    void correctsADeclarationThatIsPlainlyWrong(String header, Encoding declared, Encoding guess, String why) {
        assertThat(EncodingGuess.ofDataSet(window(header), declared)).as(why).isEqualTo(guess);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            08 00 60 00 'CS' 02 00 | true
            00 08 00 60 'CS' 00 02 | true
            00 08 00 60 00 00 00 02 | false
            08 00 00 00 04 00 00 00 | true
            ff 00 00 00 04 00 00 00 | true
            00 01 00 00 04 00 00 00 | false
            'GIF89a' 00 00          | false
            """)
    void tellsADataSetFromSomethingElse(String header, boolean dataSet) {
        assertThat(EncodingGuess.isDataSet(window(header))).isEqualTo(dataSet);
    }
}
