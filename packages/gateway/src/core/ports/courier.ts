/** Carries webhook messages from their rows to their addresses. The rows hold the truth; this only goes round. */
export interface Courier {
  /** Something may be due now; call after the transaction that made it so has committed. */
  nudge(): void
}
