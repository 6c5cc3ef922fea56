import { shallowRef, type ShallowRef } from "vue";
import { useI18n } from "vue-i18n";
import {
  removeMember,
  restoreMembers,
  saveMember,
  versionOf,
  type Item,
  type MemberChange,
  type Members,
  type Section,
} from "../../../api/members";
import { useAction, type Action, type Load } from "../../../api/use-load";
import { confirmed, told, type Question } from "../../../ui/confirm";
import { changeOf } from "./meanwhile";

/** The field that tells the items of a section apart. */
const IDENTIFIERS = {
  consortia: "code",
  units: "code",
  nodes: "aeTitle",
  centres: "code",
  agreements: "id",
  receivers: "code",
} as const;

/** An item that stands in a form. */
export interface Editing<S extends Section> {
  /** What it was when the form was filled; undefined for a new one. */
  before: Item<S> | undefined;
  /** Entity tag of the version that it is changed from: not what was loaded since, which the form does not show. */
  base: string;
  /** Set when somebody was faster and the newest version was fetched: what they did to this item, if anything. */
  overtaken?: { by: MemberChange | undefined };
}

/** The last change that was made here, and how it is taken back. */
export interface Undo {
  what: string;
  version: number;
  /** Only from the version that it made: what others did since must not go with it. */
  base: string;
}

export interface MemberEdits<S extends Section> {
  editing: ShallowRef<Editing<S> | undefined>;
  undo: ShallowRef<Undo | undefined>;
  saving: Action<[Item<S>]>;
  removing: Action<[string, string]>;
  undoing: Action<[]>;
  /** Opens the form; for a new item with nothing in it. */
  edit: (item: Item<S> | undefined) => void;
  save: (item: Item<S>, says: string) => Promise<void>;
  /** Asks first. */
  drop: (item: Item<S>, sure: Question, says: string) => Promise<void>;
  takeBack: () => Promise<void>;
  /** Fetches the newest version under an open form. */
  renew: () => Promise<void>;
}

/**
 * Changes one section of the members from a page that lists it: each change from the version that its person has seen, and each can be
 * taken back as long as nobody has changed anything since.
 */
export function useMemberEdits<S extends Section>(section: S, list: Load<Members>): MemberEdits<S> {
  const { t } = useI18n();
  const editing = shallowRef<Editing<S>>();
  const undo = shallowRef<Undo>();

  function identifier(item: Item<S>): string {
    return String((item as unknown as Record<string, unknown>)[IDENTIFIERS[section]]);
  }

  function find(wanted: string): Item<S> | undefined {
    const all = (list.data.value?.[section] ?? []) as Item<S>[];
    return all.find((one) => identifier(one) === wanted);
  }

  let made = "";
  const saving = useAction(async (item: Item<S>) => {
    const base = editing.value?.base ?? "";
    made = await saveMember(section, identifier(item), { item, base });
  });
  const removing = useAction(async (which: string, base: string) => {
    made = await removeMember(section, which, base);
  });
  const undoing = useAction(async () => {
    const { version, base } = undo.value ?? { version: 0, base: "" };
    await restoreMembers(version, base);
  });

  async function done(what: string, base: string): Promise<void> {
    // the first version has none before it that could be put in force
    undo.value =
      made !== base && versionOf(base) > 0
        ? { what, version: versionOf(base), base: made }
        : undefined;
    removing.error.value = undefined;
    undoing.error.value = undefined;
    told(what);
    await list.reload();
  }

  function edit(item: Item<S> | undefined): void {
    saving.error.value = undefined;
    editing.value = { before: item, base: list.data.value?.etag ?? "" };
  }

  async function save(item: Item<S>, says: string): Promise<void> {
    const base = editing.value?.base ?? "";
    if (await saving.run(item)) {
      editing.value = undefined;
      await done(says, base);
    }
  }

  async function drop(item: Item<S>, sure: Question, says: string): Promise<void> {
    const base = list.data.value?.etag ?? "";
    if (!(await confirmed(sure))) {
      return;
    }
    if (await removing.run(identifier(item), base)) {
      await done(says, base);
    } else if (removing.error.value?.code === "stale") {
      await list.reload();
    }
  }

  async function takeBack(): Promise<void> {
    if (await undoing.run()) {
      undo.value = undefined;
      told(t("members.undone"));
      await list.reload();
    } else if (undoing.error.value?.code === "stale") {
      undo.value = undefined;
      await list.reload();
    }
  }

  async function renew(): Promise<void> {
    await list.reload();
    const now = editing.value;
    if (list.error.value !== undefined || now === undefined) {
      saving.error.value = list.error.value;
      return;
    }
    const which = now.before === undefined ? "" : identifier(now.before);
    const latest = now.before === undefined ? undefined : find(which);
    const by = changeOf({ section, identifier: which }, now.before, latest);
    editing.value = { before: latest, base: list.data.value?.etag ?? "", overtaken: { by } };
    saving.error.value = undefined;
  }

  return { editing, undo, saving, removing, undoing, edit, save, drop, takeBack, renew };
}
