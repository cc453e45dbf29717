/** What English gives an article: plurals, unions, courts and the like, and abbreviations that are spelt out. */
const TAKES_ARTICLE =
  /^(?:United|European|African|Arab League|Holy See|Central African|Dominican Republic|DR|Shanghai|Pacific|Gulf|G7|G20|AIIB|CSTO|EBRD|IAEA|ICRC|IMF|IOC|OECD|OSCE|WHO|WTO)\b|^(?:Council|Commonwealth|Organi[sz]ation|Republic) of\b|\b(?:Bahamas|Bank|Comoros|Community|Council|Court|Forum|Fund|Gambia|Islands|League|Maldives|Netherlands|Organi[sz]ation|Philippines|Republic|Union)$/

/** A party's name within a sentence: `the United States`, but `China`. */
export const withArticle = (name: string): string => (TAKES_ARTICLE.test(name) ? `the ${name}` : name)

/** `China's`, `the United States'`. */
export function possessive(name: string): string {
  const named = withArticle(name)
  return named.endsWith('s') ? `${named}'` : `${named}'s`
}
