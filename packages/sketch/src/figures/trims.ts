import { shade } from '../colour.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'
import type { Look } from './look.ts'

/** What makes a coat a uniform, over a torso from (±27, -122) to (±33, -56); by the name in `outfits.json`. */
export const TRIMS: Readonly<Record<string, (look: Look) => string>> = {
  panel: () =>
    rect([-17, -100, 34, 24], '#c3ccd6', { rx: 5 }) +
    circle([-8, -92, 3.6], '#e4572e') +
    circle([2, -92, 3.6], '#2e86ab') +
    circle([11, -92, 3.6], '#f2b134') +
    stroke('M-11 -82h22', '#7b8794', 3),
  plate: () => stroke('M0 -122V-58', '#7f8a94', 3) + stroke('M-26 -96Q0 -86 26 -96', '#7f8a94', 3),
  lacquer: () =>
    [-108, -92, -76].map((y) => stroke(`M-28 ${y}Q0 ${y + 10} 28 ${y}`, '#c23b2e', 5)).join('') +
    path('M-46 -120L-22 -124L-26 -92L-50 -96Z', '#20263a') +
    path('M46 -120L22 -124L26 -92L50 -96Z', '#20263a') +
    stroke('M-48 -108L-25 -106M48 -108L25 -106', '#c23b2e', 4) +
    rect([-34, -66, 68, 10], '#d4a017', { rx: 4 }),
  stethoscope: () =>
    stroke('M-12 -122Q-10 -96 0 -92Q10 -96 12 -122M0 -92V-80', '#3b4a5a', 3.4) +
    circle([0, -76, 6], '#3b4a5a'),
  buttons: () =>
    [-100, -84, -68].map((y) => circle([-7, y, 2.6], '#444444') + circle([7, y, 2.6], '#444444')).join(''),
  zip: () => stroke('M0 -124V-70', '#f2b134', 4),
  collar: ({ top }) =>
    path('M-14 -124L0 -104L14 -124L6 -126H-6Z', '#ffffff') + stroke('M0 -104V-60', shade(top, -0.2), 3),
  tie: () =>
    path('M-15 -124L0 -100L15 -124L6 -127H-6Z', '#ffffff') +
    path('M-5 -112H5L8 -74L0 -64L-8 -74Z', '#b3263e'),
  apron: () =>
    path('M-16 -112H16L26 -60Q0 -50 -26 -60Z', '#5b6f8a') +
    stroke('M-16 -112L-10 -124M16 -112L10 -124', '#5b6f8a', 4) +
    rect([-11, -84, 22, 14], '#4a5c74', { rx: 3 }),
  tutu: ({ top }) =>
    path(
      'M-32 -72Q-84 -58 -72 -40Q-36 -52 0 -40Q36 -52 72 -40Q84 -58 32 -72Q0 -62 -32 -72Z',
      shade(top, 0.25),
      {
        opacity: 0.95,
      },
    ) + stroke('M-52 -52Q-30 -62 -14 -52M52 -52Q30 -62 14 -52', shade(top, -0.12), 2.4),
  badge: () =>
    path('M-18 -108l7 -4 7 4 -2 10 -5 4 -5 -4Z', '#f2c230') +
    rect([-33, -66, 66, 9], '#15181f') +
    rect([-6, -67, 12, 11], '#d4b45a'),
  vest: () => stroke('M-17 -122V-58M17 -122V-58', '#f5f0c0', 6) + stroke('M-31 -84H31', '#f5f0c0', 6),
  stripes: () => stroke('M-31 -78H31M-30 -94H30', '#f2d24a', 5),
  dungarees: ({ bottom }) =>
    path('M-20 -98H20L26 -56Q0 -48 -26 -56Z', bottom) +
    stroke('M-16 -98L-18 -124M16 -98L18 -124', bottom, 7) +
    circle([-15, -95, 3.4], '#f2c230') +
    circle([15, -95, 3.4], '#f2c230'),
  belt: () => rect([-33, -68, 66, 11], '#3b2a1c') + rect([-8, -70, 16, 15], '#d4a017', { rx: 2 }),
  sash: () => rect([-33, -70, 66, 10], '#b3263e') + path('M14 -62L26 -64L30 -34L18 -36Z', '#b3263e'),
  cape: () => path('M-14 -108H14L8 -84H-8Z', '#f6c927') + rect([-33, -66, 66, 9], '#f6c927'),
  braid: () =>
    stroke('M-16 -114H16M-18 -98H18M-18 -82H18', '#f2c230', 4) + stroke('M0 -122V-60', '#f2c230', 3),
  santa: () =>
    rect([-34, -72, 68, 13], '#23242a') +
    rect([-9, -74, 18, 17], '#f2c230', { rx: 3 }) +
    stroke('M0 -122V-76', '#ffffff', 10) +
    stroke('M-30 -54Q0 -44 30 -54', '#ffffff', 9),
  satchel: () =>
    stroke('M-24 -122L26 -66', '#7a4a26', 6) +
    rect([14, -72, 32, 26], '#8f5a30', { rx: 5 }) +
    rect([14, -72, 32, 10], '#7a4a26', { rx: 4 }),
  number: ({ bottom }) =>
    stroke('M-5 -102H7L0 -74', bottom === '#ffffff' ? '#ffffff' : '#23242a', 6) +
    stroke('M-33 -62H33', '#ffffff', 4),
  wings: () => ellipse([0, -84, 1, 1], '#ffffff'),
}

/** What hangs down the back, behind everything else. */
export const BACKS: Readonly<Record<string, () => string>> = {
  panel: () => rect([-44, -128, 88, 76], '#aab4c0', { rx: 16 }),
  cape: () => path('M-26 -122Q-70 -60 -62 -14Q-30 -26 0 -14Q30 -26 62 -14Q70 -60 26 -122Z', '#d92626'),
  wings: () =>
    path('M-18 -110Q-70 -168 -104 -130Q-100 -84 -64 -66Q-40 -58 -18 -80Z', '#ffffff') +
    path('M18 -110Q70 -168 104 -130Q100 -84 64 -66Q40 -58 18 -80Z', '#ffffff') +
    stroke('M-88 -118Q-70 -92 -34 -84M88 -118Q70 -92 34 -84', '#d5dde8', 4),
}
