/** Places of a template that the reader fills in, or at least looks at: 【】, perhaps with what is usual between the brackets. */

const BLANK = /【[^】]*】/g;

/** Part of a text, from the first to behind the last character. */
export interface Span {
  start: number;
  end: number;
}

function all(text: string): Span[] {
  return [...text.matchAll(BLANK)].map((one) => ({
    start: one.index,
    end: one.index + one[0].length,
  }));
}

export function hasBlank(text: string): boolean {
  return all(text).length > 0;
}

/** The first blank that begins there or later. */
export function blankFrom(text: string, at: number): Span | undefined {
  return all(text).find(({ start }) => start >= at);
}

/** The last blank that ends there or earlier. */
export function blankBefore(text: string, at: number): Span | undefined {
  return all(text).findLast(({ end }) => end <= at);
}

/** The text with what is usual in the place of a blank; undefined when the span is none, or nothing is usual there. */
export function accepted(text: string, span: Span): { text: string; at: number } | undefined {
  const inner = /^【([^】]+)】$/.exec(text.slice(span.start, span.end))?.[1];
  return inner === undefined
    ? undefined
    : {
        text: text.slice(0, span.start) + inner + text.slice(span.end),
        at: span.start + inner.length,
      };
}
