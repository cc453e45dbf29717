import type { CommandName, CommandSpec } from '../domain/command.ts'
import { REASON_LABELS } from './reasons.ts'
import { aTopic, theCountry, theNumber, theReadout, theSwitch, twoSides, wanted } from './options.ts'

/** Every command, in the order of help: look-ups first. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'latest',
    group: 'look-up',
    label: { en: 'latest', zh: '最新' },
    description: {
      en: 'The newest readouts of a country, of two sides, or on a topic',
      zh: '某国、双方或某主题的最新通稿',
    },
    options: [...twoSides, aTopic],
    example: 'latest azerbaijan',
  },
  {
    name: 'country',
    group: 'look-up',
    label: { en: 'country', zh: '国家' },
    description: {
      en: 'A dossier: level of relations, Taiwan wording, trade line, last readouts',
      zh: '国别档案：关系定位、涉台表述、贸易立场、最近通稿',
    },
    options: [theCountry],
    example: 'country kazakhstan',
  },
  {
    name: 'timeline',
    group: 'look-up',
    label: { en: 'timeline', zh: '时间线' },
    description: { en: 'How the wording went over the years, with quotes', zh: '历年措辞及原文' },
    options: [theCountry, aTopic],
    example: 'timeline azerbaijan topic:taiwan',
  },
  {
    name: 'search',
    group: 'look-up',
    label: { en: 'search', zh: '搜索' },
    description: { en: 'Readouts that hold these words, newest first', zh: '含有这些词的通稿，最新在前' },
    options: [
      {
        name: { en: 'words', zh: '词语' },
        kind: 'words',
        description: { en: 'Words that the text must hold', zh: '原文须含有的词' },
        required: true,
      },
    ],
    example: 'search trade war',
  },
  {
    name: 'ask',
    group: 'look-up',
    label: { en: 'ask', zh: '提问' },
    description: {
      en: 'A machine-written answer from the readouts alone, each sentence with its source',
      zh: '由机器仅依据通稿作答，每句附出处',
    },
    options: [
      {
        name: { en: 'question', zh: '问题' },
        kind: 'words',
        description: { en: 'A question, in English or Chinese; it is not kept', zh: '中文或英文提问；不作保存' },
        required: true,
      },
    ],
    example: 'ask what did Kazakhstan say on Taiwan',
  },
  {
    name: 'show',
    group: 'look-up',
    label: { en: 'show', zh: '查看' },
    description: { en: 'Every key point of a readout, each with its quote', zh: '一篇通稿的全部要点及原文' },
    options: [theReadout],
    example: 'show bcdf',
  },
  {
    name: 'compare',
    group: 'look-up',
    label: { en: 'compare', zh: '对比' },
    description: {
      en: 'Both accounts of a meeting: in both, only in one, worded differently',
      zh: '双方通稿对比：共有、仅一方有、措辞不同',
    },
    options: [theReadout],
    example: 'compare bcdf',
  },
  {
    name: 'diff',
    group: 'look-up',
    label: { en: 'diff', zh: '改动' },
    description: { en: 'What was changed in a text after it was published', zh: '原文发布后的改动' },
    options: [theReadout],
    example: 'diff bcdf',
  },
  {
    name: 'precedent',
    group: 'look-up',
    label: { en: 'precedent', zh: '先例' },
    description: { en: 'Who said a phrase, first and last in our record', zh: '谁说过此语，记录中最早与最近一次' },
    options: [
      {
        name: { en: 'phrase', zh: '短语' },
        kind: 'phrase',
        description: { en: 'The phrase, word for word', zh: '一字不差的短语' },
        required: true,
      },
    ],
    example: 'precedent "tariff and trade wars"',
  },
  {
    name: 'since',
    group: 'look-up',
    label: { en: 'since', zh: '备忘' },
    description: {
      en: 'A memo of all readouts since a day, as a file for you alone',
      zh: '某日以来全部通稿的备忘文件，仅你可见',
    },
    options: [
      {
        name: { en: 'date', zh: '日期' },
        kind: 'date',
        description: { en: '2025-04-24, yesterday, monday, 2 weeks ago', zh: '2025-04-24、昨天、周一、两周前' },
        required: true,
      },
      {
        name: { en: 'form', zh: '格式' },
        kind: 'choice',
        description: { en: 'Kind of file', zh: '文件格式' },
        required: false,
        choices: [
          { value: 'markdown', label: { en: 'Markdown', zh: 'Markdown' } },
          { value: 'csv', label: { en: 'CSV', zh: 'CSV' } },
        ],
      },
    ],
    example: 'since yesterday',
  },
  {
    name: 'subscriptions',
    group: 'look-up',
    label: { en: 'subscriptions', zh: '订阅列表' },
    description: { en: 'What this channel is subscribed to', zh: '本频道的订阅' },
    options: [],
    example: 'subscriptions',
  },
  {
    name: 'preview',
    group: 'look-up',
    label: { en: 'preview', zh: '预览' },
    description: { en: 'The digest that would be posted here now', zh: '现在会发布的摘要' },
    options: [theNumber],
    example: 'preview',
  },
  {
    name: 'why',
    group: 'look-up',
    label: { en: 'why', zh: '为何' },
    description: {
      en: 'Why this channel did or did not get a readout, step by step',
      zh: '本频道为何收到或未收到某篇通稿',
    },
    options: [theReadout],
    example: 'why bcdf',
  },
  {
    name: 'report',
    group: 'look-up',
    label: { en: 'report', zh: '报错' },
    description: { en: 'Tell the operator that a reading is wrong', zh: '向管理员报告解读有误' },
    options: [
      theReadout,
      {
        name: { en: 'point', zh: '要点' },
        kind: 'number',
        description: { en: 'Number of the key point, as show counts them', zh: '要点序号，以“查看”所列为准' },
        required: false,
      },
      {
        name: { en: 'reason', zh: '原因' },
        kind: 'choice',
        description: { en: 'What is wrong', zh: '哪里有误' },
        required: false,
        choices: REASON_LABELS,
      },
    ],
    example: 'report bcdf 2 wrong-voice',
  },
  {
    name: 'sources',
    group: 'look-up',
    label: { en: 'sources', zh: '来源' },
    description: {
      en: 'Which sites are read, when last, and their newest text',
      zh: '读取哪些网站、上次读取时间、最新一篇',
    },
    options: [],
    example: 'sources',
  },
  {
    name: 'help',
    group: 'look-up',
    label: { en: 'help', zh: '帮助' },
    description: { en: 'Three examples, and where they work', zh: '三个例子及用法' },
    options: [],
    example: 'help',
  },
  {
    name: 'subscribe',
    group: 'manage',
    label: { en: 'subscribe', zh: '订阅' },
    description: { en: 'Post digests or alerts in this channel', zh: '在本频道发布摘要或快讯' },
    options: wanted,
    example: 'subscribe kazakhstan topic:taiwan daily 18:00',
  },
  {
    name: 'change',
    group: 'manage',
    label: { en: 'change', zh: '修改' },
    description: { en: 'Change a subscription; what you leave out stays as it is', zh: '修改订阅；未写的保持不变' },
    options: [theNumber, ...wanted],
    example: 'change 1 weekdays 09:00',
  },
  {
    name: 'unsubscribe',
    group: 'manage',
    label: { en: 'unsubscribe', zh: '退订' },
    description: { en: 'End a subscription of this channel', zh: '结束本频道的一个订阅' },
    options: [theNumber],
    example: 'unsubscribe 1',
  },
  {
    name: 'pause',
    group: 'manage',
    label: { en: 'pause', zh: '暂停' },
    description: { en: 'Pause a subscription', zh: '暂停订阅' },
    options: [theNumber],
    example: 'pause 1',
  },
  {
    name: 'resume',
    group: 'manage',
    label: { en: 'resume', zh: '恢复' },
    description: { en: 'Resume a paused subscription', zh: '恢复已暂停的订阅' },
    options: [theNumber],
    example: 'resume 1',
  },
  {
    name: 'model',
    group: 'manage',
    label: { en: 'model', zh: '模型' },
    description: {
      en: 'What a language model may do here, where texts go, and what it is turned on for',
      zh: '语言模型可在此做什么、文本发往何处、是否启用',
    },
    options: [theSwitch],
    example: 'model',
  },
]

/** Those that only a language model can answer, or that are about it. */
const OF_MODEL: ReadonlySet<CommandName> = new Set(['ask', 'model'])

/** What people are offered: without a language model, nothing that is about one. */
export const commandsOffered = (hasModel: boolean): readonly CommandSpec[] =>
  hasModel ? COMMANDS : COMMANDS.filter(({ name }) => !OF_MODEL.has(name))

/** The command of that name. */
export function specOf(name: CommandName): CommandSpec {
  const spec = COMMANDS.find((one) => one.name === name)
  if (!spec) throw new RangeError(`no command is called ${name}`)
  return spec
}
