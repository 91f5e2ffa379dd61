/** A prompt is read up to this many characters; beyond it there is only style talk. */
export const LONGEST_PROMPT = 4000
