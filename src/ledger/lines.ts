import type { KeyPoint, Voice } from '../domain/key-point.ts'
import type { Engagement } from '../domain/news.ts'
import type { KeptReading } from '../domain/readout.ts'
import type { Topic } from '../domain/topic.ts'
import { type FiledAccount, fileAccounts } from './filing.ts'

/** What one voice said on one topic in one account. Derived, never stored. */
export type LedgerLine = Omit<FiledAccount, 'texts'> & {
  readonly voice: Voice
  readonly topic: Topic
  /** Each point with the text it stands in, in order of the texts' arrival. */
  readonly said: readonly { readonly text: KeptReading; readonly point: KeyPoint }[]
}

/** The ledger, in order of encounter day: one line for each account, voice and topic. */
export function ledgerLines(engagements: readonly Engagement[]): LedgerLine[] {
  return fileAccounts(engagements).flatMap(linesOf)
}

function linesOf({ texts, ...filed }: FiledAccount): LedgerLine[] {
  const said = texts.flatMap((text) => text.reading.keyPoints.map((point) => ({ text, point })))
  const byLine = Map.groupBy(said, ({ point }) => `${point.topic} ${point.voice}`)
  return [...byLine.values()].flatMap((points) => {
    const [first] = points
    return first ? [{ ...filed, voice: first.point.voice, topic: first.point.topic, said: points }] : []
  })
}
