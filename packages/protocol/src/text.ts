import { z } from 'zod'

// Letters of every script, emoji and right-to-left text pass; what only steers a terminal or reorders a line does not.
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/

// Zero-width characters and their like: alone they are a text that nobody sees.
const unseen = /\p{Default_Ignorable_Code_Point}/gu

/** Entered text: 1 to `longest` characters (code points), not blanks or invisible ones alone, line breaks as \n, no control characters, no half of an emoji. */
export const entered = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.replace(unseen, '').trim() !== '')
    .refine((text) => text.isWellFormed() && !steering.test(text))
