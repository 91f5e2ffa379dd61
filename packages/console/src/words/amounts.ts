/** `0.0350` is $0.035; nothing is free. */
export function money(usd: string): string {
  const amount = Number(usd)
  return amount === 0 ? 'free' : `$${amount.toFixed(6).replace(/0{1,4}$/, '')}`
}

/** `2048x1152` or two numbers, as people write it. */
export function pixels(width: number, height: number): string {
  return `${width} × ${height}`
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole === 0) return 'under 1 s'
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

const STEPS = [
  { seconds: 86_400, unit: 'day' },
  { seconds: 3600, unit: 'hour' },
  { seconds: 60, unit: 'minute' },
] as const
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })

export function ago(seconds: number): string {
  const step = STEPS.find((each) => seconds >= each.seconds)
  return step === undefined ? 'just now' : RELATIVE.format(-Math.floor(seconds / step.seconds), step.unit)
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
