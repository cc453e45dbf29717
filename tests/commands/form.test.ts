import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filledWith } from '../../src/commands/form.ts'
import { commandFromForm } from '../../src/commands/from-options.ts'
import { changedBy } from '../../src/commands/wanted.ts'
import type { Filled } from '../../src/domain/command.ts'
import type { KeptSubscription } from '../../src/domain/subscription.ts'
import { TOPICS } from '../../src/domain/topic.ts'
import { aSubscription } from '../builders.ts'
import { vocabulary } from './vocabulary.ts'

const kept = (parts: Partial<KeptSubscription>): KeptSubscription => ({
  ...aSubscription(),
  id: 1,
  number: 2,
  ...parts,
})

/** What a person sends off who changes nothing but what is `given`. */
const sentOff = (filled: Filled, given: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(filled).map(([name, values]) => [name, values.map(({ value }) => value).join(', ')]),
  ),
  number: '2',
  ...given,
})

function changed(subscription: KeptSubscription, fields: Readonly<Record<string, string>>): KeptSubscription {
  const parsed = commandFromForm('change', fields, vocabulary)
  if (parsed.kind !== 'command' || parsed.command.name !== 'change') throw new Error(JSON.stringify(parsed))
  expect(parsed.command.number).toBe(2)
  return changedBy(subscription, parsed.command.wanted, 'Asia/Baku')
}

describe('the form of a subscription', () => {
  test('sent off as it stands changes nothing, whatever stands', () => {
    const zone = fc.constantFrom('UTC', 'Asia/Baku', 'America/Argentina/Buenos_Aires')
    const subscription = fc
      .record({
        countries: fc.uniqueArray(fc.constantFrom('AZ', 'KZ', 'GE', 'EU', 'TW', 'KR', 'US', 'IN'), { maxLength: 4 }),
        topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { maxLength: 4 }),
        sources: fc.uniqueArray(fc.constantFrom(...vocabulary.sources.map(({ id }) => id))),
        phrases: fc.uniqueArray(fc.constantFrom('tariff war', 'peace, and "stability"', '一个中国', 'a:b'), {
          maxLength: 3,
        }),
        schedule: fc.oneof(
          fc.constant({ kind: 'instant' as const }),
          fc.record({
            kind: fc.constant('cron' as const),
            cron: fc.constantFrom('0 8 * * *', '30 9 * * 1-5', '0 9,18 1 * *'),
            zone,
          }),
        ),
        changesOnly: fc.boolean(),
        whenQuiet: fc.constantFrom('line' as const, 'silence' as const),
        quietHours: fc.option(fc.record({ from: fc.constant('22:00'), to: fc.constant('06:30'), zone }), {
          nil: undefined,
        }),
        locale: fc.constantFrom('en', 'zh', 'en-GB'),
      })
      .map(kept)
    fc.assert(
      fc.property(subscription, (one) => {
        expect(changed(one, sentOff(filledWith(one, vocabulary)))).toEqual(one)
      }),
    )
  })

  test('takes away what stood in a field that is emptied, and leaves what is in no field', () => {
    const before = kept({
      countries: ['AZ'],
      topics: ['aid'],
      phrases: ['trade war'],
      sources: vocabulary.sources.slice(0, 1).map(({ id }) => id),
      quietHours: { from: '22:00', to: '07:00', zone: 'UTC' },
    })
    const after = changed(before, {
      number: '2',
      countries: '',
      phrases: ' ',
      'quiet-hours': '',
      when: '',
      language: '',
    })
    expect(after).toEqual({ ...before, countries: [], phrases: [], quietHours: undefined })
  })

  test('calls countries by names that can be typed, and by their codes where a name alone is another’s too', () => {
    const { countries = [] } = filledWith(kept({ countries: ['KZ', 'GE', 'EU'] }), vocabulary)
    expect(countries.map(({ label }) => label)).toEqual(['Kazakhstan', 'GE', 'EU'])
    const typed = { number: '2', countries: countries.map(({ label }) => label).join(', ') }
    expect(changed(kept({}), typed).countries).toEqual(['KZ', 'GE', 'EU'])
  })
})
