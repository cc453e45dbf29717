import { MARKS } from '../domain/message.ts'
import type { Novelty } from '../domain/news.ts'
import { TOPICS } from '../domain/topic.ts'
import type { EncounterItem } from './encounter-item.ts'
import type { SequelCounts } from './sequels.ts'
import { counted, TOPIC_LABELS } from './words.ts'

/** An encounter with what is new in it. */
export type Counted = { readonly encounter: EncounterItem; readonly novelties: readonly Novelty[] }

/** The line of counts: `New level: China – Azerbaijan. Taiwan: 1 first. 5 other readouts without news, 1 edited.` */
export function countsLine(all: readonly Counted[], sequels: SequelCounts): string {
  const levels = all
    .filter(({ novelties }) => novelties.some(isNewLevel))
    .map(({ encounter }) => encounter.item.heading)
  const marks = all.flatMap(({ novelties }) => novelties).filter((novelty) => !isNewLevel(novelty))
  const sentences = [
    levels.length > 0 ? `New level: ${levels.join(', ')}` : '',
    ...topicSentences(marks),
    rest(all, sequels),
  ]
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence}.`)
    .join(' ')
}

const isNewLevel = ({ mark, topic }: Novelty): boolean => mark === 'Changed' && topic === 'partnership'

/** `Taiwan: 1 first, 2 changed`. */
function topicSentences(novelties: readonly Novelty[]): string[] {
  const byTopic = Map.groupBy(novelties, ({ topic }) => topic)
  return TOPICS.flatMap((topic) => {
    const ofIt = byTopic.get(topic)
    if (!ofIt) return []
    const counts = MARKS.flatMap((mark) => {
      const count = ofIt.filter((novelty) => novelty.mark === mark).length
      return count === 0 ? [] : [`${count} ${mark.toLowerCase()}`]
    })
    return [`${TOPIC_LABELS[topic]}: ${counts.join(', ')}`]
  })
}

/** `2 readouts with key points, 5 without news, 1 edited`. */
function rest(all: readonly Counted[], sequels: SequelCounts): string {
  const weighing = (weight: EncounterItem['weight']): number =>
    all.filter(({ encounter }) => encounter.weight === weight && !encounter.isSequel).length
  const [marked, fresh, quiet] = [weighing('marked'), weighing('fresh'), weighing('quiet')]
  const other = marked > 0 ? 'other readout' : 'readout'
  const parts = [
    fresh > 0 ? `${counted(fresh, other)} with key points` : '',
    quiet > 0 ? `${fresh > 0 ? quiet : counted(quiet, other)} without news` : '',
    sequelsLine(sequels, fresh + quiet === 0),
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** `1 edited, 2 no longer at their addresses`; with `named`, what is counted is said. */
export function sequelsLine({ edited, gone }: SequelCounts, named: boolean): string {
  const parts = [
    { count: edited, words: 'edited' },
    { count: gone, words: `no longer at ${gone === 1 ? 'its address' : 'their addresses'}` },
  ].filter(({ count }) => count > 0)
  return parts
    .map(({ count, words }, index) => `${named && index === 0 ? counted(count, 'readout') : count} ${words}`)
    .join(', ')
}
