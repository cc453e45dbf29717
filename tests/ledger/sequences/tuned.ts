import { aLevel, aMention, aTaiwanPoint, aTradePoint } from '../builders.ts'
import type { Sequence } from './sequence.ts'

const CSP = 'comprehensive strategic partnership'
const SP = 'strategic partnership'

/** The wording that most of these invented partners use. */
const principle = (voice: string) => aTaiwanPoint(voice, ['one-china-principle', 'part-of-china'])

/** The half that the rules were written by. */
export const TUNED: readonly Sequence[] = [
  {
    title: 'the same words for two years',
    party: 'AZ',
    steps: ['2023-01-10', '2023-05-02', '2023-09-20', '2024-02-11', '2024-08-30', '2025-01-15'].map((on) => ({
      on,
      says: [principle('AZ'), aLevel(SP), aTradePoint('CN', ['protectionism'])],
    })),
  },
  {
    title: 'a level rises at a state visit, and stays',
    party: 'AZ',
    steps: [
      { on: '2023-03-01', says: [aLevel(SP)] },
      { on: '2023-11-05', says: [aLevel(SP)] },
      { on: '2024-06-12', says: [aLevel(CSP, 'established')], marks: ['Changed partnership joint'] },
      { on: '2024-10-01', says: [aLevel(CSP)] },
      { on: '2025-02-03', says: [aLevel(CSP)] },
    ],
  },
  {
    title: 'policy becomes principle, and later policy again',
    party: 'MY',
    steps: [
      { on: '2023-04-01', says: [aTaiwanPoint('MY', ['one-china-policy'])] },
      { on: '2023-10-01', says: [aTaiwanPoint('MY', ['one-china-policy'])] },
      { on: '2024-04-01', says: [aTaiwanPoint('MY', ['one-china-principle'])], marks: ['Changed taiwan MY'] },
      { on: '2024-10-01', says: [aTaiwanPoint('MY', ['one-china-principle'])] },
      { on: '2025-04-01', says: [aTaiwanPoint('MY', ['one-china-policy'])], marks: ['Changed taiwan MY'] },
    ],
  },
  {
    title: 'reunification is supported for the first time in a deep record',
    party: 'EG',
    steps: [
      { on: '2023-01-10', says: [principle('EG')] },
      { on: '2023-04-10', says: [principle('EG')] },
      { on: '2023-07-10', says: [principle('EG')] },
      { on: '2023-11-10', says: [principle('EG')] },
      { on: '2024-02-10', says: [principle('EG')] },
      {
        on: '2024-05-10',
        says: [aTaiwanPoint('EG', ['one-china-principle', 'part-of-china', 'supports-reunification'])],
        marks: ['First taiwan EG'],
      },
      {
        on: '2024-09-10',
        says: [aTaiwanPoint('EG', ['one-china-principle', 'supports-reunification'])],
        marks: ['Absent taiwan EG'],
      },
    ],
  },
  {
    title: 'the wording goes further in a thin record',
    party: 'SR',
    steps: [
      { on: '2023-06-01', says: [principle('SR')] },
      { on: '2023-12-01', says: [principle('SR')] },
      {
        on: '2024-04-12',
        says: [aTaiwanPoint('SR', ['one-china-principle', 'part-of-china', 'supports-reunification'], ['all-efforts'])],
        marks: ['Changed taiwan SR'],
      },
      {
        on: '2024-08-01',
        says: [aTaiwanPoint('SR', ['one-china-principle', 'part-of-china', 'supports-reunification'], ['all-efforts'])],
      },
    ],
  },
  {
    title: 'Taiwan is no longer spoken of',
    party: 'ID',
    steps: [
      { on: '2023-02-01', says: [principle('ID')] },
      { on: '2023-07-01', says: [principle('ID')] },
      { on: '2024-01-01', says: [principle('ID')] },
      { on: '2024-06-01', says: [], marks: ['Absent taiwan ID'] },
      { on: '2024-11-01', says: [] },
    ],
  },
  {
    title: 'short calls between full meetings',
    party: 'FR',
    steps: [
      { on: '2023-02-01', says: [aTaiwanPoint('FR', ['one-china-policy']), aLevel(CSP)] },
      { on: '2023-05-01', says: [aTaiwanPoint('FR', ['one-china-policy']), aLevel(CSP)] },
      { on: '2023-06-01', says: [], short: true },
      { on: '2023-09-01', says: [aTaiwanPoint('FR', ['one-china-policy']), aLevel(CSP)] },
      { on: '2023-12-01', says: [], short: true },
      { on: '2024-02-01', says: [aLevel(CSP)], marks: ['Absent taiwan FR'] },
    ],
  },
  {
    title: 'the other side tells less, in its own accounts',
    party: 'TR',
    steps: [
      { on: '2023-02-01', says: [principle('TR')] },
      { on: '2023-02-01', says: [aMention('visits', 'TR')], as: { issuer: 'TR' } },
      { on: '2023-08-01', says: [principle('TR')] },
      { on: '2023-08-02', says: [aMention('visits', 'TR')], as: { issuer: 'TR' } },
      { on: '2024-03-01', says: [principle('TR')] },
      { on: '2024-03-01', says: [aMention('visits', 'TR')], as: { issuer: 'TR' } },
    ],
  },
  {
    title: 'letters say less than meetings',
    party: 'PL',
    steps: [
      { on: '2023-01-01', says: [aTaiwanPoint('PL', ['one-china-policy']), aLevel(CSP)] },
      { on: '2023-05-01', says: [aTaiwanPoint('PL', ['one-china-policy']), aLevel(CSP)] },
      { on: '2023-10-07', says: [], as: { documentType: 'letter', format: 'letter' } },
      { on: '2024-01-01', says: [aTaiwanPoint('PL', ['one-china-policy']), aLevel(CSP)] },
      { on: '2024-10-07', says: [], as: { documentType: 'letter', format: 'letter' } },
    ],
  },
  {
    title: "China's own words vary, as they do",
    party: 'US',
    steps: [
      { on: '2023-06-19', says: [aTaiwanPoint('CN', ['core-issue', 'opposes-independence'])] },
      { on: '2023-09-17', says: [aTaiwanPoint('CN', ['core-issue', 'one-china-principle'])] },
      { on: '2023-11-15', says: [aTaiwanPoint('CN', ['core-issue', 'no-interference', 'supports-reunification'])] },
      { on: '2024-04-02', says: [aTaiwanPoint('CN', ['core-issue', 'opposes-independence', 'no-interference'])] },
    ],
  },
  {
    title: 'two languages of each account, one translator freer than the other',
    party: 'RS',
    steps: ['2023-03-01', '2023-09-01', '2024-03-01', '2024-09-01'].flatMap((on) => [
      { on, says: [principle('RS'), aLevel(CSP)], as: { language: 'zh' } },
      { on, says: [principle('RS'), aLevel(CSP)], as: { language: 'en' } },
    ]),
  },
  {
    title: 'an abridged translation alone',
    party: 'GR',
    steps: [
      { on: '2023-03-01', says: [principle('GR'), aLevel(CSP)], as: { language: 'zh' } },
      { on: '2023-09-01', says: [principle('GR'), aLevel(CSP)], as: { language: 'zh' } },
      { on: '2024-03-01', says: [aLevel(CSP)], as: { language: 'en', text: 'Fiction: in brief.' } },
      { on: '2024-09-01', says: [principle('GR'), aLevel(CSP)], as: { language: 'zh' } },
    ],
  },
  {
    title: 'export controls are named for the first time',
    party: 'NL',
    steps: [
      { on: '2023-01-01', says: [aTradePoint('CN', ['protectionism', 'multilateral-trading'])] },
      { on: '2023-04-01', says: [aTradePoint('CN', ['protectionism'])] },
      { on: '2023-07-01', says: [aTradePoint('CN', ['decoupling', 'protectionism'])] },
      { on: '2023-10-01', says: [aTradePoint('CN', ['protectionism'])] },
      { on: '2024-01-01', says: [aTradePoint('CN', ['decoupling', 'multilateral-trading'])] },
      {
        on: '2024-04-01',
        says: [aTradePoint('CN', ['export-controls', 'decoupling'])],
        marks: ['First trade-policy CN'],
      },
      { on: '2024-07-01', says: [aTradePoint('CN', ['export-controls', 'protectionism'])] },
    ],
  },
  {
    title: 'criticism of tariffs comes to name whom it means',
    party: 'VN',
    steps: [
      { on: '2024-12-01', says: [aTradePoint('CN', ['unilateralism'])] },
      { on: '2025-02-01', says: [aTradePoint('CN', ['unilateralism', 'tariffs'])] },
      {
        on: '2025-04-15',
        says: [aTradePoint('CN', ['tariffs', 'unilateralism'], { target: 'US' })],
        marks: ['Changed trade-policy CN'],
      },
      { on: '2025-06-01', says: [aTradePoint('CN', ['tariffs'], { target: 'US' })] },
      { on: '2025-08-01', says: [aTradePoint('CN', ['tariffs'])] },
    ],
  },
  {
    title: 'trade drops out',
    party: 'KE',
    steps: [
      { on: '2024-12-01', says: [aTradePoint('CN', ['protectionism'])] },
      { on: '2025-03-01', says: [aTradePoint('CN', ['tariffs', 'protectionism'])] },
      { on: '2025-06-01', says: [aTradePoint('CN', ['unilateralism', 'tariffs'])] },
      { on: '2025-09-01', says: [], marks: ['Absent trade-policy CN'] },
    ],
  },
  {
    title: 'the level is no longer named',
    party: 'LT',
    steps: [
      { on: '2019-01-01', says: [aLevel(SP)] },
      { on: '2019-08-01', says: [aLevel(SP)] },
      { on: '2020-05-01', says: [aLevel(SP)] },
      { on: '2021-02-01', says: [aMention('visits')], marks: ['Absent partnership joint'] },
    ],
  },
  {
    title: 'a looser name is no step down, but the level is not named',
    party: 'PE',
    steps: [
      { on: '2023-01-01', says: [aLevel(CSP)] },
      { on: '2023-08-01', says: [aLevel(CSP)] },
      { on: '2024-05-01', says: [aLevel(SP)], marks: ['Absent partnership joint'] },
      { on: '2024-11-01', says: [aLevel(CSP)] },
    ],
  },
  {
    title: '"does not support" becomes "opposes"',
    party: 'TH',
    steps: [
      {
        on: '2023-05-01',
        says: [aTaiwanPoint('TH', ['one-china-policy', 'opposes-independence'], ['does-not-support-independence'])],
      },
      { on: '2024-05-01', says: [aTaiwanPoint('TH', ['one-china-policy'])] },
      {
        on: '2024-12-01',
        says: [aTaiwanPoint('TH', ['one-china-policy', 'opposes-independence'])],
        marks: ['Changed taiwan TH'],
      },
      { on: '2025-05-01', says: [aTaiwanPoint('TH', ['one-china-policy', 'opposes-independence'])] },
    ],
  },
]
