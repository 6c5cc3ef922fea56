package org.lianzhen.dicom.data;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.DecimalString;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Makes sense of the bytes of a value. */
final class ValueDecoder {

    private static final int FLOAT_SIZE = 4;
    private static final int DOUBLE_SIZE = 8;

    private ValueDecoder() {}

    /** The representation to read by: an element that lost its own (UN) has that of the dictionary. */
    static Vr vr(Value value) {
        return value.vr() == Vr.UN ? ElementDictionary.vrOf(value.tag()) : value.vr();
    }

    static List<String> strings(Value value, SpecificCharacterSet characterSet) {
        Vr vr = vr(value);
        if (value.bytes().isEmpty()) {
            return List.of();
        }
        if (vr.isText()) {
            return characterSet.decodeValues(value.bytes(), vr).stream().map(vr::trim).toList();
        }
        if (vr.isString()) {
            return split(value.bytes(), vr);
        }
        return switch (vr) {
            case US, SS, UL, SL, SV -> longIntegers(value).stream().map(String::valueOf).toList();
            case UV -> numbers(value.bytes(), DOUBLE_SIZE, at -> Long.toUnsignedString(value.bytes().i64(at)));
            case AT -> longIntegers(value).stream().map(tag -> "%08X".formatted(tag.intValue())).toList();
            case FL, FD -> decimals(value).stream().map(String::valueOf).toList();
            default -> List.of();
        };
    }

    private static List<String> split(Bytes bytes, Vr vr) {
        String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
        if (!vr.isMultiValued()) {
            String trimmed = vr.trim(text);
            return trimmed.isEmpty() ? List.of() : List.of(trimmed);
        }
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\\'); end >= 0; end = text.indexOf('\\', start)) {
            values.add(vr.trim(text.substring(start, end)));
            start = end + 1;
        }
        values.add(vr.trim(text.substring(start)));
        return values.size() == 1 && values.getFirst().isEmpty() ? List.of() : List.copyOf(values);
    }

    static List<Integer> integers(Value value) {
        List<Integer> result = new ArrayList<>();
        boolean tags = vr(value) == Vr.AT;
        for (long number : longIntegers(value)) {
            if (!tags && number != (int) number) {
                throw invalid(value, "a number of more than 32 bits");
            }
            result.add((int) number);
        }
        return result;
    }

    static List<Long> longIntegers(Value value) {
        Bytes bytes = value.bytes();
        return switch (vr(value)) {
            case US -> numbers(bytes, 2, at -> (long) bytes.u16(at));
            case SS -> numbers(bytes, 2, at -> (long) bytes.i16(at));
            case UL -> numbers(bytes, 4, bytes::u32);
            case SL -> numbers(bytes, 4, at -> (long) bytes.i32(at));
            case SV -> numbers(bytes, 8, bytes::i64);
            case UV -> numbers(bytes, 8, at -> notNegative(value, bytes.i64(at)));
            case AT -> numbers(bytes, 4, at -> ((long) bytes.u16(at) << 16) | bytes.u16(at + 2));
            case IS, DS -> parsed(value).stream().map(number -> whole(value, number)).toList();
            default -> List.of();
        };
    }

    private static long notNegative(Value value, long number) {
        if (number < 0) {
            throw invalid(value, "a number of more than 63 bits");
        }
        return number;
    }

    private static long whole(Value value, BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw invalid(value, "no whole number of 64 bits");
        }
    }

    static List<Double> decimals(Value value) {
        Bytes bytes = value.bytes();
        return switch (vr(value)) {
            case FL, OF -> numbers(bytes, FLOAT_SIZE, at -> (double) bytes.f32(at));
            case FD, OD -> numbers(bytes, DOUBLE_SIZE, bytes::f64);
            case DS, IS -> parsed(value).stream().map(BigDecimal::doubleValue).toList();
            default -> longIntegers(value).stream().map(Long::doubleValue).toList();
        };
    }

    /** The numbers of DS or IS; empty values between others are left out. */
    private static List<BigDecimal> parsed(Value value) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (String text : split(value.bytes(), vr(value))) {
            if (!text.isEmpty()) {
                numbers.add(parsed(value, text));
            }
        }
        return numbers;
    }

    private static BigDecimal parsed(Value value, String text) {
        try {
            return DecimalString.parse(text);
        } catch (InvalidValueException e) {
            throw new InvalidValueException(Tag.format(value.tag()) + " holds no number: " + e.getMessage(), e);
        }
    }

    private static <T> List<T> numbers(Bytes bytes, int size, IntFunction<T> at) {
        List<T> numbers = new ArrayList<>(bytes.length() / size);
        for (int offset = 0; offset + size <= bytes.length(); offset += size) {
            numbers.add(at.apply(offset));
        }
        return numbers;
    }

    private static InvalidValueException invalid(Value value, String what) {
        return new InvalidValueException(Tag.format(value.tag()) + " holds " + what);
    }
}
