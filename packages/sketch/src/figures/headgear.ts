import { shade } from '../colour.ts'
import { icon } from '../svg/icon.ts'
import { circle, ellipse, path, rect, stroke } from '../svg/shapes.ts'

/** What a role wears on a head whose middle is at (0, -166) and whose hair begins at -212; by the name in `outfits.json`. */
export const HEADGEAR: Readonly<Record<string, (colour?: string) => string>> = {
  souwester: (colour = '#2c4a6b') =>
    path('M-44 -190Q-40 -226 0 -226Q40 -226 44 -190Z', colour) +
    rect([-50, -194, 100, 12], shade(colour, -0.25), { rx: 6 }),
  straw: (colour = '#e3bf6f') =>
    ellipse([0, -196, 62, 10], shade(colour, -0.08)) +
    path('M-34 -198Q-30 -232 0 -230Q30 -232 34 -198Z', colour) +
    rect([-34, -206, 68, 8], '#a4502f'),
  cowboy: (colour = '#8f633c') =>
    ellipse([0, -194, 66, 11], shade(colour, -0.15)) +
    path('M-34 -196Q-34 -240 -12 -232Q0 -226 12 -232Q34 -240 34 -196Z', colour),
  'fire-helmet': (colour = '#b3261e') =>
    path('M-48 -182Q-46 -230 0 -232Q46 -230 48 -182Z', colour) +
    rect([-56, -188, 112, 9], shade(colour, -0.2), { rx: 4 }) +
    path('M-12 -196Q0 -226 12 -196Z', '#f2c230'),
  'hard-hat': (colour = '#f6c927') =>
    path('M-46 -186Q-46 -234 0 -236Q46 -234 46 -186Z', colour) +
    rect([-54, -192, 108, 9], shade(colour, -0.15), { rx: 4 }) +
    stroke('M0 -236V-194', shade(colour, -0.2), 6),
  toque: () =>
    circle([-22, -226, 18], '#ffffff') +
    circle([22, -226, 18], '#ffffff') +
    circle([0, -234, 22], '#ffffff') +
    rect([-28, -222, 56, 22], '#f2f2f2', { rx: 3 }),
  pointed: (colour = '#3d32a8') =>
    path('M-52 -192Q0 -212 52 -192L30 -200L6 -290L-30 -200Z', colour) +
    ellipse([0, -194, 56, 11], shade(colour, 0.1)) +
    circle([0, -230, 4], '#ffd84d') +
    circle([-10, -212, 3], '#ffd84d') +
    circle([12, -214, 3], '#ffd84d'),
  crown: () => icon('crown', { x: 0, y: -196, size: 44 }),
  fedora: (colour = '#7d653f') =>
    ellipse([0, -198, 52, 10], shade(colour, -0.12)) +
    path('M-32 -200Q-30 -236 0 -232Q30 -236 32 -200Z', colour) +
    rect([-32, -209, 64, 8], shade(colour, -0.45)),
  helm: () =>
    path('M-46 -170Q-48 -222 0 -224Q48 -222 46 -170L34 -176Q0 -190 -34 -176Z', '#aab4be') +
    stroke('M0 -224Q20 -252 44 -236', '#d92626', 9),
  kabuto: () =>
    path('M-52 -172Q-54 -226 0 -228Q54 -226 52 -172L62 -158Q30 -176 0 -176Q-30 -176 -62 -158Z', '#20263a') +
    stroke('M-50 -176Q0 -196 50 -176', '#c23b2e', 4) +
    path('M-8 -214Q-40 -236 -36 -272Q-16 -246 0 -240Q16 -246 36 -272Q40 -236 8 -214Z', '#d4a017'),
  tricorne: () =>
    path('M-56 -192Q-50 -214 -30 -222Q0 -252 30 -222Q50 -214 56 -192Q0 -206 -56 -192Z', '#23242a') +
    circle([0, -218, 8], '#f5f5f2'),
  beret: (colour = '#b3263e') =>
    path('M-46 -192Q-58 -226 -8 -230Q52 -230 46 -196Q0 -206 -46 -192Z', colour) +
    stroke('M4 -229V-238', shade(colour, -0.3), 5),
  peaked: (colour = '#22355e') =>
    path('M-46 -198Q-62 -224 -40 -230H40Q62 -224 46 -198Z', colour) +
    path('M-44 -200H44L36 -188Q0 -180 -36 -188Z', '#15181f') +
    circle([0, -213, 7], '#f2c230'),
  cap: (colour = '#d92626') =>
    path('M-44 -190Q-44 -230 0 -230Q44 -230 44 -190Z', colour) +
    path('M-44 -196H-8Q-40 -184 -78 -186Q-74 -194 -44 -196Z', shade(colour, -0.2)),
  nurse: () =>
    path('M-34 -196L-28 -222Q0 -230 28 -222L34 -196Q0 -204 -34 -196Z', '#ffffff') +
    stroke('M-7 -211H7M0 -218V-204', '#d92626', 4),
  hood: (colour = '#23242a') =>
    path(
      'M-50 -150Q-58 -222 0 -226Q58 -222 50 -150Q46 -122 0 -120Q-46 -122 -50 -150ZM-38 -186Q0 -196 38 -186Q42 -172 36 -164Q0 -156 -36 -164Q-42 -172 -38 -186Z',
      colour,
      { 'fill-rule': 'evenodd' },
    ),
  horned: () =>
    path('M-46 -186Q-46 -228 0 -230Q46 -228 46 -186Z', '#8c98a4') +
    rect([-48, -194, 96, 10], '#b08d57', { rx: 4 }) +
    path('M-42 -206Q-78 -214 -76 -252Q-58 -230 -36 -222Z', '#f2ead6') +
    path('M42 -206Q78 -214 76 -252Q58 -230 36 -222Z', '#f2ead6'),
  'top-hat': () => icon('top-hat', { x: 0, y: -190, size: 64, fit: 'width' }),
  veil: () =>
    path(
      'M-48 -206Q0 -236 48 -206Q74 -150 66 -84Q48 -150 44 -190Q0 -212 -44 -190Q-48 -150 -66 -84Q-74 -150 -48 -206Z',
      '#ffffff',
      {
        opacity: 0.78,
      },
    ) + [-28, -10, 10, 28].map((x) => circle([x, -212 - (28 - Math.abs(x)) * 0.3, 6], '#f5c6d6')).join(''),
  bobble: (colour = '#d92626') =>
    path('M-46 -186Q-46 -230 0 -230Q46 -230 46 -186Z', colour) +
    rect([-50, -196, 100, 14], '#f5f5f2', { rx: 7 }) +
    circle([0, -234, 12], '#f5f5f2'),
  clown: () =>
    [-44, -34, 34, 44].map((x, at) => circle([x, -188 - (at % 2) * 14, 17], '#e4572e')).join('') +
    circle([0, -160, 9], '#d92626'),
  halo: () => ellipse([0, -232, 34, 9], 'none', { stroke: '#ffd84d', 'stroke-width': 6 }),
}
