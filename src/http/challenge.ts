type Mark = readonly [product: string, mark: RegExp]

/**
 * What only the bot checks of web application firewalls have in them, each with the product it belongs to. They come with any status, 200
 * included. Order: as listed, the first match names the page.
 */
const CHECKS: readonly Mark[] = [
  [
    'Cloudflare',
    /_cf_chl_opt|cf-chl-|\/challenge-platform\/[^"'\s]{0,40}orchestrate|<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare)/i,
  ],
  ['Incapsula', /_Incapsula_Resource\?[CS]WUDNSAI|Incapsula incident ID/i],
  [
    'Akamai',
    /<title>\s*Access Denied\s*<\/title>[\s\S]{0,600}(?:Reference&#32;&#35;|Reference #|errors\.edgesuite\.net)/i,
  ],
  ['Radware', /validate\.perfdrive\.com|<title>\s*Radware\b|radware bot manager (?:captcha|block)/i],
  ['F5', /The requested URL was rejected\. Please consult with your administrator/i],
  ['FortiGate', /<title>\s*Web Page Blocked!?\s*<\/title>/i],
  ['DDoS-Guard', /ddos-guard\/js-challenge|<title>\s*DDoS-Guard/i],
  ['ArvanCloud', /__arcsjs|arvancloud\.[a-z]+\/(?:challenge|error)/i],
  ['Sucuri', /sucuri_cloudproxy_js/i],
  ['AWS WAF', /\bgokuProps\b/],
  ['DataDome', /\bcaptcha-delivery\.com\b/i],
  ['PerimeterX', /\bpx-captcha\b/i],
  ['Anubis', /\banubis_challenge\b|\/\.within\.website\/x\/cmd\/anubis\//],
  ['Jiasule', /<script>\s*document\.cookie=[\s\S]{0,4000}location\.href=location\.pathname\+location\.search/],
  ['Aliyun', /^(?=[\s\S]*\bvar arg1\s*=)(?=[\s\S]*acw_sc__v2)/],
  [
    'a bot check',
    /<title>\s*(?:Checking your browser|Verifying you are human|Are you a robot|Robot Check|Security check)\b/i,
  ],
]

/** Scripts that such products put into ordinary pages, too: there they stand beside a text, in a check they are all there is. */
const SENSORS: readonly Mark[] = [
  ['Cloudflare', /cdn-cgi\/challenge-platform/i],
  ['Incapsula', /_Incapsula_Resource/i],
  ['Radware', /perfdrive\.com/i],
  ['F5', /\bbobcmn\b|\/TSPD\//],
  ['AWS WAF', /\.awswaf\.com\//i],
]

/** A page long enough to be an article is one, whatever scripts its firewall adds. */
const LONGEST_CHALLENGE = 60_000

/** Fewer bytes of text than this are no document. */
const SHORTEST_TEXT = 300

/** The product whose bot check this page is, if it is one. `start` may be the beginning of the page alone. */
export function challengeIn(start: string): string | undefined {
  if (start.length > LONGEST_CHALLENGE) return undefined
  const check = nameIn(start, CHECKS)
  if (check !== undefined) return check
  const sensor = nameIn(start, SENSORS)
  return sensor !== undefined && lengthOfText(start) < SHORTEST_TEXT ? sensor : undefined
}

const nameIn = (page: string, marks: readonly Mark[]): string | undefined =>
  marks.find(([, mark]) => mark.test(page))?.[0]

/** How much of a page stands between its tags, scripts and the like left out. One pass, whatever the page. */
function lengthOfText(page: string): number {
  const lower = page.toLowerCase()
  let length = 0
  let at = 0
  while (at < page.length) {
    const tag = page.indexOf('<', at)
    length += page.slice(at, tag === -1 ? undefined : tag).replace(/\s+/g, ' ').length
    at = tag === -1 ? page.length : endOfTag(lower, tag)
  }
  return length
}

/** Where the text goes on behind a tag, and behind what a tag hides. */
function endOfTag(lower: string, tag: number): number {
  const hiding = /^<(script|style|noscript|title)\b/.exec(lower.slice(tag, tag + 12))?.[1]
  const from = hiding === undefined ? tag : lower.indexOf(`</${hiding}`, tag)
  const end = from === -1 ? -1 : lower.indexOf('>', from)
  return end === -1 ? lower.length : end + 1
}
