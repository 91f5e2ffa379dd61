export interface UploadedFile {
  /** `file_…`, a reference in later requests. */
  readonly id: string
  readonly object: 'file'
  readonly bytes: number
  /** Epoch seconds. */
  readonly created_at: number
  readonly purpose: string
}
