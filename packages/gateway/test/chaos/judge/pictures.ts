import { jobIdOf, placeOf } from './charges.ts'
import type { Evidence } from './evidence.ts'
import type { Breach } from './verdict.ts'

/** What is served at a picture's address is what the upstream made for this very ask and place. */
export function pictures({ files, purchases, served }: Evidence): readonly Breach[] {
  return [...files.values()].flatMap((file) => {
    const charges = purchases.filter(({ key }) => jobIdOf(key) === file.job.id)
    const made = charges.flatMap((charge) =>
      Array.from(charge.pictures, ([index, bytes]) => `${placeOf(file, charge, index)} ${bytes}`),
    )
    return file.images.flatMap(({ id, index }) => {
      const bytes = served.get(id)
      if (made.includes(`${index} ${bytes}`)) return []
      return [
        breach(file.job.id, `picture ${index} is ${bytes === undefined ? 'not served' : 'another one'}`),
      ]
    })
  })
}

function breach(about: string, how: string): Breach {
  return { promise: 'pictures', about, how }
}
