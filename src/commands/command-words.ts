import { closest } from '../countries/distance.ts'
import type { CommandName } from '../domain/command.ts'
import { COMMANDS } from './spec.ts'
import { keyOf } from './text.ts'

/** Other words for each command. */
const ALSO: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  latest: ['newest', 'recent', 'news', '最近', '最新通稿'],
  country: ['dossier', 'profile', '国别', '档案'],
  timeline: ['history', '历史', '历程'],
  search: ['find', 'look for', '查找', '搜', '查'],
  ask: ['question', '问', '请问'],
  show: ['open', 'details', 'detail', 'view', 'read', '详情', '打开'],
  compare: ['versus', 'vs', '比较'],
  diff: ['versions', 'edits', '版本', '修订'],
  precedent: ['who said', 'first said', '谁说过'],
  since: ['memo', '自', '备忘录'],
  subscribe: ['follow', 'watch', 'sub', '关注'],
  change: ['edit', 'update', 'modify', '更改', '改为'],
  unsubscribe: ['unfollow', 'stop', 'remove', 'delete', 'unsub', 'cancel', '取消订阅', '取消'],
  subscriptions: ['subs', 'list', '我的订阅', '所有订阅'],
  pause: ['mute'],
  resume: ['unpause', 'continue', '继续'],
  why: ['为什么'],
  model: ['llm', 'language model', '语言模型'],
  report: ['wrong', 'flag', '有误', '举报'],
  sources: ['feeds'],
  help: ['?', 'hello', 'hi', 'start', 'commands', '怎么用'],
}

const COMMAND_BY_WORD: ReadonlyMap<string, CommandName> = new Map(
  COMMANDS.flatMap(({ name, label }) =>
    [name, label.zh, ...(ALSO[name] ?? [])].map((word) => [keyOf(word), name] as const),
  ),
)

/** The command that goes by this word, in English or Chinese. */
export function commandCalled(word: string): CommandName | undefined {
  return COMMAND_BY_WORD.get(keyOf(word))
}

/** The command whose name `word` looks like a slip of. */
export function commandNearest(word: string): CommandName | undefined {
  const near = closest(keyOf(word), COMMAND_BY_WORD.keys())
  return near === undefined ? undefined : COMMAND_BY_WORD.get(near)
}
