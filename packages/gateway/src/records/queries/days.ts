export const DAY_MS = 86_400_000

/** `2026-11-20`, from days since 1970; PostgreSQL answers what is computed from a bigint as text. */
export function dayOf(days: number | string): string {
  return new Date(Number(days) * DAY_MS).toISOString().slice(0, 10)
}
