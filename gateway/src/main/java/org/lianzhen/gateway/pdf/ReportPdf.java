package org.lianzhen.gateway.pdf;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.ReportPages;

/** Makes PDF documents with their fonts inside, which look the same on every computer and in every year. */
public final class ReportPdf implements ReportPages {
    /** Fonts take 40 MB each while a document is made. */
    private static final int MOST_AT_ONCE = 2;

    private static final String PRODUCER = "Lianzhen";
    private static final Pattern CREATED = Pattern.compile("(<xmp:CreateDate>)[^<]*(</xmp:CreateDate>)");

    static {
        // it would tell of every step, past the log
        XRLog.setLoggingEnabled(false);
    }

    private final Letters letters;
    private final Semaphore permits = new Semaphore(MOST_AT_ONCE);

    /** @param fonts folder with fonts for characters that ours lack; need not be there */
    public ReportPdf(Path fonts) {
        this.letters = new Letters(fonts);
    }

    @Override
    public byte[] pdf(ReportDocument report) {
        permits.acquireUninterruptibly();
        try {
            return made(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            permits.release();
        }
    }

    private byte[] made(ReportDocument report) throws IOException {
        String page = new ReportHtml(report, letters).text();
        var builder = new PdfRendererBuilder();
        letters.use(builder);
        builder.useFastMode().withHtmlContent(page, null).withProducer(PRODUCER);
        // for keeping (ISO 19005-2); also, computers are not searched for fonts, which takes long
        builder.usePdfAConformance(PdfAConformance.PDFA_2_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        var out = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                sameEveryTime(document, report);
                document.save(out);
            }
        }
        return out.toByteArray();
    }

    /** What a document says of its own making comes from the report, too. */
    private static void sameEveryTime(PDDocument document, ReportDocument report) throws IOException {
        ZonedDateTime at = report.report().signedAt().atZone(MemberDirectory.ZONE).truncatedTo(ChronoUnit.SECONDS);
        var information = new PDDocumentInformation();
        information.setProducer(PRODUCER);
        information.setCreationDate(GregorianCalendar.from(at));
        document.setDocumentInformation(information);
        document.setDocumentId(at.toEpochSecond() ^ report.report().content().hashCode());
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String described = CREATED.matcher(new String(metadata.toByteArray(), StandardCharsets.UTF_8))
                .replaceAll("$1" + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at) + "$2");
        metadata.importXMPMetadata(described.getBytes(StandardCharsets.UTF_8));
    }
}
