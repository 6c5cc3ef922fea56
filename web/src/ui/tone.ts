/** What a state means for the reader; `StateTag` gives each its colour and sign. */
export type Tone = "idle" | "active" | "wait" | "good" | "bad" | "offer";
