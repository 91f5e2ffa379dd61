/**
 * Money in millionths of a US dollar, always an integer. A JavaScript number is exact up to nine billion
 * dollars, which is why it need not be a bigint.
 */
export type Micros = number

const MICROS_PER_DOLLAR = 1_000_000

/** Dollars as the price list writes them (`0.035`) to micro-dollars. */
export function usd(dollars: number): Micros {
  return Math.round(dollars * MICROS_PER_DOLLAR)
}

/** The decimal string that goes on the wire: at least two places, never an exponent. `35000` is `"0.035"`. */
export function dollars(micros: Micros): string {
  const sign = micros < 0 ? '-' : ''
  const digits = String(Math.abs(micros)).padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '')
  return `${sign}${digits.slice(0, -6)}.${fraction}`
}
