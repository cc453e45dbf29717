import { MARKS } from '../domain/message.ts'
import type { Novelty } from '../domain/news.ts'
import { TOPICS } from '../domain/topic.ts'
import type { EncounterItem } from './encounter-item.ts'
import { counted, TOPIC_LABELS } from './words.ts'

/** An encounter with what is new in it. */
export type Counted = { readonly encounter: EncounterItem; readonly novelties: readonly Novelty[] }

/** The line of counts: `New level: China – Azerbaijan. Taiwan: 1 first. 5 other readouts without news, 1 edited.` */
export function countsLine(all: readonly Counted[]): string {
  const levels = all
    .filter(({ novelties }) => novelties.some(isNewLevel))
    .map(({ encounter }) => encounter.item.heading)
  const marks = all.flatMap(({ novelties }) => novelties).filter((novelty) => !isNewLevel(novelty))
  const sentences = [levels.length > 0 ? `New level: ${levels.join(', ')}` : '', ...topicSentences(marks), rest(all)]
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence}.`)
    .join(' ')
}

const isNewLevel = ({ mark, topic }: Novelty): boolean => mark === 'Changed' && topic === 'partnership'

/** `Taiwan: 1 first, 2 changed`. */
function topicSentences(novelties: readonly Novelty[]): string[] {
  return TOPICS.flatMap((topic) => {
    const counts = MARKS.flatMap((mark) => {
      const count = novelties.filter((novelty) => novelty.topic === topic && novelty.mark === mark).length
      return count === 0 || mark === 'Edited' ? [] : [`${count} ${mark.toLowerCase()}`]
    })
    return counts.length === 0 ? [] : [`${TOPIC_LABELS[topic]}: ${counts.join(', ')}`]
  })
}

/** `2 readouts with key points, 5 without news, 1 edited`. */
function rest(all: readonly Counted[]): string {
  const weighing = (weight: EncounterItem['weight']): number =>
    all.filter(({ encounter }) => encounter.weight === weight).length
  const [marked, fresh, quiet] = [weighing('marked'), weighing('fresh'), weighing('quiet')]
  const edited = all.filter(({ novelties }) => novelties.some(({ mark }) => mark === 'Edited')).length
  const other = marked > 0 ? 'other readout' : 'readout'
  const parts = [
    fresh > 0 ? `${counted(fresh, other)} with key points` : '',
    quiet > 0 ? `${fresh > 0 ? quiet : counted(quiet, other)} without news` : '',
    edited > 0 ? `${edited} edited` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}
