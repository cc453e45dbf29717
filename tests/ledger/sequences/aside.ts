import { aLevel, aMention, anAgreementsPoint, aTaiwanPoint, aTradePoint } from '../builders.ts'
import type { Sequence } from './sequence.ts'

const CSP = 'comprehensive strategic partnership'
const SP = 'strategic partnership'

/** The half that was kept aside while the rules were written. */
export const ASIDE: readonly Sequence[] = [
  {
    title: 'an own policy that does not change',
    party: 'US',
    steps: ['2023-06-19', '2023-11-15', '2024-04-02', '2024-08-29', '2024-11-16'].map((on, index) => ({
      on,
      says: [
        aTaiwanPoint('US', ['one-china-policy', index % 2 === 0 ? 'strait-peace' : 'own-policy-unchanged']),
        aTaiwanPoint('CN', ['core-issue']),
      ],
    })),
  },
  {
    title: 'part of China becomes part of the People’s Republic',
    party: 'MY',
    steps: [
      { on: '2023-04-01', says: [aTaiwanPoint('MY', ['one-china-policy', 'part-of-china'])] },
      { on: '2024-06-19', says: [aTaiwanPoint('MY', ['one-china-policy', 'part-of-china'])] },
      {
        on: '2025-04-16',
        says: [aTaiwanPoint('MY', ['one-china-policy', 'part-of-china'], ['part-of-prc'])],
        marks: ['Changed taiwan MY'],
      },
      { on: '2025-09-01', says: [aTaiwanPoint('MY', ['part-of-china', 'one-china-policy'], ['part-of-prc'])] },
    ],
  },
  {
    title: 'reunification loses its "peaceful"',
    party: 'BH',
    steps: [
      { on: '2023-02-01', says: [aTaiwanPoint('BH', ['one-china-principle', 'supports-reunification'], ['peaceful'])] },
      { on: '2023-10-01', says: [aTaiwanPoint('BH', ['one-china-principle', 'supports-reunification'], ['peaceful'])] },
      {
        on: '2024-05-31',
        says: [aTaiwanPoint('BH', ['one-china-principle', 'supports-reunification'])],
        marks: ['Changed taiwan BH'],
      },
      { on: '2024-12-01', says: [aTaiwanPoint('BH', ['supports-reunification', 'one-china-principle'])] },
    ],
  },
  {
    title: 'a claim left out once and taken up again',
    party: 'KG',
    steps: [
      { on: '2023-02-01', says: [aTaiwanPoint('KG', ['one-china-principle', 'part-of-china'])] },
      { on: '2023-09-01', says: [aTaiwanPoint('KG', ['one-china-principle'])] },
      { on: '2024-02-01', says: [aTaiwanPoint('KG', ['one-china-principle', 'part-of-china'])] },
      { on: '2024-09-01', says: [aTaiwanPoint('KG', ['one-china-principle'])] },
      { on: '2025-02-01', says: [aTaiwanPoint('KG', ['one-china-principle', 'part-of-china'])] },
    ],
  },
  {
    title: 'opposition to independence falls away, the principle stays',
    party: 'ZA',
    steps: [
      { on: '2023-02-01', says: [aTaiwanPoint('ZA', ['one-china-principle', 'opposes-independence'])] },
      { on: '2023-09-01', says: [aTaiwanPoint('ZA', ['one-china-principle', 'opposes-independence'])] },
      { on: '2024-02-01', says: [aTaiwanPoint('ZA', ['one-china-principle'])], marks: ['Absent taiwan ZA'] },
      { on: '2024-09-01', says: [aTaiwanPoint('ZA', ['one-china-principle'])] },
    ],
  },
  {
    title: 'Taiwan comes up now and then',
    party: 'BR',
    steps: [
      { on: '2023-04-14', says: [aTaiwanPoint('BR', ['one-china-principle'])] },
      { on: '2023-11-01', says: [] },
      { on: '2024-03-01', says: [aTaiwanPoint('BR', ['one-china-principle'])] },
      { on: '2024-11-20', says: [] },
      { on: '2025-05-13', says: [aTaiwanPoint('BR', ['one-china-principle'])] },
    ],
  },
  {
    title: 'a level is proposed, then set up',
    party: 'GE',
    known: [
      {
        parties: ['CN', 'GE'],
        level: 'cooperative partnership',
        date: '2016',
        origin: 'press',
        url: 'https://x.example',
      },
    ],
    steps: [
      { on: '2022-11-01', says: [aLevel('cooperative partnership')] },
      { on: '2023-03-01', says: [aLevel('cooperative partnership'), aLevel(SP, 'proposed')] },
      { on: '2023-07-31', says: [aLevel(SP, 'established')], marks: ['Changed partnership joint'] },
      { on: '2023-10-17', says: [aLevel(SP)] },
    ],
  },
  {
    title: 'history is told along with the present level',
    party: 'DZ',
    steps: [
      { on: '2022-11-01', says: [aLevel(CSP)] },
      { on: '2023-07-18', says: [aLevel(CSP), aLevel(SP)] },
      { on: '2024-02-20', says: [aLevel(SP, 'established'), aLevel(CSP)] },
      { on: '2024-09-05', says: [aLevel(CSP)] },
    ],
  },
  {
    title: 'an upgrade against what is known from outside the record',
    party: 'AZ',
    known: [
      { parties: ['AZ', 'CN'], level: SP, date: '2024-07-03', origin: 'joint declaration', url: 'https://x.example/1' },
      { parties: ['AZ', 'CN'], level: CSP, date: '2025-04-23', origin: 'joint statement', url: 'https://x.example/2' },
    ],
    steps: [
      { on: '2024-11-12', says: [aMention('energy-climate')] },
      { on: '2025-01-20', says: [aMention('belt-and-road')], short: true },
      { on: '2025-04-23', says: [aLevel(CSP, 'established')], marks: ['Changed partnership joint'] },
      { on: '2025-08-31', says: [aLevel(CSP)] },
    ],
  },
  {
    title: 'a second meeting of the same day repeats what was announced',
    party: 'KE',
    known: [{ parties: ['CN', 'KE'], level: SP, date: '2017', origin: 'communiqué', url: 'https://x.example' }],
    steps: [
      {
        on: '2025-04-24',
        says: [aLevel(CSP, 'established')],
        as: { principals: ['Wei Anran', 'Amani Otiende'] },
        marks: ['Changed partnership joint'],
      },
      {
        on: '2025-04-24',
        says: [aLevel(CSP)],
        as: { principals: ['Luo Shuning', 'Amani Otiende'] },
      },
      { on: '2025-04-25', says: [aLevel(CSP)], as: { principals: ['He Yuchen', 'Amani Otiende'] } },
      { on: '2025-09-01', says: [aLevel(CSP)] },
    ],
  },
  {
    title: 'both sides together repeat what one side used to say',
    party: 'PK',
    steps: [
      { on: '2023-05-06', says: [aTaiwanPoint('PK', ['one-china-principle', 'opposes-independence'])] },
      { on: '2023-10-19', says: [aTaiwanPoint('PK', ['one-china-principle', 'opposes-independence'])] },
      { on: '2024-06-07', says: [aTaiwanPoint('joint', ['one-china-principle', 'opposes-independence'])] },
      { on: '2025-02-05', says: [aTaiwanPoint('PK', ['one-china-principle', 'opposes-independence'])] },
    ],
  },
  {
    title: 'Resolution 2758 enters a deep record',
    party: 'KH',
    steps: [
      { on: '2023-02-10', says: [aTaiwanPoint('KH', ['one-china-policy'])] },
      { on: '2023-05-10', says: [aTaiwanPoint('KH', ['one-china-policy'])] },
      { on: '2023-09-15', says: [aTaiwanPoint('KH', ['one-china-policy'])] },
      { on: '2024-04-21', says: [], marks: ['Absent taiwan KH'] },
      { on: '2024-08-21', says: [aTaiwanPoint('KH', ['one-china-policy'])] },
      { on: '2024-12-02', says: [aTaiwanPoint('KH', ['one-china-policy', 'un-2758'])], marks: ['First taiwan KH'] },
      {
        on: '2025-04-17',
        says: [aTaiwanPoint('KH', ['one-china-principle', 'un-2758'])],
        marks: ['Changed taiwan KH'],
      },
    ],
  },
  {
    title: 'a mirror and an agency paraphrase, the ministry does not change',
    party: 'UZ',
    steps: [
      { on: '2023-05-18', says: [aTaiwanPoint('UZ', ['one-china-principle'])] },
      { on: '2023-10-17', says: [aTaiwanPoint('UZ', ['one-china-policy'])], as: { authority: 'agency' } },
      { on: '2024-01-24', says: [aTaiwanPoint('UZ', ['one-china-principle'])] },
      {
        on: '2024-07-04',
        says: [aTaiwanPoint('UZ', ['one-china-policy', 'supports-reunification'])],
        as: { authority: 'mirror' },
      },
      { on: '2025-06-17', says: [aTaiwanPoint('UZ', ['one-china-principle'])] },
    ],
  },
  {
    title: 'the other side is not heard',
    party: 'CU',
    steps: [
      { on: '2023-02-01', says: [aTaiwanPoint('CU', ['one-china-principle'])] },
      { on: '2023-08-01', says: [aTaiwanPoint('CU', ['one-china-principle'])] },
      { on: '2024-02-01', says: [], oneSided: true },
      { on: '2024-08-01', says: [aTaiwanPoint('CU', ['one-china-principle'])] },
    ],
  },
  {
    title: 'texts that arrive in the wrong order',
    party: 'LA',
    steps: [
      {
        on: '2024-10-10',
        says: [aTaiwanPoint('LA', ['one-china-principle'])],
        as: { storedAt: new Date('2024-10-10T12:00:00Z') },
        marks: ['Changed taiwan LA'],
      },
      {
        on: '2023-10-20',
        says: [aTaiwanPoint('LA', ['one-china-policy'])],
        as: { storedAt: new Date('2024-11-01T12:00:00Z') },
      },
      {
        on: '2024-03-20',
        says: [aTaiwanPoint('LA', ['one-china-policy'])],
        as: { storedAt: new Date('2024-11-02T12:00:00Z') },
      },
      {
        on: '2025-01-20',
        says: [aTaiwanPoint('LA', ['one-china-principle'])],
        as: { storedAt: new Date('2025-01-20T12:00:00Z') },
      },
    ],
  },
  {
    title: 'a state visit that changes two things at once',
    party: 'TL',
    steps: [
      {
        on: '2022-09-01',
        says: [aLevel('comprehensive cooperative partnership'), aTaiwanPoint('TL', ['one-china-policy'])],
      },
      {
        on: '2023-03-01',
        says: [aLevel('comprehensive cooperative partnership'), aTaiwanPoint('TL', ['one-china-policy'])],
      },
      {
        on: '2023-09-23',
        says: [aLevel(CSP, 'established'), aTaiwanPoint('TL', ['one-china-principle']), anAgreementsPoint(8)],
        marks: ['Changed partnership joint', 'Changed taiwan TL'],
      },
      {
        on: '2024-07-29',
        says: [aLevel(CSP), aTaiwanPoint('TL', ['one-china-principle']), anAgreementsPoint(12)],
      },
    ],
  },
  {
    title: 'five accounts in four months are no deep record',
    party: 'SB',
    steps: [
      ...['2023-07-01', '2023-08-01', '2023-09-01', '2023-10-01', '2023-10-20'].map((on) => ({
        on,
        says: [aTaiwanPoint('SB', ['one-china-principle'])],
      })),
      {
        on: '2023-11-15',
        says: [aTaiwanPoint('SB', ['one-china-principle', 'supports-reunification'])],
        marks: ['Changed taiwan SB'],
      },
    ],
  },
  {
    title: 'Taiwan is spoken of for the first time',
    party: 'PG',
    steps: [
      ...['2021-01-01', '2021-08-01', '2022-03-01', '2022-10-01', '2023-05-01'].map((on) => ({
        on,
        says: [aLevel(CSP)],
      })),
      {
        on: '2024-01-01',
        says: [aLevel(CSP), aTaiwanPoint('PG', ['one-china-principle'])],
        marks: ['First taiwan PG'],
      },
      {
        on: '2024-08-01',
        says: [aTaiwanPoint('PG', ['one-china-principle'])],
        marks: ['Absent partnership joint'],
      },
      { on: '2025-03-01', says: [aTaiwanPoint('PG', ['one-china-principle'])] },
    ],
  },
  {
    title: 'trade and the level both fall silent after a quarrel',
    party: 'AU',
    steps: [
      { on: '2018-11-01', says: [aLevel(CSP), aTradePoint('CN', ['protectionism'])] },
      {
        on: '2019-06-01',
        says: [aLevel(CSP), aTradePoint('CN', ['protectionism', 'multilateral-trading'])],
      },
      { on: '2020-01-01', says: [], marks: ['Absent partnership joint', 'Absent trade-policy CN'] },
      { on: '2022-11-15', says: [aLevel(CSP), aTradePoint('CN', ['fta'])] },
    ],
  },
  {
    title: 'a partner objects to unfair practices for the first time',
    party: 'IN',
    steps: [
      ...['2023-01-01', '2023-05-01', '2023-10-01', '2024-02-01', '2024-06-01'].map((on) => ({
        on,
        says: [aTradePoint('CN', ['multilateral-trading' as const])],
      })),
      {
        on: '2024-10-23',
        says: [aTradePoint('IN', ['unfair-practices']), aTradePoint('CN', ['multilateral-trading'])],
        marks: ['First trade-policy IN'],
      },
      {
        on: '2025-08-31',
        says: [aTradePoint('IN', ['unfair-practices']), aTradePoint('CN', ['multilateral-trading'])],
      },
    ],
  },
]
