package org.lianzhen.gateway.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a message into text before anything is split: the second byte of a character in GB18030 may be a separator
 * (5CH, 5EH, 7CH).
 */
final class MessageText {
    private MessageText() {}

    /** @throws RefusedMessage when the bytes are not what the message says they are */
    static String of(byte[] message, Charset charset, String separators) throws RefusedMessage {
        String escape = Pattern.quote(separators.substring(3, 4));
        // the short ones are passed over, or the end of one would begin another
        Pattern hex = Pattern.compile(escape + "(?:[FSTRE]|X((?:[0-9A-Fa-f]{2})+))" + escape);
        StringBuilder text = new StringBuilder();
        Matcher escaped = hex.matcher(decoded(message, charset));
        while (escaped.find()) {
            String bytes = escaped.group(1);
            String characters = bytes == null ? escaped.group()
                    : kept(decoded(HexFormat.of().parseHex(bytes), charset), separators);
            escaped.appendReplacement(text, Matcher.quoteReplacement(characters));
        }
        return escaped.appendTail(text).toString();
    }

    private static String decoded(byte[] bytes, Charset charset) throws RefusedMessage {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedMessage(RefusedMessage.Code.DATA_TYPE, "MSH-18",
                    "The message is not written in " + charset.name() + "; say in MSH-18 what it is written in.");
        }
    }

    /** What was written as bytes is text, even where it looks like a separator or the end of a segment. */
    private static String kept(String characters, String separators) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            int separator = separators.indexOf(c);
            if (separator >= 0) {
                kept.append(separators.charAt(3)).append("FSRET".charAt(separator)).append(separators.charAt(3));
            } else {
                kept.append(c == '\r' || c == '\n' ? ' ' : c);
            }
        }
        return kept.toString();
    }
}
