/** The browser's names for the Specific Character Sets (PS3.3 C.12.1.1.2) that come up; others are read as if nothing was said. */
const LABELS: Record<string, string> = {
  "ISO_IR 192": "utf-8",
  GB18030: "gb18030",
  GBK: "gb18030",
  "ISO_IR 100": "iso-8859-1",
  "ISO_IR 101": "iso-8859-2",
  "ISO_IR 144": "iso-8859-5",
  "ISO_IR 13": "shift_jis",
  "ISO 2022 IR 58": "gb18030",
  "ISO 2022 IR 149": "euc-kr",
  "ISO 2022 IR 87": "iso-2022-jp",
  "ISO 2022 IR 159": "iso-2022-jp",
};
const ESCAPE = 0x1b;
const LOWEST_OF_GB2312 = 0xa1;

function isPlain(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80 && byte !== ESCAPE);
}

/** Whether it can be Chinese as old devices write it, whatever they call it: high bytes in pairs. No European word looks so. */
function looksChinese(bytes: Uint8Array): boolean {
  let run = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) {
      if (byte < LOWEST_OF_GB2312) {
        return false;
      }
      run++;
    } else if (run % 2 === 1) {
      return false;
    } else {
      run = 0;
    }
  }
  return run % 2 === 0;
}

/** Without the escapes that only announce characters which the decoder tells by their high bits. */
function unescaped(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === ESCAPE) {
      i += bytes[i + 1] === 0x24 && bytes[i + 2] !== 0x42 ? 3 : 2;
    } else {
      kept.push(bytes[i] ?? 0);
    }
  }
  return Uint8Array.from(kept);
}

function guessed(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // not UTF-8: what devices here write when they do not say what it is
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** A text as its data set says that it is written; labels that cannot be right are not believed. */
export function decoded(bytes: Uint8Array, characterSets: readonly string[]): string {
  if (isPlain(bytes)) {
    return String.fromCharCode(...bytes);
  }
  const label = characterSets.map((one) => LABELS[one]).findLast((one) => one !== undefined);
  if (label === undefined) {
    return guessed(unescaped(bytes));
  }
  if (label === "iso-8859-1" && looksChinese(bytes)) {
    return guessed(bytes);
  }
  return new TextDecoder(label).decode(label === "iso-2022-jp" ? bytes : unescaped(bytes));
}
