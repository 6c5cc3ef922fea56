package org.lianzhen.dicom.data;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.DecimalString;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.Vr;

/** Makes bytes of values that need no character set. */
record ValueEncoder(int tag, Vr vr) {

    Value strings(List<String> values) {
        if (vr.isString()) {
            return value(ascii(values));
        }
        if (values.isEmpty()) {
            return value(Bytes.EMPTY);
        }
        return switch (vr) {
            case AT -> parsed(values, text -> BigDecimal.valueOf(Integer.parseUnsignedInt(text, 16)));
            case FL, FD -> doubles(values.stream().mapToDouble(this::parsedDouble).toArray());
            case US, SS, UL, SL, SV, UV -> parsed(values, BigDecimal::new);
            default -> throw invalid("cannot be given as text");
        };
    }

    private Bytes ascii(List<String> values) {
        for (String value : values) {
            boolean separates = vr.isMultiValued() && value.indexOf('\\') >= 0;
            if (separates || !StandardCharsets.US_ASCII.newEncoder().canEncode(value)) {
                throw invalid("was given a character it must not have");
            }
        }
        return Bytes.wrap(String.join("\\", values).getBytes(StandardCharsets.US_ASCII));
    }

    private double parsedDouble(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw invalid("was given no number");
        }
    }

    private Value parsed(List<String> values, Function<String, BigDecimal> parse) {
        ByteBuffer buffer = buffer(values.size());
        for (String value : values) {
            try {
                put(buffer, parse.apply(value.strip()));
            } catch (NumberFormatException e) {
                throw invalid("was given no number");
            }
        }
        return value(Bytes.copyOf(buffer.flip()));
    }

    Value ints(int... values) {
        return switch (vr) {
            case IS, DS -> strings(Arrays.stream(values).mapToObj(String::valueOf).toList());
            case FL, FD -> doubles(Arrays.stream(values).asDoubleStream().toArray());
            case US, SS, UL, SL, SV, UV, AT -> {
                ByteBuffer buffer = buffer(values.length);
                Arrays.stream(values).mapToObj(BigDecimal::valueOf).forEach(number -> put(buffer, number));
                yield value(Bytes.copyOf(buffer.flip()));
            }
            default -> throw invalid("holds no whole numbers");
        };
    }

    Value doubles(double... values) {
        return switch (vr) {
            case DS -> strings(Arrays.stream(values).mapToObj(DecimalString::format).toList());
            case FL, FD, OF, OD -> {
                ByteBuffer buffer = buffer(values.length);
                Arrays.stream(values).forEach(number -> put(buffer, number));
                yield value(Bytes.copyOf(buffer.flip()));
            }
            default -> throw invalid("holds no decimal numbers");
        };
    }

    private ByteBuffer buffer(int count) {
        int size = switch (vr) {
            case OF -> 4;
            case OD -> 8;
            default -> vr.fixedLength();
        };
        return ByteBuffer.allocate(Math.multiplyExact(count, size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void put(ByteBuffer buffer, BigDecimal number) {
        switch (vr) {
            case US -> buffer.putShort((short) checked(number, 0, 0xFFFF));
            case SS -> buffer.putShort((short) checked(number, Short.MIN_VALUE, Short.MAX_VALUE));
            case UL -> buffer.putInt((int) checked(number, 0, 0xFFFF_FFFFL));
            case SL -> buffer.putInt((int) checked(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case AT -> buffer.putShort((short) (number.intValue() >>> 16)).putShort((short) number.intValue());
            case UV -> buffer.putLong(unsigned(number));
            default -> buffer.putLong(checked(number, Long.MIN_VALUE, Long.MAX_VALUE));
        }
    }

    private void put(ByteBuffer buffer, double number) {
        if (vr == Vr.FL || vr == Vr.OF) {
            buffer.putFloat((float) number);
        } else {
            buffer.putDouble(number);
        }
    }

    private long checked(BigDecimal number, long least, long greatest) {
        boolean inRange = number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(greatest)) <= 0;
        if (!inRange || number.stripTrailingZeros().scale() > 0) {
            throw invalid("was given a number it cannot hold");
        }
        return number.longValueExact();
    }

    private long unsigned(BigDecimal number) {
        boolean inRange = number.signum() >= 0 && number.precision() - number.scale() <= 20;
        if (!inRange || number.stripTrailingZeros().scale() > 0 || number.toBigIntegerExact().bitLength() > Long.SIZE) {
            throw invalid("was given a number it cannot hold");
        }
        return number.toBigIntegerExact().longValue();
    }

    private Value value(Bytes bytes) {
        return new Value(tag, vr, bytes);
    }

    private InvalidValueException invalid(String what) {
        return new InvalidValueException(Tag.format(tag) + " of " + vr + " " + what);
    }
}
