import type { Sign } from '@morgenkreis/protocol'

/**
 * `ink` and `cut` are filled, in the figure's and in the ground's tone; `line` and `score` are strokes in the same two
 * tones; `face` is filled with the ground and outlined with the figure.
 */
export type Tone = 'ink' | 'cut' | 'line' | 'score' | 'face'
export type Hue = 'kuerbis' | 'tanne' | 'himmel' | 'senf' | 'beere' | 'pflaume'

interface Drawing {
  hue: Hue
  strokes: readonly (readonly [Tone, string])[]
}

const disc = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`

/** Two-tone drawings of our own on a square of 64, one for each hook in the cloakroom. */
export const drawings: Record<Sign, Drawing> = {
  hedgehog: {
    hue: 'kuerbis',
    strokes: [
      [
        'ink',
        'M20 48 20.2 41.4 16.4 35.1 22 35.1 20.4 27.5 25.8 29.9 26.4 21.8 30.9 26.4 33.7 18.9 36.9 25 41.6 18.9 42.9 25.9 48.9 22 48.3 29 54.8 27.7 52.3 33.9 58.7 35.4 54.6 40 60 44.2 54.8 46.6 53 48.0z',
      ],
      ['face', 'M26 31c-5-2-9 1-11 4-2 3-6 4-7 7 1 4 6 6 13 6h8c3-6 2-14-3-17z'],
      ['ink', disc(8.5, 41, 3)],
      ['ink', disc(18.5, 37.5, 1.9)],
      ['line', 'M21 49.500h6M42 49.500h6'],
      ['score', 'M33 27l2 3M41 26l2 3M38 34l2 3M47 34l2 3M44 41l2 3M34 41l1.5 2.5'],
    ],
  },
  boat: {
    hue: 'himmel',
    strokes: [
      ['ink', 'M10 41h44c0 0-2 6-6 9-2 1.6-4 2-6 2H22c-2 0-4-.4-6-2-4-3-6-9-6-9z'],
      ['ink', 'M34 10c9 6 14 15 16 27H34z'],
      ['ink', 'M29 16v21H14c3-8 8-15 15-21z'],
      ['score', 'M37.5 21c3.5 3 5.5 7 6.5 11'],
      ['score', 'M16 46h32'],
      ['line', 'M7 57c4 0 4-2 8-2s4 2 8 2 4-2 8-2 4 2 8 2 4-2 8-2 4 2 8 2'],
    ],
  },
  apple: {
    hue: 'beere',
    strokes: [
      ['ink', 'M32 25c-5-5-19-6-20 9-1 13 9 23 15 22 3-.6 7-.6 10 0 6 1 16-9 15-22-1-15-15-14-20-9z'],
      ['line', 'M32 25c0-5 0-9 2-13'],
      ['ink', 'M36 18c2-8 10-10 16-8 0 6-7 12-16 8z'],
      ['score', 'M19 36c0-4 2-6 5-7'],
      ['cut', disc(41, 40, 1.8)],
      ['cut', disc(37, 46, 1.8)],
    ],
  },
  snail: {
    hue: 'senf',
    strokes: [
      ['ink', 'M8 28c0-4 7-6 9 0l2 14c.5 3 2 4 5 4h28c5 0 6 6 1 6H18c-6 0-8-4-9-10z'],
      ['line', 'M10 26L7 16M16 25l2-9'],
      ['ink', disc(7, 14.5, 2.4)],
      ['ink', disc(18.5, 14.5, 2.4)],
      ['face', disc(38, 30, 16.5)],
      ['line', 'M38 46a16 16 0 1 1 12-10c-2 5-8 7-13 5-6-2-8-9-4-13 4-4 10-1 9 4-1 3-4 3-5 1'],
      ['cut', disc(12, 31, 1.6)],
    ],
  },
  kite: {
    hue: 'tanne',
    strokes: [
      ['ink', 'M50 7l3 21-24 14 1-26z'],
      ['score', 'M50 7L29 42M30 16l23 12'],
      ['line', 'M29 42c-2 5-8 2-10 6s1 6-3 8-6-1-8 1'],
      ['ink', 'M17 39l5 8-8 1zM8 49l8 5-7 4z'],
    ],
  },
  acorn: {
    hue: 'kuerbis',
    strokes: [
      ['line', 'M32 15c0-3 1-6 4-8'],
      ['ink', 'M13 29c0-9 9-15 19-15s19 6 19 15c0 3-2 4-4 4H17c-2 0-4-1-4-4z'],
      ['ink', 'M17 36h30c0 10-6 18-13 20-1.3.4-1.7 2-2 2s-.7-1.6-2-2c-7-2-13-10-13-20z'],
      ['score', 'M20 28l6-8M28 28l8-11M36 28l6-8M44 28l-6-8M36 28l-8-11M28 28l-6-8'],
      ['score', 'M23 41c.5 3 2 6 4 8'],
    ],
  },
  whale: {
    hue: 'himmel',
    strokes: [
      [
        'ink',
        'M6 38c0-10 8-16 18-16 12 0 16 9 22 9 3 0 4-3 3-6-3 0-7-2-8-6 4-1 8 0 10 3 2-3 5-5 8-4 0 4-2 7-5 8 3 15-7 26-25 26C16 52 6 48 6 38z',
      ],
      ['cut', disc(16, 35, 2.2)],
      ['score', 'M8 42c5 3 12 3 17 0'],
      ['score', 'M30 43c2 3 5 4 8 3'],
      ['line', 'M23 17v-5c0-3-2-5-5-5-2 0-4 1-4 3M23 12c0-3 2-5 5-5 2 0 4 1 4 3'],
    ],
  },
  mushroom: {
    hue: 'beere',
    strokes: [
      ['face', 'M25 34h14l3 18c.5 4-20.5 4-20 0z'],
      ['ink', 'M8 33C8 19 19 9 32 9s24 10 24 24c0 4-3 5-6 5H14c-3 0-6-1-6-5z'],
      ['cut', disc(32, 18, 4.2)],
      ['cut', disc(19, 27, 3.4)],
      ['cut', disc(45, 27, 3.4)],
      ['cut', disc(32, 31, 2.4)],
      ['ink', disc(28.5, 45, 1.7)],
      ['ink', disc(35.5, 45, 1.7)],
      ['line', 'M30 49c1 1 3 1 4 0'],
    ],
  },
  lantern: {
    hue: 'senf',
    strokes: [
      ['line', 'M57 22L30 8v7'],
      ['ink', 'M22 15h16v5H22zM23 51h14v5H23z'],
      ['ink', disc(30, 35.5, 17)],
      ['cut', disc(24, 33, 2.3)],
      ['cut', disc(36, 33, 2.3)],
      ['score', 'M24 40c2 3.5 10 3.5 12 0'],
      ['score', 'M19 25c6-3 16-3 22 0M19 46.500c6 2.5 16 2.5 22 0'],
    ],
  },
  owl: {
    hue: 'pflaume',
    strokes: [
      ['ink', 'M13 11c4 4 9 4 19 4s15 0 19-4c2 5 1 8 1 12v14c0 11-8 18-20 18s-20-7-20-18V23c0-4-1-7 1-12z'],
      ['cut', disc(23.5, 26, 7.5)],
      ['cut', disc(40.5, 26, 7.5)],
      ['ink', disc(24.5, 27, 3.6)],
      ['ink', disc(39.5, 27, 3.6)],
      ['cut', 'M29 34h6l-3 5z'],
      ['score', 'M25 43l3 2 3-2M33 43l3 2 3-2M29 49l3 2 3-2'],
      ['line', 'M26 57v2M38 57v2'],
    ],
  },
  clover: {
    hue: 'tanne',
    strokes: [
      ['line', 'M32 32c0 10 1 18 6 26'],
      ['ink', 'M31 30c-9 0-21-1-21-10 0-5 5-9 10-6 0-5 5-9 9-5 4 3 3 13 2 21z'],
      ['ink', 'M33 30c0-9 1-21 10-21 5 0 9 5 6 10 5 0 9 5 5 9-3 4-13 3-21 2z'],
      ['ink', 'M34 33c9 0 20 1 20 10 0 5-5 8-9 5 0 5-5 8-8 5-3-3-4-12-3-20z'],
      ['ink', 'M30 33c0 9-1 20-10 20-5 0-8-5-5-9-5 0-8-5-5-8 3-3 12-4 20-3z'],
      ['score', 'M28 27l-8-8M36 27l8-8M37 36l7 7M27 36l-7 7'],
    ],
  },
  train: {
    hue: 'pflaume',
    strokes: [
      ['ink', 'M35 15h21v5h-2v24H35z'],
      ['ink', 'M14 25h22v19H11V28c0-2 1-3 3-3z'],
      ['ink', 'M14 15h11l-2 11h-7z'],
      ['cut', 'M41 22h8v9h-8z'],
      ['score', 'M17 31h12'],
      ['ink', 'M7 42h50v5H7z'],
      ['face', disc(17, 49, 6)],
      ['face', disc(32, 49, 6)],
      ['face', disc(47, 49, 6)],
      ['ink', disc(17, 49, 1.8)],
      ['ink', disc(32, 49, 1.8)],
      ['ink', disc(47, 49, 1.8)],
      ['line', 'M19 10c1-3 5-4 7-2 2-3 7-2 7 2'],
    ],
  },
}

export const signs = Object.keys(drawings) as Sign[]
