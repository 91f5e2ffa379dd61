import topics from '../data/topics.json' with { type: 'json' }

/** One infographic: a heading and what its blocks show. */
export interface Topic {
  readonly title: string
  readonly subtitle: string
  readonly background: string
  readonly accent: string
  readonly items: readonly TopicItem[]
}

export interface TopicItem {
  readonly label: string
  /** A packed icon, or one of the drawn blocks `solar`, `wind`, `hydro`, `storage`. */
  readonly icon: string
  readonly colour: string
}

/** Rows of `data/topics.json`, by the concept they explain. */
export const TOPICS: ReadonlyMap<string, Topic> = new Map(Object.entries(topics))

export function isTopic(key: string): boolean {
  return TOPICS.has(key)
}
