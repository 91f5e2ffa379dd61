import { randomUUID } from 'node:crypto'

export interface FormFile {
  readonly name: string
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** A `multipart/form-data` body as pieces to be sent one after the other: no file is copied. Names must be plain ASCII words. */
export function formPieces(
  fields: readonly (readonly [name: string, value: string])[],
  files: readonly FormFile[],
): { readonly contentType: string; readonly pieces: readonly Uint8Array[] } {
  const boundary = `dreamgate-${randomUUID()}`
  const texts = fields.map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const parts = files.flatMap(({ name, fileName, mediaType, bytes }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${fileName}"\r\n` +
        `content-type: ${mediaType}\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ])
  const pieces = [...texts, ...parts, Buffer.from(`--${boundary}--\r\n`)]
  return { contentType: `multipart/form-data; boundary=${boundary}`, pieces }
}
