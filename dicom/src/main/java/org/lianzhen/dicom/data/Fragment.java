package org.lianzhen.dicom.data;

import org.lianzhen.dicom.vr.Bytes;

/** One fragment of encapsulated pixel data (PS3.5 annex A.4): a piece of a compressed stream. */
public sealed interface Fragment {

    /** How many first bytes of a fragment kept elsewhere are known all the same. */
    int HEAD_LENGTH = 16;

    /** In bytes, even. */
    long length();

    /** The first {@value #HEAD_LENGTH} bytes, fewer when the fragment is shorter: enough to recognise a codestream. */
    Bytes head();

    /** A fragment in memory; odd ones get a zero byte. */
    record Held(Bytes bytes) implements Fragment {

        public Held {
            bytes = bytes.padded((byte) 0);
        }

        @Override
        public long length() {
            return bytes.length();
        }

        @Override
        public Bytes head() {
            return bytes.slice(0, Math.min(HEAD_LENGTH, bytes.length()));
        }
    }

    /** A fragment kept by reference. */
    record Referenced(BulkData data, Bytes head) implements Fragment {

        @Override
        public long length() {
            return data.length() + (data.length() & 1);
        }
    }
}
