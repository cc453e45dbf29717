import type { CheerioAPI } from 'cheerio'
import { lineAt } from './html.ts'

/** Titles of error pages that come with status 200, in the languages of the listed sites; the whole title, give or take the site's name. */
const NOT_FOUND =
  /^(?:error\s*)?404\b|\b404\s*(?:error|not found)|^.{0,40}\b(?:page|file|document|content|resource|url)\b.{0,20}\b(?:not (?:be )?found|(?:does not|doesn.t) exist|(?:is )?no longer available)|^(?:oops\W*)?not found\b|^page introuvable|^seite nicht gefunden|^p[aá]gina n[aã]?o? ?(?:no )?encontrada|^pagina non trovata|^страница не найдена|^сторінк\S+ не знайдено|^sayfa bulunamad|页面(?:不存在|没有找到)|找不到(?:页面|網頁|頁面)|ページが見つかりません|페이지를 찾을 수 없/iu

/** Titles of pages with which a server or its firewall owns up to something else than a missing page. */
const ERROR =
  /^(?:(?:internal |web )?(?:server|service|application|runtime|database) )?error(?:\s*\d{3})?$|^(?:internal server|service) error|^service (?:is )?(?:temporarily )?unavailable|^(?:access|request) (?:denied|rejected)|^(?:403\b|5\d\d\b|forbidden|bad gateway)|\b(?:under|scheduled) maintenance/i

/** What an apology says in the place of a text. */
const APOLOGY =
  /\b(?:the )?page (?:that )?you (?:are|were|have) (?:looking for|trying to|requested)|\brequested (?:page|url|document) (?:was|could|can|is|does)\b|\bhas (?:been )?(?:moved|removed) or (?:renamed|deleted)\b|您(?:访问|查看|请求)的(?:页面|网页)/iu

/** An apology is short; whoever quotes one in a long text does not apologise. */
const LONGEST_APOLOGY = 1_200

/** Said of what `parseMarkup` gives up on. */
export const TOO_DEEP = 'its elements are nested too deep for a page'

/** Why a page is no document; `missing`: because there is no such page. */
export type Fault = { readonly reason: string; readonly missing: boolean }

/** Why a page that came with status 200 is no document, if it is none. `text` is what was found of its article. */
export function faultOf($: CheerioAPI, text: string, asked: string, cameFrom: string): Fault | undefined {
  const away = sentAway(asked, cameFrom)
  if (away) return away
  const titles = [lineAt($, 'title'), lineAt($, 'h1')].filter((title) => title !== undefined)
  if (text.length < LONGEST_APOLOGY && (titles.some((title) => NOT_FOUND.test(title)) || APOLOGY.test(text))) {
    return missing('status 200, but the page says that it was not found (soft 404)')
  }
  const error = text.length < LONGEST_APOLOGY && titles.find((title) => ERROR.test(title))
  if (error) return broken(`status 200, but an error page ("${error.slice(0, 60)}")`)
  if (text.length < SHORTEST_TEXT && isShell($)) return broken('an app shell: its text is made by scripts in a browser')
  if (text === '') return broken('no text in the page')
  return undefined
}

/** Whether the site sent us from what was asked for to its front page, or to one for what it does not have; whatever stands there. */
export function sentAway(asked: string, cameFrom: string): Fault | undefined {
  const landed = URL.parse(cameFrom)?.pathname ?? ''
  const wanted = URL.parse(asked)?.pathname ?? ''
  const isElsewhere = landed !== wanted && /^\/?$|\/(?:40[34]|error|not-?found)[^/]*$/i.test(landed)
  if (!isElsewhere) return undefined
  return missing(`the site sent us to ${landed === '' ? '/' : landed} instead: the page is not there (soft 404)`)
}

const missing = (reason: string): Fault => ({ reason, missing: true })
const broken = (reason: string): Fault => ({ reason, missing: false })

/** A page with less text than this was not read. */
const SHORTEST_TEXT = 60

/** A root element for scripts to fill, or a page that is nothing but scripts. */
function isShell($: CheerioAPI): boolean {
  const roots = $('#root, #app, #__next, #__nuxt, app-root, [ng-app], [data-reactroot]')
  return roots.length > 0 || ($('script').length > 0 && $('p, article, table, li').length === 0)
}

/** The title of an HTML page that came where a feed or JSON was expected; nothing where the text is no page. */
export function titleOfPage(text: string): string | undefined {
  const start = text.slice(0, 4_000)
  if (!/^\s*(?:<!--[\s\S]{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]/i.test(start)) return undefined
  return /<title[^>]*>\s*([^<]{0,100}?)\s*</i.exec(start)?.[1] ?? 'without a title'
}
