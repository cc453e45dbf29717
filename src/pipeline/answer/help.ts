import type { Reply } from '../../chat/adapter.ts'
import { commandsOffered, specOf } from '../../commands/spec.ts'
import type { CommandName } from '../../domain/command.ts'
import type { Asking } from './ports.ts'

/** Three examples that work as they stand, and the names of everything else. */
export function answerHelp({ caller, ports }: Asking): Reply {
  const names: readonly CommandName[] = ['latest', 'country', caller.mayManage ? 'subscribe' : 'search']
  const examples = names.map(specOf)
  const offered = commandsOffered(ports.assist !== undefined).map(({ name }) => name)
  const others = offered.filter((name) => !names.includes(name) && name !== 'help')
  return {
    kind: 'answer',
    answer: {
      heading: 'Readouts of foreign ministries, read into key points with their quotes',
      summary: [
        ...examples.map(({ example, description }) => `${example}: ${description.en}.`),
        `Also: ${others.join(', ')}.`,
        'Ask in words, in any order, in English or Chinese; topic:taiwan and party:taiwan say what is meant where a word is both.',
      ].join('\n'),
      items: [],
      footer: 'Where a platform takes no commands in a thread, ask in its channel.',
      choices: examples.map(({ example }) => ({ label: example, words: example })),
    },
    shareable: false,
  }
}
