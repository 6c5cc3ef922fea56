package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.STUDIES;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.items;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;

/** Instances that come as metadata and values in parts of their own. */
class StoreMetadataIT {
    private static final String TYPE = "multipart/related; type=\"application/dicom+json\"; boundary="
            + Multipart.BOUNDARY;
    private static final String FAILED = "00081198";
    private static final String STORED = "00081199";
    private static final String OTHERS = "0008119A";
    private static final byte[] PIXELS = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };

    @TempDir
    private Path folder;
    private StoreSite site;

    @BeforeEach
    void open() throws IOException {
        site = StoreSite.open(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static void put(JsonObject dataSet, String tag, String vr, Object value) {
        dataSet.put(tag, new JsonObject().put("vr", vr).put("Value", new JsonArray().add(value)));
    }

    /** Metadata of an image whose pixels are in the part at an address. */
    private static JsonObject image(String uid, String pixels) {
        JsonObject image = new JsonObject();
        put(image, "00080016", "UI", "1.2.840.10008.5.1.4.1.1.2");
        put(image, "00080018", "UI", uid);
        put(image, "0020000D", "UI", "1.2.3");
        put(image, "0020000E", "UI", "1.2.3.1");
        put(image, "00100010", "PN", new JsonObject().put("Alphabetic", "Wang^Xiaodong").put("Ideographic", "王^小东"));
        put(image, "00100020", "LO", "P1");
        put(image, "00280010", "US", 3);
        put(image, "00280011", "US", 3);
        put(image, "00280100", "US", 8);
        return image.put("7FE00010", new JsonObject().put("vr", "OB").put("BulkDataURI", pixels));
    }

    private static Multipart metadata(JsonObject... images) {
        JsonArray all = new JsonArray();
        for (JsonObject image : images) {
            all.add(image);
        }
        return new Multipart().part("application/dicom+json", all.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static Multipart value(Multipart body, String type, String location, byte[] bytes) {
        return body.text("--" + Multipart.BOUNDARY + "\r\nContent-Type: " + type + "\r\nContent-Location: " + location
                + "\r\n\r\n").text(new String(bytes, StandardCharsets.ISO_8859_1)).text("\r\n");
    }

    private HttpResponse<String> send(Multipart body) {
        return site.send(STUDIES, TYPE, body.end());
    }

    private DataSet kept(String uid, TransferSyntax syntax) {
        return DataSets.parse(Bytes.wrap(site.dataSet(uid)), syntax);
    }

    private static Bytes bytes(DataSet dataSet, int tag) {
        return ((Value) Objects.requireNonNull(dataSet.element(tag))).bytes();
    }

    @Test
    void putsInstancesTogether() {
        Multipart body = metadata(image("1.2.3.1.1", "one"), image("1.2.3.1.2", "two"));
        value(body, "application/octet-stream", "two", new byte[9]);
        value(body, "application/octet-stream", "one", PIXELS);
        JsonObject module = json(send(body), 200);
        assertThat(StoreSite.values(items(module, STORED), "00081155")).containsExactly("1.2.3.1.1", "1.2.3.1.2");
        DataSet first = kept("1.2.3.1.1", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(first.string(Tag.PatientName)).contains("王^小东");
        assertThat(bytes(first, Tag.PixelData)).isEqualTo(Bytes.wrap(PIXELS).padded((byte) 0));
        assertThat(site.database.value("select sum((details->>'instances')::int) from audit_event")).isEqualTo(2L);
    }

    @Test
    void valuesInItemsHavePartsToo() {
        JsonObject item = new JsonObject().put("00420011",
                new JsonObject().put("vr", "OB").put("BulkDataURI", "document"));
        JsonObject image = image("1.2.3.1.1", "pixels");
        put(image, "00089215", "SQ", item);
        Multipart body = metadata(image);
        value(body, "application/octet-stream", "pixels", PIXELS);
        value(body, "application/pdf", "document", new byte[]{ 7, 7 });
        json(send(body), 200);
        DataSet kept = kept("1.2.3.1.1", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(bytes(kept.items(0x00089215).getFirst(), 0x00420011)).isEqualTo(Bytes.of((byte) 7, (byte) 7));
    }

    @Test
    void aCompressedFrameKeepsItsTransferSyntax() {
        Multipart body = metadata(image("1.2.3.1.1", "pixels"));
        value(body, "image/jls; transfer-syntax=1.2.840.10008.1.2.4.80", "pixels", new byte[]{ 1, 2, 3, 4 });
        json(send(body), 200);
        assertThat(site.database.value("select transfer_syntax_uid from instance"))
                .isEqualTo("1.2.840.10008.1.2.4.80");
        DataSet kept = kept("1.2.3.1.1", TransferSyntax.JPEG_LS_LOSSLESS);
        assertThat(kept.element(Tag.PixelData)).isInstanceOfSatisfying(Fragments.class,
                pixels -> assertThat(pixels.fragments())
                        .containsExactly(new Fragment.Held(Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4))));
    }

    @Test
    void whatCannotBePutTogetherIsRefusedByItself() {
        JsonObject several = image("1.2.3.1.4", "jls");
        put(several, "00280008", "IS", 2);
        JsonObject nameless = image("1.2.3.1.5", "one");
        nameless.remove("00080018");
        Multipart body = metadata(image("1.2.3.1.1", "one"), image("1.2.3.1.2", "nowhere"),
                image("1.2.3.1.3", "jpeg"), several, nameless);
        value(body, "application/octet-stream", "one", PIXELS);
        value(body, "image/jpeg", "jpeg", PIXELS);
        value(body, "image/jls; transfer-syntax=1.2.840.10008.1.2.4.80", "jls", PIXELS);
        JsonObject module = json(send(body), 202);
        assertThat(StoreSite.values(items(module, STORED), "00081155")).containsExactly("1.2.3.1.1");
        assertThat(StoreSite.values(items(module, OTHERS), "00091002")).satisfiesExactly(
                why -> assertThat(why.toString()).contains("not there"),
                why -> assertThat(why.toString()).contains("transfer syntax"),
                why -> assertThat(why.toString()).contains("several frames"),
                why -> assertThat(why.toString()).contains("(0008,0018)"));
        assertThat(module.containsKey(FAILED)).isFalse();
    }

    @Test
    void metadataThatAreNoneAreRefused() {
        for (String text : new String[]{ "", "[", "{\"x\": 1}", "null" }) {
            HttpResponse<String> answer = send(new Multipart().part("application/dicom+json",
                    text.getBytes(StandardCharsets.UTF_8)));
            assertThat(answer.statusCode()).as(text).isIn(400, 409);
        }
        assertThat(site.count("instance")).isZero();
    }

    @Test
    void whatIsTooLargeToBeHeldIsRefusedAndLeavesRoomForOthers() {
        Multipart body = metadata(image("1.2.3.1.1", "pixels"));
        value(body, "application/octet-stream", "pixels", new byte[65 << 20]);
        HttpResponse<String> refused = send(body);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("too large");
        Multipart small = metadata(image("1.2.3.1.1", "pixels"));
        json(send(value(small, "application/octet-stream", "pixels", PIXELS)), 200);
    }
}
