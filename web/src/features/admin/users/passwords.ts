/** First passwords, which their owner must change at once. */

/** Without those that people take for others: 0 and O, 1 and l. */
const SIGNS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const GROUPS = 4;
const IN_GROUP = 4;

/** Sixteen signs by chance, in groups that can be read out. */
export function firstPassword(): string {
  const groups: string[] = [];
  for (let group = 0; group < GROUPS; group++) {
    let text = "";
    while (text.length < IN_GROUP) {
      const [value = 0] = crypto.getRandomValues(new Uint8Array(1));
      // the rest of 256 would make the first signs likelier
      if (value < 256 - (256 % SIGNS.length)) {
        text += SIGNS.charAt(value % SIGNS.length);
      }
    }
    groups.push(text);
  }
  return groups.join("-");
}
