/** A wrong setting: its name and what it must be. Shown to the operator, who alone can help. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
