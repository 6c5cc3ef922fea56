package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.pdu.RecordingSink.Value;

class PduEncoderTest {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @Test
    void writesEachControlPduIntoOneBufferThatTheCallerOwns() {
        for (String annotated : EncodedPdus.CONTROL_PDUS) {
            ByteBuf out = PduEncoder.encode(Decoding.decodeOne(annotated), allocator);

            assertThat(out.refCnt()).isEqualTo(1);
            assertThat(out.nioBufferCount()).isEqualTo(1);
            assertThat(out.getInt(2)).isEqualTo(out.readableBytes() - PduEncoder.PDU_HEADER_LENGTH);
            out.release();
        }
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void growsForTheLargestRequest() {
        List<PresentationContextRq> contexts = new ArrayList<>();
        for (int id = 1; id < 256; id += 2) {
            contexts.add(new PresentationContextRq(id, "1.2.840.10008.5.1.4.1.1." + id,
                    Collections.nCopies(30, "1.2.840.10008.1.2.4.70")));
        }
        AssociateRq request = new AssociateRq("LIANZHEN", "TS1PACS", contexts, UserInformation.builder(0, "1").build());

        String hex = Encoding.encode(request);

        assertThat(hex.length() / 2).isGreaterThan(100_000).isLessThan(PduLimits.DEFAULT.associate());
        assertThat(Decoding.decodeOne(hex)).isEqualTo(request);
    }

    @Test
    void freesItsBufferWhenAnItemIsTooLong() {
        Octets large = Octets.of(new byte[65_535]);
        UserInformation information = UserInformation.builder(0, "1.2")
                .userIdentityRq(new UserIdentityRq(UserIdentityRq.SAML_ASSERTION, false, large, Octets.EMPTY)).build();
        AssociateRq request = new AssociateRq("A", "B", List.of(), information);

        assertThatIllegalArgumentException().isThrownBy(() -> PduEncoder.encode(request, allocator))
                .withMessage("item length 65541 is not in 0..65535");
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void padsAeTitlesWithSpaces() {
        AssociateRq request = new AssociateRq("ABCDEFGHIJKLMNOP", "A B", List.of(),
                UserInformation.builder(0, "1.2").build());

        assertThat(HexFormat.of().parseHex(Encoding.encode(request))).startsWith(AnnotatedHex.bytes("""
                01 00 00 00 00 70                                # A-ASSOCIATE-RQ, 112 bytes
                00 01 00 00
                41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50
                41 20 42 20 20 20 20 20 20 20 20 20 20 20 20 20
                00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                """));
    }

    @Test
    void writesDataHeadersOneAfterTheOther() {
        ByteBuf out = Unpooled.buffer();
        PduEncoder.writePDataHeader(out, 18);
        PduEncoder.writePdvHeader(out, PdvHeader.of(1, true, true), 2);
        out.writeShort(0xc0c1);
        PduEncoder.writePdvHeader(out, PdvHeader.of(255, false, false), 4);
        out.writeInt(0xd0d1d2d3);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("040000000012" + "000000040103c0c1" + "00000006ff00d0d1d2d3");
        assertThat(Decoding.decode(ByteBufUtil.hexDump(out)).received).containsExactly(
                new Value(PdvHeader.of(1, true, true), "c0c1"), new Value(PdvHeader.of(255, false, false), "d0d1d2d3"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # context, command, last , payload, headers
            1        , true   , true , 0      , 04 00 00000006 00000002 01 03
            3        , false  , false, 16372  , 04 00 00003ffa 00003ff6 03 00
            5        , false  , true , 2      , 04 00 00000008 00000004 05 02
            255      , true   , false, 65536  , 04 00 00010006 00010002 ff 01
            """)
    void setsAllHeadersInFrontOfAPayload(int context, boolean command, boolean last, int payload, String headers) {
        ByteBuf out = Unpooled.buffer().writeBytes(AnnotatedHex.bytes("ee".repeat(20))).readerIndex(4);

        PduEncoder.setPDataHeaders(out, 4, PdvHeader.of(context, command, last), payload);

        assertThat(ByteBufUtil.getBytes(out, 4, PduEncoder.P_DATA_HEADER_LENGTH))
                .isEqualTo(AnnotatedHex.bytes(headers));
        assertThat(out.readerIndex()).isEqualTo(4);
        assertThat(out.writerIndex()).isEqualTo(20);
        assertThat(out.getInt(0)).as("what stands before is untouched").isEqualTo(0xEEEE_EEEE);
        assertThat(out.getInt(16)).as("the payload is untouched").isEqualTo(0xEEEE_EEEE);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 16_371, -2 })
    void refusesFragmentsOfOddLength(int length) {
        ByteBuf out = Unpooled.buffer(PduEncoder.P_DATA_HEADER_LENGTH);
        PdvHeader header = PdvHeader.of(1, false, true);

        assertThatIllegalArgumentException().isThrownBy(() -> PduEncoder.writePdvHeader(out, header, length))
                .withMessageContaining("must be even");
        assertThatIllegalArgumentException().isThrownBy(() -> PduEncoder.setPDataHeaders(out, 0, header, length));
        assertThat(out.isReadable()).isFalse();
    }
}
