package org.lianzhen.gateway.app.demo;

import org.lianzhen.dicom.vr.Bytes;

/** Drawings that look a little like what a modality makes: ellipses one over the other, little endian. */
final class Phantom {
    private static final int MARROW = 1500;

    private Phantom() {}

    /**
     * An ellipse with a value of its own. Places and sizes are parts of the picture, from -1 to 1.
     *
     * @param value that pixels in it have
     */
    private record Ellipse(double x, double y, double width, double height, int value) {
        boolean contains(double px, double py) {
            double dx = (px - x) / width;
            double dy = (py - y) / height;
            return dx * dx + dy * dy <= 1;
        }
    }

    /**
     * A slice through a chest, 16 bits a pixel, air 24 and water 1024.
     *
     * @param height of the slice, from 0 at the neck to 1 at the belly
     */
    static Bytes chestSlice(int size, double height) {
        double lungs = Math.sin(Math.PI * Math.min(1, height + 0.15));
        Ellipse[] parts = { new Ellipse(0, 0, 0.9, 0.65, 1060), new Ellipse(-0.42, 0, 0.3 * lungs, 0.42 * lungs, 200),
                new Ellipse(0.42, 0, 0.28 * lungs, 0.42 * lungs, 200),
                new Ellipse(0.1, -0.1, 0.26 * height, 0.24 * height, 1080), new Ellipse(0, 0.45, 0.11, 0.1, 1700),
                new Ellipse(0, 0.45, 0.05, 0.04, MARROW), new Ellipse(0, -0.6, 0.06, 0.03, 1600),
                new Ellipse(-0.5, 0.1, 0.05, 0.05, height > 0.4 && height < 0.6 ? 1050 : 200) };
        return drawn(size, size, (x, y) -> topmost(parts, x, y, 24));
    }

    /** A chest from the front as rays see it, 16 bits a pixel of which 12 count; what is dense is bright. */
    static Bytes chestFront(int rows, int columns) {
        return drawn(rows, columns, (x, y) -> {
            double body = inside(x, y, 0.85, 0.98) * 1800;
            double lungs = (inside(x + 0.4, y + 0.1, 0.28, 0.6) + inside(x - 0.4, y + 0.1, 0.28, 0.6)) * 1200;
            double heart = inside(x - 0.12, y - 0.15, 0.28, 0.32) * 700;
            double spine = Math.abs(x) < 0.07 ? 600 : 0;
            double ribs = Math.abs(x) > 0.1 && inside(x, y, 0.8, 0.9) > 0
                    ? 180 * Math.max(0, Math.sin((y + x * x * 0.4) * 28)) : 0;
            return (int) Math.clamp(150 + body - lungs + heart + spine + ribs, 0, 4095);
        });
    }

    /** Frames of something that beats, 8 bits a pixel, one after the other. */
    static Bytes beating(int rows, int columns, int frames) {
        byte[] all = new byte[rows * columns * frames];
        for (int frame = 0; frame < frames; frame++) {
            double size = 0.3 + 0.08 * Math.sin(2 * Math.PI * frame / frames);
            for (int i = 0; i < rows * columns; i++) {
                double x = 2.0 * (i % columns) / columns - 1;
                int row = i / columns;
                double y = 2.0 * row / rows - 1;
                boolean inFan = Math.abs(x) < (y + 1.1) * 0.55 && y * y + x * x < 0.9;
                double wall = Math.hypot(x, y - 0.1) - size;
                int value = Math.abs(wall) < 0.05 ? 220 : wall < 0 ? 20 : 90 + (int) (40 * y);
                all[frame * rows * columns + i] = (byte) (inFan ? value : 0);
            }
        }
        return Bytes.wrap(all);
    }

    /** How far into an ellipse around the middle a place is: 1 in its middle, 0 outside. */
    private static double inside(double x, double y, double width, double height) {
        return Math.sqrt(Math.max(0, 1 - x * x / (width * width) - y * y / (height * height)));
    }

    private static int topmost(Ellipse[] parts, double x, double y, int outside) {
        for (int i = parts.length - 1; i >= 0; i--) {
            if (parts[i].contains(x, y)) {
                return parts[i].value();
            }
        }
        return outside;
    }

    /** The value at a place. */
    @FunctionalInterface
    private interface Value {
        int at(double x, double y);
    }

    private static Bytes drawn(int rows, int columns, Value value) {
        byte[] bytes = new byte[rows * columns * 2];
        for (int i = 0; i < rows * columns; i++) {
            int row = i / columns;
            int pixel = value.at(2.0 * (i % columns) / columns - 1, 2.0 * row / rows - 1);
            bytes[2 * i] = (byte) pixel;
            bytes[2 * i + 1] = (byte) (pixel >> Byte.SIZE);
        }
        return Bytes.wrap(bytes);
    }
}
