import type { Filled } from '../domain/command.ts'
import type { PartyCode } from '../domain/key-point.ts'
import type { KeptSubscription } from '../domain/subscription.ts'
import { scheduleWords } from './format.ts'
import { LANGUAGES } from './languages.ts'
import { quietHoursWords } from './quiet-hours.ts'
import { topicName } from './topic-words.ts'
import { meaningsOf, type Vocabulary } from './vocabulary.ts'

/** What stands of a subscription, as the options of `change` take it; what no option can say is left out, and so stays as it is. */
export function filledWith(
  subscription: KeptSubscription,
  vocabulary: Pick<Vocabulary, 'gazetteer' | 'sources'>,
): Filled {
  const { countries, topics, phrases, schedule, changesOnly, whenQuiet, quietHours, locale } = subscription
  const language = LANGUAGES.find(({ code }) => code === locale)
  return {
    countries: countries.map((value) => ({ label: nameOf(value, vocabulary), value })),
    topics: topics.map((value) => ({ label: topicName(value).en, value })),
    sources: subscription.sources.map((value) => ({
      label: vocabulary.sources.find(({ id }) => id === value)?.name ?? value,
      value,
    })),
    phrases: phrases.length === 0 ? [] : [plain(phrases.join('\n'))],
    when: [plain(scheduleWords(schedule).replace('zone:', ''))],
    'changes-only': [changesOnly ? { label: 'Yes', value: 'true' } : { label: 'No', value: 'false' }],
    'when-quiet': [
      whenQuiet === 'line' ? { label: 'One line', value: 'line' } : { label: 'Nothing', value: 'silence' },
    ],
    'quiet-hours': quietHours ? [plain(quietHoursWords(quietHours).replaceAll('"', ''))] : [],
    language: language ? [{ label: language.name.en, value: language.code }] : [],
  }
}

/** A name that can be typed; the code where the name alone may mean something else. */
function nameOf(code: PartyCode, vocabulary: Pick<Vocabulary, 'gazetteer' | 'sources'>): string {
  const name = vocabulary.gazetteer.displayName(code)
  const [only, ...more] = meaningsOf(name, vocabulary, { parties: 'many', topics: false, sources: false })
  const isPlain = only?.kind === 'parties' && only.codes.length === 1 && only.codes[0] === code && more.length === 0
  return isPlain ? name : code
}

const plain = (words: string) => ({ label: words, value: words })
