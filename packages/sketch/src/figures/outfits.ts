/** Colours a role is known by; what it leaves out is chosen like anyone's. */
export interface Outfit {
  readonly top?: string
  readonly bottom?: string
  readonly shoes?: string
  readonly robe?: boolean
}

export const OUTFITS: Readonly<Record<string, Outfit>> = {
  astronaut: { top: '#eef1f6', bottom: '#e3e8ef', shoes: '#b8c1cc' },
  chef: { top: '#ffffff' },
  doctor: { top: '#ffffff' },
  wizard: { top: '#4b3fbf', bottom: '#4b3fbf', robe: true },
  knight: { top: '#aab4be', bottom: '#8c98a4', shoes: '#6b7681' },
  samurai: { top: '#2d3348', bottom: '#3d2f3a', shoes: '#201c22' },
  king: { top: '#a01f3c', bottom: '#7b1730', robe: true },
  queen: { top: '#a01f3c', bottom: '#7b1730', robe: true },
  detective: { top: '#a98a5b' },
  fisherman: { top: '#f2c230', bottom: '#2f3e5c' },
  firefighter: { top: '#c8402a', bottom: '#3a3a3f' },
  farmer: { top: '#c0392b', bottom: '#3b6ea8' },
  pirate: { top: '#8c1f2b', bottom: '#2b2b33' },
  cowboy: { top: '#8a5a32', bottom: '#2f4a6b' },
  surfer: { top: '#149c9c', bottom: '#0d3b52', shoes: '#9b643d' },
}
