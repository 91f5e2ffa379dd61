import type { PixelSize } from '../core/model.ts'

type SizeTable = Readonly<Record<string, PixelSize>>

/** Vendor's recommended pixels by ratio (BytePlus "image-generation-api" and model pages, read 2026-10-08). */

/** Seedream 3.0; SeedEdit's own table is not public and this one stands in for it. */
export const LEGACY_PRESETS: SizeTable = {
  '1:1': '1024x1024',
  '4:3': '1152x864',
  '3:4': '864x1152',
  '16:9': '1280x720',
  '9:16': '720x1280',
  '3:2': '1248x832',
  '2:3': '832x1248',
  '21:9': '1512x648',
}

/** 4.0. The vendor's tutorial has 1312x736, 736x1312 and 1568x672 for the widest; its API page, followed here, has these. */
export const ONE_K_OF_4: SizeTable = {
  '1:1': '1024x1024',
  '4:3': '1152x864',
  '3:4': '864x1152',
  '16:9': '1280x720',
  '9:16': '720x1280',
  '3:2': '1248x832',
  '2:3': '832x1248',
  '21:9': '1512x648',
}

/** 5.0 pro, 5.0 flash and 5.5. */
export const ONE_K: SizeTable = {
  '1:1': '1024x1024',
  '4:3': '1152x864',
  '3:4': '864x1152',
  '16:9': '1424x800',
  '9:16': '800x1424',
  '3:2': '1248x832',
  '2:3': '832x1248',
  '21:9': '1568x672',
}

/** 5.0 pro, 5.0 flash and 5.5. */
export const ONE_AND_A_HALF_K: SizeTable = {
  '1:1': '1536x1536',
  '4:3': '1792x1344',
  '3:4': '1344x1792',
  '16:9': '2048x1152',
  '9:16': '1152x2048',
  '3:2': '1872x1248',
  '2:3': '1248x1872',
  '21:9': '2352x1008',
}

/** 5.0 pro, 5.0 flash and 5.5. */
export const TWO_K: SizeTable = {
  '1:1': '2048x2048',
  '4:3': '2368x1776',
  '3:4': '1776x2368',
  '16:9': '2816x1584',
  '9:16': '1584x2816',
  '3:2': '2496x1664',
  '2:3': '1664x2496',
  '21:9': '3136x1344',
}

/** 4.0, 4.5 and 5.0 lite. */
export const TWO_K_OF_4: SizeTable = {
  '1:1': '2048x2048',
  '4:3': '2304x1728',
  '3:4': '1728x2304',
  '16:9': '2848x1600',
  '9:16': '1600x2848',
  '3:2': '2496x1664',
  '2:3': '1664x2496',
  '21:9': '3136x1344',
}

/** 5.0 lite. */
export const THREE_K: SizeTable = {
  '1:1': '3072x3072',
  '4:3': '3456x2592',
  '3:4': '2592x3456',
  '16:9': '4096x2304',
  '9:16': '2304x4096',
  '3:2': '3744x2496',
  '2:3': '2496x3744',
  '21:9': '4704x2016',
}

/** 4.0, 4.5 and 5.0 lite. */
export const FOUR_K: SizeTable = {
  '1:1': '4096x4096',
  '4:3': '4704x3520',
  '3:4': '3520x4704',
  '16:9': '5504x3040',
  '9:16': '3040x5504',
  '3:2': '4992x3328',
  '2:3': '3328x4992',
  '21:9': '6240x2656',
}
