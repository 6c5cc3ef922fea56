package org.lianzhen.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** How keys lie in a file. */
public enum KeyForm {
    /** One after the other as they are. */
    RAW {
        @Override
        byte[] written(byte[] key) {
            return key;
        }

        @Override
        List<byte[]> keys(byte[] content) {
            List<byte[]> keys = new ArrayList<>();
            for (int at = 0; at < content.length; at += BYTES) {
                keys.add(Arrays.copyOfRange(content, at, at + BYTES));
            }
            return content.length % BYTES == 0 ? keys : List.of();
        }
    },
    /** In hexadecimal, each on a line. */
    LINES {
        @Override
        byte[] written(byte[] key) {
            return (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        List<byte[]> keys(byte[] content) {
            List<String> lines = new String(content, StandardCharsets.US_ASCII).strip().lines().toList();
            return lines.stream().allMatch(KEY.asMatchPredicate())
                    ? lines.stream().map(HexFormat.of()::parseHex).toList()
                    : List.of();
        }
    };

    static final int BYTES = 32;
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{" + 2 * BYTES + "}");

    /** A key as it is written. */
    abstract byte[] written(byte[] key);

    /** Empty when it is anything else than keys from its beginning to its end. */
    abstract List<byte[]> keys(byte[] content);
}
