import type { UploadedFile } from './wire/file.ts'
import type { GenerateRequest, Reference } from './wire/request.ts'

type Upload = (file: Blob) => Promise<UploadedFile>

/** The request as JSON can carry it: bytes are uploaded, each Blob once, and named by their file's id. */
export async function withoutBlobs(request: GenerateRequest, upload: Upload): Promise<GenerateRequest> {
  const uploads = new Map<Blob, Promise<UploadedFile>>()
  const named = async (reference: Reference): Promise<Reference> => {
    if (!(reference instanceof Blob)) return reference
    const uploading = uploads.get(reference) ?? upload(reference)
    uploads.set(reference, uploading)
    return { file_id: (await uploading).id }
  }
  const { image, images, mask } = request
  return {
    ...request,
    ...(image !== undefined && { image: await Promise.all([image].flat().map(named)) }),
    ...(images !== undefined && { images: await Promise.all(images.map(named)) }),
    ...(mask !== undefined && { mask: await named(mask) }),
  }
}
