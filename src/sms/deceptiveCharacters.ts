/**
 * Characters that could forge a line or deceive a reader: controls, line and paragraph separators,
 * bidirectional controls (a right-to-left override turns "exe.gpj" into "jpg.exe"), invisible marks,
 * tag characters, lone surrogates. The zero-width joiners stay: emoji and several scripts need them.
 */
export const deceptiveCharacters =
  /[\p{Cc}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
