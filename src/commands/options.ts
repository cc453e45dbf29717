import type { CommandOption } from '../domain/command.ts'
import { LANGUAGES } from './languages.ts'

const countries = {
  name: { en: 'countries', zh: '国家' },
  kind: 'countries',
  description: {
    en: 'Parties of a readout: names, codes or regions such as central asia, with commas between',
    zh: '会谈的一方：国名、代码或地区（如 中亚），用逗号分隔',
  },
  required: false,
} satisfies CommandOption

const topic = {
  name: { en: 'topic', zh: '主题' },
  kind: 'topic',
  description: { en: 'What the readout speaks to', zh: '通稿谈到的主题' },
  required: false,
} satisfies CommandOption

/** One country, as a dossier or a timeline is about. */
export const theCountry: CommandOption = {
  name: { en: 'country', zh: '国家' },
  kind: 'country',
  description: { en: 'A state or organisation: name, code or people', zh: '国家或组织：名称、代码' },
  required: true,
}

/** Narrows a look-up to one topic. */
export const aTopic: CommandOption = topic

/** The two sides of a look-up. */
export const twoSides: readonly CommandOption[] = [
  { ...countries, name: { en: 'country', zh: '国家' } },
  {
    ...countries,
    name: { en: 'with', zh: '对方' },
    description: { en: 'The other side, where you want both', zh: '同时须在场的另一方' },
  },
]

/** A readout that people name by its short id, its address or a message of ours. */
export const theReadout: CommandOption = {
  name: { en: 'id', zh: '编号' },
  kind: 'readout',
  description: {
    en: 'The id at the end of an item, an address, or a link to a message',
    zh: '条目末尾的编号、网址或消息链接',
  },
  required: true,
}

/** Which of the channel's subscriptions; may be left out where there is one. */
export const theNumber: CommandOption = {
  name: { en: 'number', zh: '序号' },
  kind: 'number',
  description: {
    en: 'Number of the subscription; not needed where there is one',
    zh: '订阅序号；只有一个订阅时可省略',
  },
  required: false,
}

/** What of the language model is to be turned on or off in the whole workspace. */
export const theSwitch: CommandOption = {
  name: { en: 'turn', zh: '开关' },
  kind: 'choice',
  description: {
    en: 'For the whole workspace; without it you are told how things stand',
    zh: '对整个工作区生效；不填则显示现状',
  },
  required: false,
  choices: [
    { value: 'on', label: { en: 'Summaries and translations on', zh: '启用摘要与翻译' } },
    { value: 'off', label: { en: 'Summaries and translations off', zh: '停用摘要与翻译' } },
    { value: 'ask-on', label: { en: 'Questions on', zh: '启用提问' } },
    { value: 'ask-off', label: { en: 'Questions off', zh: '停用提问' } },
  ],
}

/** What a subscription takes and when, all of it optional. */
export const wanted: readonly CommandOption[] = [
  countries,
  {
    ...topic,
    name: { en: 'topics', zh: '主题' },
    kind: 'topics',
    description: { en: 'Topics, with commas between', zh: '主题，用逗号分隔' },
  },
  {
    name: { en: 'sources', zh: '来源' },
    kind: 'sources',
    description: { en: 'Only these sources, with commas between', zh: '只限这些来源，用逗号分隔' },
    required: false,
  },
  {
    name: { en: 'phrases', zh: '短语' },
    kind: 'phrase',
    description: { en: 'Only texts with this phrase, word for word', zh: '只限原文含有此短语的通稿' },
    required: false,
  },
  {
    name: { en: 'when', zh: '时间' },
    kind: 'schedule',
    description: {
      en: 'instant, daily 18:00, weekdays 09:00, weekly mon 08:00, or cron; a zone such as Asia/Baku',
      zh: '即时、每天 18:00、工作日 09:00、每周一 08:00 或 cron；可加时区，如 Asia/Baku',
    },
    required: false,
  },
  {
    name: { en: 'changes-only', zh: '仅变化' },
    kind: 'flag',
    description: { en: 'Only what changed, not every readout', zh: '只要变化，不要每篇通稿' },
    required: false,
  },
  {
    name: { en: 'when-quiet', zh: '无新闻时' },
    kind: 'choice',
    description: { en: 'What to post when there is nothing new', zh: '没有新内容时发布什么' },
    required: false,
    choices: [
      { value: 'line', label: { en: 'One line', zh: '一行' } },
      { value: 'silence', label: { en: 'Nothing', zh: '不发布' } },
    ],
  },
  {
    name: { en: 'quiet-hours', zh: '免打扰' },
    kind: 'hours',
    description: {
      en: 'Nothing is posted from 22:00 to 07:00: write 22:00-07:00, with a zone such as Asia/Baku; or none',
      zh: '免打扰时段，如 22:00-07:00，可加时区，如 Asia/Baku；或 none',
    },
    required: false,
  },
  {
    name: { en: 'language', zh: '语言' },
    kind: 'choice',
    description: { en: 'Language of preferred quotes', zh: '引文优先使用的语言' },
    required: false,
    choices: LANGUAGES.map(({ code, name }) => ({ value: code, label: name })),
  },
]
