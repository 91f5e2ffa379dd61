/** Part of every seed: a new version may draw the same order differently. */
export const SKETCH_VERSION = '1.0.0'
