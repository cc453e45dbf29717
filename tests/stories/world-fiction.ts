import type { WorldItem, WorldSite } from '../fakes/world/site.ts'

// Fiction, every word of it: states, people and documents are invented.

type Words = { readonly titles: readonly string[]; readonly paragraphs: (title: string) => readonly string[] }

const FICTION: Readonly<Record<WorldSite['language'], Words>> = {
  en: {
    titles: [
      'Minister Fictiva Receives Ambassador Beispiel of Syldavia',
      'Minister Fictiva Holds Talks with Minister Ejemplo of Borduria',
      'Minister Fictiva Speaks with Minister Esempio of Freedonia by Telephone',
      'Minister Fictiva Meets President Przykład of Ruritania',
    ],
    paragraphs: (title) => [
      `${title}, the ministry of Atlantis announced – and “both sides” were pleased.`,
      'Both sides noted with satisfaction that work on the railway had made good progress since their last meeting in the capital, and they agreed to meet again before the summer. They signed 12 documents on bridges and ferries.',
      'The minister recalled that the two countries share a river, a railway and a long history, and said that good neighbours settle their questions at one table, patiently and in good faith. The guest thanked her for the frank and friendly conversation.',
      'They also exchanged views on the situation in the region, and reaffirmed that small and large states alike are bound by the principles of the Charter of the United Nations.',
    ],
  },
  zh: {
    titles: [
      '虚构部长会见西尔达维亚大使',
      '虚构部长同博尔多利亚外长会谈',
      '虚构部长同弗里多尼亚外长通电话',
      '虚构部长会见鲁里坦尼亚总统',
    ],
    paragraphs: (title) => [
      `${title}，双方就铁路合作深入交换意见。`,
      '双方签署12项关于桥梁和轮渡的文件，并商定夏季以前再次会面。双方满意地看到铁路工程自上次会面以来进展顺利。',
      '虚构部长表示，两国有同一条河流、同一条铁路和悠久的历史，好邻居应当坐在一张桌子旁耐心商量。客人感谢坦率友好的谈话。',
    ],
  },
  ko: {
    titles: [
      '허구 장관 실다비아 대사 접견',
      '허구 장관 보르두리아 외교장관과 회담',
      '허구 장관 프리도니아 외교장관과 통화',
      '허구 장관 루리타니아 대통령 예방',
    ],
    paragraphs: (title) => [
      `${title}, 양측은 철도 협력에 대해 의견을 교환했다.`,
      '양측은 다리와 나룻배에 관한 문서 12건에 서명하고 여름 전에 다시 만나기로 했다. 지난 회담 이후 철도 공사가 잘 진행되고 있음을 만족스럽게 평가했다.',
      '허구 장관은 두 나라가 같은 강과 같은 철도와 긴 역사를 가지고 있다고 말했다. 손님은 솔직하고 우호적인 대화에 감사를 표했다.',
    ],
  },
  ru: {
    titles: [
      'Министр Вымыслова приняла посла Сильдавии Байшпиля',
      'Министр Вымыслова провела переговоры с министром Бордурии Эхемпло',
      'Министр Вымыслова поговорила по телефону с министром Фридонии Эземпио',
      'Министр Вымыслова встретилась с президентом Руритании Пшикладом',
    ],
    paragraphs: (title) => [
      `${title}, сообщило министерство Атлантиды.`,
      'Стороны с удовлетворением отметили, что работы на железной дороге хорошо продвинулись со времени последней встречи в столице, и условились встретиться снова до лета. Подписано 12 документов о мостах и паромах.',
      'Министр напомнила, что у двух стран одна река, одна железная дорога и долгая история, и сказала, что добрые соседи решают свои вопросы за одним столом. Гость поблагодарил её за откровенный и дружеский разговор.',
    ],
  },
}

const DAYS = ['2025-04-21T08:10:00Z', '2025-04-22T08:20:00Z', '2025-04-23T08:30:00Z', '2025-04-24T02:40:00Z']

/** Four accounts of a fictional ministry in the site's language and at its addresses, oldest first. */
export function accountsIn({
  language,
  pathOf,
  titled,
}: WorldSite): readonly [WorldItem, WorldItem, WorldItem, WorldItem] {
  const { titles, paragraphs } = FICTION[language]
  const account = (n: number): WorldItem => {
    const title = titles[n] ?? ''
    const published = new Date(DAYS[n] ?? 0)
    const shown = titled?.(title, n + 1, published) ?? title
    return { path: pathOf(n + 1, published), title: shown, published, paragraphs: paragraphs(title) }
  }
  return [account(0), account(1), account(2), account(3)]
}

/** So many more of a site's accounts, newest first, half an hour apart before `from`. */
export function manyIn(site: WorldSite, count: number, from: Date): WorldItem[] {
  const [, example] = accountsIn(site)
  return Array.from({ length: count }, (_, n): WorldItem => {
    const published = new Date(from.getTime() - n * 1_800_000)
    const number = 100 + count - n
    const title = `${example.title} (${number})`
    return {
      path: site.pathOf(number, published),
      title,
      published,
      paragraphs: FICTION[site.language].paragraphs(title),
    }
  })
}
