import type { Reply, Writing } from '../../chat/adapter.ts'
import { commandsOffered, specOf } from '../../commands/spec.ts'
import type { CommandName } from '../../domain/command.ts'
import { quotedWhere } from './place.ts'
import type { Asking } from './ports.ts'

const BARE: Writing = { before: { 'look-up': '', manage: '' }, inWords: true, hint: '' }

/** Three examples that work as they stand, and the names of everything else. */
export function answerHelp({ caller, ports }: Asking): Reply {
  const { before, inWords, hint } = caller.writing ?? BARE
  const names: readonly CommandName[] = ['latest', 'country', caller.mayManage ? 'subscribe' : 'search']
  const examples = names.map(specOf)
  const others = commandsOffered(ports.assist !== undefined).filter(
    ({ name }) => !names.includes(name) && name !== 'help',
  )
  const listed = (group: keyof Writing['before']): string =>
    `${before[group]}${others.flatMap((one) => (one.group === group ? [one.name] : [])).join(', ')}`
  return {
    kind: 'answer',
    answer: {
      heading: 'Readouts of foreign ministries, read into key points with their quotes',
      summary: [
        ...examples.map(({ group, example, description }) => `${before[group]}${example}: ${description.en}.`),
        `Also: ${listed('look-up')}.`,
        `For those who may manage the channel: ${listed('manage')}.`,
        inWords ? IN_WORDS : IN_FIELDS,
        `The language of a subscription is that of its quotes, ${quotedWhere(ports)}`,
      ].join('\n'),
      items: [],
      footer: hint,
      choices: examples.map(({ example }) => ({ label: example, words: example })),
    },
    shareable: false,
  }
}

const EITHER = 'topic:taiwan and party:taiwan say what is meant where a word is both'
const IN_WORDS = `Ask in words, in any order, in English or Chinese; ${EITHER}.`
const IN_FIELDS = `Countries go by name, code or region, in English or Chinese; ${EITHER}.`
