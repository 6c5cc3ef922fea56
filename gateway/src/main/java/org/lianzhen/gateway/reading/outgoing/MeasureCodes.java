package org.lianzhen.gateway.reading.outgoing;

import java.util.List;
import org.lianzhen.dicom.data.DataSet;

/** Concepts of measurements (PS3.16), and ours where it has none. */
final class MeasureCodes {
    /** Designates the scheme of codes that are nobody else's. */
    static final String OURS = "99LIANZHEN";
    static final Code REPORT = new Code("126000", "DCM", "Imaging Measurement Report");
    static final Code PROCEDURE = new Code("121058", "DCM", "Procedure reported");
    static final Code LIBRARY = new Code("111028", "DCM", "Image Library");
    static final Code LIBRARY_GROUP = new Code("126200", "DCM", "Image Library Group");
    static final Code MEASUREMENTS = new Code("126010", "DCM", "Imaging Measurements");
    static final Code GROUP = new Code("125007", "DCM", "Measurement Group");
    static final Code TRACKING = new Code("112039", "DCM", "Tracking Identifier");
    static final Code TRACKING_UID = new Code("112040", "DCM", "Tracking Unique Identifier");
    static final Code METHOD = new Code("370129005", "SCT", "Measurement Method");
    static final Code SITE = new Code("363698007", "SCT", "Finding Site");
    static final Code DERIVATION = new Code("121401", "DCM", "Derivation");
    static final Code PATH = new Code("121055", "DCM", "Path");
    static final Code REGION = new Code("111030", "DCM", "Image Region");
    static final Code SOURCE = new Code("121112", "DCM", "Source of Measurement");

    static final Code LENGTH = new Code("410668003", "SCT", "Length");
    static final Code WIDTH = new Code("103355008", "SCT", "Width");
    static final Code ANGLE = new Code("1483009", "SCT", "Angle");
    static final Code COBB = new Code("285285000", "SCT", "Cobb angle");
    static final Code AREA = new Code("42798000", "SCT", "Area");
    static final Code RATIO = new Code("CARDIOTHORACIC", OURS, "Cardiothoracic ratio");
    static final Code HEART = new Code("80891009", "SCT", "Heart");
    static final Code CHEST = new Code("51185008", "SCT", "Chest");
    static final Code MEAN = new Code("373098007", "SCT", "Mean");
    static final Code DEVIATION = new Code("386136009", "SCT", "Standard Deviation");
    static final Code LEAST = new Code("255605001", "SCT", "Minimum");
    static final Code MOST = new Code("56851009", "SCT", "Maximum");

    static final Code MILLIMETRES = new Code("mm", "UCUM", "millimeter");
    static final Code SQUARE_MILLIMETRES = new Code("mm2", "UCUM", "square millimeter");
    static final Code PIXELS = new Code("{pixels}", "UCUM", "pixels");
    static final Code SQUARE_PIXELS = new Code("{pixels2}", "UCUM", "square pixels");
    static final Code DEGREES = new Code("deg", "UCUM", "degrees of plane angle");
    static final Code NO_UNITS = new Code("1", "UCUM", "no units");
    static final Code RATIO_UNIT = new Code("{ratio}", "UCUM", "ratio");
    static final Code HOUNSFIELD = new Code("[hnsf'U]", "UCUM", "Hounsfield unit");

    static final Code DIVIDED_BY_ZERO = new Code("114003", "DCM", "Divide by zero");
    static final Code UNKNOWN = new Code("114010", "DCM", "Value unknown");
    private static final int LONGEST_UNIT = 14;

    private MeasureCodes() {}

    /** What was done (context group 100). */
    static Code procedure(List<String> modalities) {
        return modalities.contains("CT") ? new Code("25045-6", "LN", "CT unspecified body region")
                : modalities.contains("MR") ? new Code("25056-3", "LN", "MRI unspecified body region")
                : modalities.stream().anyMatch(MeasureCodes::isXray)
                        ? new Code("43468-8", "LN", "XR unspecified body region")
                : new Code("363679005", "SCT", "Imaging procedure");
    }

    private static boolean isXray(String modality) {
        return List.of("CR", "DX", "MG", "RF", "XA", "RG", "IO", "PX").contains(modality);
    }

    /** What values of pixels are (context group 7469). */
    static Code intensity(String modality, Code unit) {
        if (unit.equals(HOUNSFIELD)) {
            return new Code("112031", "DCM", "Attenuation Coefficient");
        }
        return switch (modality) {
            case "MR" -> new Code("110852", "DCM", "MR signal intensity");
            case "US" -> new Code("110849", "DCM", "Echogenicity");
            default -> isXray(modality) ? new Code("110850", "DCM", "X-Ray Attenuation")
                    : new Code("PIXEL_VALUE", OURS, "Value of a pixel");
        };
    }

    /** @param rescaleType as the image says it, or empty */
    static Code unit(String rescaleType) {
        String type = rescaleType.replaceAll("[^A-Za-z0-9_/.]", "");
        return switch (type) {
            case "HU" -> HOUNSFIELD;
            case "", "US" -> NO_UNITS;
            default -> new Code("{" + type.substring(0, Math.min(LONGEST_UNIT, type.length())) + "}", "UCUM", type);
        };
    }

    /** Who defines {@link #OURS}. */
    static DataSet scheme() {
        return ContentItems.item().put(Tags.CodingSchemeDesignator, OURS).put(Tags.CodingSchemeName, "Lianzhen")
                .build();
    }
}
