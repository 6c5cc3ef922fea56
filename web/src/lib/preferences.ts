import { readonly, ref, type Ref } from "vue";

/** The languages that there are; the first is the default. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Pixels of a letter. */
export const TEXT_SIZES = ["14", "16", "18"] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

const SWITCH = ["on", "off"] as const;
export type Switch = (typeof SWITCH)[number];

/** A choice that this browser remembers, where it may: in private windows it lasts as long as the page. */
export class Preference<T extends string> {
  private readonly current: Ref<T>;

  constructor(
    private readonly key: string,
    private readonly values: readonly T[],
    otherwise: T,
  ) {
    const kept = Preference.kept(key);
    this.current = ref(values.find((one) => one === kept) ?? otherwise) as Ref<T>;
  }

  private static kept(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      // storage may be forbidden; the default holds then
      return null;
    }
  }

  get value(): T {
    return this.current.value;
  }

  /** To be watched. */
  get state(): Readonly<Ref<T>> {
    return readonly(this.current) as Readonly<Ref<T>>;
  }

  set(value: T): void {
    if (!this.values.includes(value)) {
      return;
    }
    this.current.value = value;
    try {
      localStorage.setItem(this.key, value);
    } catch {
      // storage may be forbidden or full; the choice lasts as long as the page
    }
  }
}

export const language = new Preference<Language>("lianzhen.language", LANGUAGES, "zh-CN");
export const textSize = new Preference<TextSize>("lianzhen.text-size", TEXT_SIZES, "14");
export const sound = new Preference<Switch>("lianzhen.sound", SWITCH, "on");
