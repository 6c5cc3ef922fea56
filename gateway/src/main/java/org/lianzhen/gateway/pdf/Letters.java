package org.lianzhen.gateway.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.reading.report.ReportPages.LettersMissingException;

/**
 * The fonts that pages are written with: the ones that come with the client, then those that somebody has put into a folder for what
 * they lack, then one for rare characters that Debian has. Which characters they have is looked up once.
 */
final class Letters {
    private static final String REGULAR = "/fonts/NotoSansSC-Regular.ttf";
    private static final String BOLD = "/fonts/NotoSansSC-Bold.ttf";
    /** Has all of extensions B and C; names use them. */
    private static final Path RARE = Path.of("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf");
    private static final int LAST_CHARACTER = 0x3FFFF;

    private final List<Path> more;
    private @Nullable BitSet known;

    /** @param folder with further fonts; need not be there */
    Letters(Path folder) {
        this.more = more(folder);
    }

    private static List<Path> more(Path folder) {
        List<Path> fonts = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".ttf")).sorted()
                        .forEach(fonts::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (Files.isReadable(RARE)) {
            fonts.add(RARE);
        }
        return List.copyOf(fonts);
    }

    /** Names for style sheets, in the order in which they are asked. */
    List<String> families() {
        List<String> families = new ArrayList<>(List.of("main"));
        for (int i = 0; i < more.size(); i++) {
            families.add("more" + i);
        }
        return families;
    }

    void use(PdfRendererBuilder builder) {
        builder.useFont(() -> open(REGULAR), "main", 400, FontStyle.NORMAL, true);
        builder.useFont(() -> open(BOLD), "main", 700, FontStyle.NORMAL, true);
        for (int i = 0; i < more.size(); i++) {
            builder.useFont(more.get(i).toFile(), "more" + i, 400, FontStyle.NORMAL, true);
        }
    }

    private static InputStream open(String resource) {
        InputStream font = Letters.class.getResourceAsStream(resource);
        if (font == null) {
            throw new LettersMissingException(resource + " is not here: the gateway was built without its client");
        }
        return font;
    }

    /** The text, with what cannot be written told by its number, so that nothing is lost without a word. */
    String writable(String text) {
        BitSet characters = known();
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character < ' ' || characters.get(character)) {
                written.appendCodePoint(character);
            } else {
                written.append("[U+").append(String.format("%04X", character)).append(']');
            }
        });
        return written.toString();
    }

    private synchronized BitSet known() {
        BitSet all = known;
        if (all == null) {
            all = new BitSet(LAST_CHARACTER);
            try (InputStream main = open(REGULAR)) {
                add(all, main);
                for (Path font : more) {
                    try (InputStream file = Files.newInputStream(font)) {
                        add(all, file);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            known = all;
        }
        return all;
    }

    private static void add(BitSet all, InputStream font) throws IOException {
        try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
            CmapLookup table = parsed.getUnicodeCmapLookup();
            for (int character = 0; character <= LAST_CHARACTER; character++) {
                if (table.getGlyphId(character) != 0) {
                    all.set(character);
                }
            }
        }
    }
}
