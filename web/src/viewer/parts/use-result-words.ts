/** What measurements say, in words. */
import { useI18n } from "vue-i18n";
import type { Image } from "../model/image";
import type { Result, Statistics } from "../model/measurement";

const DIGITS = 1;

function fixed(value: number, digits = DIGITS): string {
  return value.toFixed(digits);
}

/** Gives the lines of a result; those that depend on how large a pixel is name who says that. */
export function useResultWords(): (result: Result, image: Image) => string[] {
  const { t, n } = useI18n();

  function withUnit(value: number, unit: string): string {
    const number = Number.isInteger(value) ? String(value) : fixed(value);
    return unit === "" ? number : `${number} ${unit}`;
  }

  function statistics(values: Statistics | undefined, unit: string): string[] {
    if (values === undefined) {
      return [t("viewer.noValues")];
    }
    return [
      t("viewer.meanOf", { mean: withUnit(Number(fixed(values.mean)), unit) }),
      t("viewer.deviationOf", { deviation: fixed(values.deviation), count: n(values.count) }),
      t("viewer.rangeOf", { min: withUnit(values.min, unit), max: withUnit(values.max, unit) }),
    ];
  }

  function long(length: number, none: boolean): string {
    return none ? t("viewer.pixels", { length: fixed(length) }) : `${fixed(length)} mm`;
  }

  return (result, image) => {
    const none = image.spacing.source === "none";
    const source = t(`viewer.source-${image.spacing.source}`);
    switch (result.kind) {
      case "length":
        return [long(result.length, none), source];
      case "cardiothoracic":
        return [
          result.ratio === undefined
            ? t("viewer.noValues")
            : t("viewer.ratioOf", { ratio: fixed(result.ratio, 2) }),
          t("viewer.widthsOf", {
            heart: long(result.heart, none),
            chest: long(result.chest, none),
          }),
          source,
        ];
      case "angle":
      case "cobb":
        return [`${fixed(result.degrees)}°`];
      case "probe":
        return [
          result.value === undefined
            ? t("viewer.noValues")
            : withUnit(result.value, image.valueUnit),
        ];
      default:
        return [
          none
            ? t("viewer.squarePixels", { area: fixed(result.area) })
            : `${fixed(result.area)} mm²`,
          ...statistics(result.values, image.valueUnit),
          source,
        ];
    }
  };
}
