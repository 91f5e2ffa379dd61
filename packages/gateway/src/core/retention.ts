/** What an operator keeps, in whole days after its end; undefined: for ever. */
export interface KeepDays {
  /** Pictures, after the end of their job. At most `jobs`, when that is a number. */
  readonly images: number | undefined
  readonly jobs: number | undefined
  /** Webhook messages that were delivered or given up. */
  readonly webhookDeliveries: number
}
