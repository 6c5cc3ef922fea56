/** Puts words of templates into the report that is being written, and goes from blank to blank. */
import { nextTick, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import type { ReportText } from "../../api/reports";
import type { ReportTemplate } from "../../api/templates";
import { accepted, blankBefore, blankFrom, hasBlank, type Span } from "./blanks";
import { filling, phraseOf, TEMPLATE_FIELDS, type Filling } from "./template-choice";
import { FIELDS, type Field } from "./text";

type Input = HTMLInputElement | HTMLTextAreaElement;

/** What was put in, until something else is. */
export interface Inserted {
  name: string;
  before: ReportText;
  filling: Filling;
}

export interface TemplateWords {
  inserted: ShallowRef<Inserted | undefined>;
  /** Whether the list of templates is open. */
  open: Ref<boolean>;
  insert: (template: ReportTemplate) => Promise<void>;
  /** Also where somebody has written. */
  replaceKept: () => Promise<void>;
  undo: () => void;
  forget: () => void;
  /** Where the caret is, or was. */
  noted: (event: FocusEvent) => void;
  pressed: (event: KeyboardEvent) => void;
  /** Goes to the first blank of the report; false when there is none. */
  toBlank: () => Promise<boolean>;
}

interface Place {
  field: Field;
  span: Span;
}

function fieldOf(input: Input): Field | undefined {
  const name = input.closest<HTMLElement>("[data-field]")?.dataset["field"];
  return FIELDS.find((one) => one === name);
}

function isInput(target: EventTarget | null): target is Input {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

function spanOf(input: Input): Span {
  const { selectionStart, selectionEnd, value } = input;
  return { start: selectionStart ?? value.length, end: selectionEnd ?? value.length };
}

/**
 * @param root of the editor, whose fields are marked with `data-field`
 * @param untouched item that nobody has typed
 */
export function useTemplateWords(
  root: Readonly<ShallowRef<HTMLElement | null>>,
  draft: { text: ShallowRef<ReportText>; set: (change: Partial<ReportText>) => void },
  untouched: () => string,
): TemplateWords {
  const inserted = shallowRef<Inserted>();
  const open = ref(false);
  let caret: Place | undefined;
  /** Words for the fields that were left as they were. */
  let replacing: Partial<ReportText> = {};

  function inputOf(field: Field): Input | null {
    return root.value?.querySelector<Input>(`[data-field="${field}"] :is(input, textarea)`) ?? null;
  }

  async function select({ field, span }: Place): Promise<void> {
    await nextTick();
    const input = inputOf(field);
    input?.focus();
    input?.setSelectionRange(span.start, span.end);
  }

  async function toBlank(fields: readonly Field[] = FIELDS): Promise<boolean> {
    const text = draft.text.value;
    const field = fields.find((one) => hasBlank(text[one]));
    const span = field === undefined ? undefined : blankFrom(text[field], 0);
    if (field === undefined || span === undefined) {
      return false;
    }
    await select({ field, span });
    return true;
  }

  async function phrase(template: ReportTemplate): Promise<void> {
    const found = phraseOf(template.content);
    if (found === undefined) {
      return;
    }
    const before = draft.text.value;
    const field = caret?.field ?? found.field;
    const there = before[field];
    const span = caret?.span ?? { start: there.length, end: there.length };
    const start = Math.min(span.start, there.length);
    draft.set({ [field]: there.slice(0, start) + found.words + there.slice(span.end) });
    const change = { [field]: draft.text.value[field] };
    inserted.value = {
      name: template.content.name,
      before,
      filling: { change, filled: [], kept: [] },
    };
    const end = start + found.words.length;
    const blank = blankFrom(found.words, 0);
    await select({
      field,
      span:
        blank === undefined
          ? { start: end, end }
          : { start: start + blank.start, end: start + blank.end },
    });
  }

  async function insert(template: ReportTemplate): Promise<void> {
    open.value = false;
    if (template.content.kind === "PHRASE") {
      await phrase(template);
      return;
    }
    const before = draft.text.value;
    const put = filling(before, template.content, untouched());
    draft.set(put.change);
    replacing = Object.fromEntries(put.kept.map((one) => [one, template.content[one]]));
    inserted.value = { name: template.content.name, before, filling: put };
    const [first] = put.filled;
    if (!(await toBlank(put.filled)) && first !== undefined) {
      inputOf(put.filled.includes("findings") ? "findings" : first)?.focus();
    }
  }

  async function replaceKept(): Promise<void> {
    if (inserted.value !== undefined) {
      const { kept, filled, change } = inserted.value.filling;
      draft.set(replacing);
      inserted.value = {
        ...inserted.value,
        filling: { change: { ...change, ...replacing }, filled: [...filled, ...kept], kept: [] },
      };
      await toBlank(TEMPLATE_FIELDS);
    }
  }

  function undo(): void {
    if (inserted.value !== undefined) {
      const { before, filling: put } = inserted.value;
      const names = Object.keys(put.change) as (keyof ReportText)[];
      draft.set(Object.fromEntries(names.map((one) => [one, before[one]])));
      inserted.value = undefined;
    }
  }

  /** From the blank that is selected, whose usual words are taken, to the next one here or in a later field. */
  async function forward(field: Field, input: Input): Promise<void> {
    const taken = accepted(input.value, spanOf(input));
    let from = spanOf(input).end;
    if (taken !== undefined) {
      draft.set({ [field]: taken.text });
      from = taken.at;
    }
    const here = blankFrom(draft.text.value[field], from);
    if (here !== undefined) {
      await select({ field, span: here });
    } else if (!(await toBlank(FIELDS.slice(FIELDS.indexOf(field) + 1)))) {
      await select({ field, span: { start: from, end: from } });
    }
  }

  function hasNext(field: Field, input: Input): boolean {
    const text = draft.text.value;
    return (
      accepted(input.value, spanOf(input)) !== undefined ||
      blankFrom(input.value, spanOf(input).end) !== undefined ||
      FIELDS.slice(FIELDS.indexOf(field) + 1).some((one) => hasBlank(text[one]))
    );
  }

  function tabbed(event: KeyboardEvent, field: Field, input: Input): void {
    if (event.shiftKey) {
      const span = blankBefore(input.value, spanOf(input).start);
      if (span !== undefined) {
        event.preventDefault();
        void select({ field, span });
      }
    } else if (hasNext(field, input)) {
      event.preventDefault();
      void forward(field, input);
    }
  }

  function pressed(event: KeyboardEvent): void {
    if (event.altKey && event.code === "KeyT") {
      event.preventDefault();
      open.value = true;
      return;
    }
    const { target } = event;
    const field = isInput(target) ? fieldOf(target) : undefined;
    if (event.key === "Tab" && !event.isComposing && isInput(target) && field !== undefined) {
      tabbed(event, field, target);
    }
  }

  function noted(event: FocusEvent): void {
    const { target } = event;
    const field = isInput(target) ? fieldOf(target) : undefined;
    if (isInput(target) && field !== undefined) {
      caret = { field, span: spanOf(target) };
    }
  }

  return {
    ...{ inserted, open, insert, replaceKept, undo, noted, pressed },
    toBlank: () => toBlank(),
    forget: () => {
      inserted.value = undefined;
    },
  };
}
