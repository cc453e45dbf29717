import { TOPIC_LABELS } from '../digest/words.ts'
import type { Localized } from '../domain/command.ts'
import { TOPICS, type Topic } from '../domain/topic.ts'
import { keyOf } from './text.ts'

type TopicWords = { readonly zh: string; readonly also: readonly string[] }

/** What each topic is called in Chinese, and by which other words people ask for it. */
const WORDS: Readonly<Record<Topic, TopicWords>> = {
  partnership: { zh: '伙伴关系', also: ['partnerships', 'level', 'upgrade', '伙伴'] },
  taiwan: {
    zh: '台湾',
    also: [
      'taiwan question',
      'taiwan issue',
      'taiwan strait',
      'one china',
      'one china principle',
      '台湾问题',
      '涉台',
      '台海',
    ],
  },
  'trade-policy': {
    zh: '贸易',
    also: [
      'trade policy',
      'trade war',
      'tariff',
      'tariffs',
      'trade wars',
      'protectionism',
      '贸易政策',
      '关税',
      '贸易战',
    ],
  },
  agreements: {
    zh: '协议',
    also: ['agreement', 'documents', 'deals', 'signed', 'treaties', '合作文件', '文件', '签署'],
  },
  'core-interests': {
    zh: '核心利益',
    also: ['core interest', 'sovereignty', 'territorial integrity', '主权'],
  },
  'internal-affairs': {
    zh: '内政',
    also: ['human rights', 'hong kong', 'xinjiang', 'xizang', 'tibet', '人权', '涉疆', '涉港', '涉藏', '新疆', '西藏'],
  },
  security: {
    zh: '安全',
    also: ['defence', 'defense', 'military', 'terrorism', 'counter-terrorism', 'cyber', '防务', '反恐', '军事'],
  },
  maritime: {
    zh: '海洋',
    also: ['south china sea', 'east china sea', 'sea', '海上', '南海', '东海'],
  },
  'belt-and-road': {
    zh: '一带一路',
    also: ['bri', 'belt and road initiative', 'belt & road', 'obor', '共建一带一路'],
  },
  initiatives: {
    zh: '倡议',
    also: ['initiative', 'gdi', 'gsi', 'gci', 'ggi', 'global initiatives', 'shared future', '全球倡议', '命运共同体'],
  },
  multilateral: {
    zh: '多边',
    also: ['multilateralism', 'international order', 'world order', '多边主义', '国际秩序'],
  },
  ukraine: {
    zh: '乌克兰',
    also: ['ukraine war', 'war in ukraine', 'ukraine crisis', '乌克兰危机'],
  },
  'middle-east': {
    zh: '中东',
    also: ['gaza', 'red sea', 'palestinian question', '中东局势', '加沙', '巴以'],
  },
  korea: {
    zh: '朝鲜半岛',
    also: [
      'korean peninsula',
      'the peninsula',
      'peninsula',
      'denuclearisation',
      'denuclearization',
      '半岛',
      '半岛问题',
    ],
  },
  'other-conflict': {
    zh: '其他冲突',
    also: ['other conflict', 'conflict', 'conflicts', 'crisis', '冲突', '热点'],
  },
  economy: {
    zh: '经济',
    also: [
      'economic',
      'investment',
      'finance',
      'infrastructure',
      'supply chains',
      'connectivity',
      '投资',
      '金融',
      '经贸',
    ],
  },
  'energy-climate': {
    zh: '能源与气候',
    also: ['energy climate', 'energy', 'climate', 'environment', 'nuclear power', 'green', '能源', '气候', '环境'],
  },
  technology: {
    zh: '科技',
    also: ['tech', 'digital', 'ai', 'artificial intelligence', 'space', 'science', '数字', '人工智能', '航天'],
  },
  people: {
    zh: '人文',
    also: ['culture', 'education', 'tourism', 'visa', 'visas', 'health', '文化', '教育', '旅游', '签证'],
  },
  visits: { zh: '访问', also: ['visit', 'invitation', 'invitations', '出访', '来访', '邀请'] },
  aid: { zh: '援助', also: ['assistance', 'humanitarian', 'relief', 'vaccines', '人道', '救灾'] },
}

/** As a digest calls the topic. */
export function topicName(topic: Topic): Localized {
  return { en: TOPIC_LABELS[topic], zh: WORDS[topic].zh }
}

/** Every word by which a topic is asked for, as `keyOf` writes it. */
export const TOPIC_BY_WORD: ReadonlyMap<string, Topic> = new Map(
  TOPICS.flatMap((topic) => {
    const { zh, also } = WORDS[topic]
    return [topic, TOPIC_LABELS[topic], zh, ...also].map((word) => [keyOf(word), topic] as const)
  }),
)
