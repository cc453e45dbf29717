import { dressMessage, type MachineWords, type Words } from '../../src/digest/dress.ts'
import type { Message } from '../../src/domain/message.ts'
import { aMessage, anItem } from '../chat/messages.ts'

// Ruritania, Syldavia and Borduria are fiction.
const NAMES: Readonly<Record<string, string>> = { XA: 'Ruritania', XB: 'Syldavia', XC: 'Borduria' }

/** A summary of one sentence that rests on a key point of the rules, and a key point that a model read. */
export const someMachineWords = (parts: Partial<MachineWords> = {}): MachineWords => ({
  lede: {
    text: 'Ruritania and Syldavia announced a comprehensive strategic partnership in Strelsau.',
    tells: [{ readout: 'r1', version: 1, says: 'partnership | joint | comprehensive strategic partnership' }],
  },
  points: [
    {
      issuer: 'XA',
      point: {
        topic: 'energy-climate',
        voice: 'XB',
        statement: 'Syldavia, as reported by Ruritania, is ready to train 40 engineers.',
        evidence: [{ start: 0, end: 46, quote: 'Syldavia stands ready to train forty engineers' }],
      },
      told: { readout: 'r1', version: 1, says: 'machine | energy-climate | XB | Syldavia is ready.' },
    },
  ],
  ...parts,
})

/** Words for the first item of `aMessage()`, in English, with an overview. */
export const someWords = (parts: Partial<Words> = {}): Words => ({
  readings: new Map([[anItem().id, someMachineWords()]]),
  overview: ['Ruritania and Syldavia went up a level.', 'Nothing is new of Borduria.'],
  displayName: (party) => NAMES[party] ?? party,
  language: 'en',
  translate: () => undefined,
  ...parts,
})

/** What a machine made of strings of these messages in Chinese. */
const CHINESE = new Map([
  ['Partnership', '伙伴关系'],
  ['Syldavia stands by the multilateral trading system.', '西尔达维亚坚持多边贸易体制。'],
  ['supports the multilateral trading system', '支持多边贸易体制'],
  ['Ruritania and Syldavia went up a level.', '卢里坦尼亚和西尔达维亚关系升级。'],
])

/** `aMessage()` as a workspace that reads Chinese gets it. */
export const aDressedMessage = (): Message =>
  dressMessage(
    aMessage(),
    someWords({
      language: 'zh',
      translate: (text) => CHINESE.get(text),
      languages: new Map([[anItem().id, 'en']]),
    }),
  )
