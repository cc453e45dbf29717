import { colourOf, type InlineStyle, parseStyle, pixelsOf } from './inline-style.ts'

// Whether text is seen, as far as elements say so themselves. Style sheets are not read: where one could change what is said here, the text
// counts as seen, so that nothing is lost that a reader sees.

/** How an element's text is seen, with what stands above it taken into account. */
export type Sight = {
  /** Nothing inside it can be seen. */
  readonly gone: boolean
  /** Not seen but for what inside it says otherwise. */
  readonly invisible: boolean
  /** Too small to be seen, unless it gets another size. */
  readonly tiny: boolean
  /** Stated colours of text and background; absent where a style sheet may have its own. */
  readonly colour: string | undefined
  readonly ground: string | undefined
}

/** Of what nothing is said. */
export const IN_SIGHT: Sight = { gone: false, invisible: false, tiny: false, colour: undefined, ground: undefined }

/** Whether text that stands there is seen. */
export const isSeen = ({ gone, invisible, tiny, colour, ground }: Sight): boolean =>
  !gone && !invisible && !tiny && colour !== 'transparent' && (colour === undefined || colour !== ground)

/** An element: the name of its tag in lower case, and its attributes. */
export type Seen = { readonly name: string; readonly attribute: (name: string) => string | null | undefined }

/** Elements that pass size and colour of text on, unless a class or an id gives them others. */
const PASSES_TEXT = wordsOf('b strong i em u s strike del ins span font small big sub sup abbr cite q bdi bdo time var')

/** Elements through which the background shows, unless a class or an id gives them one. */
const PASSES_GROUND = new Set([...PASSES_TEXT, ...wordsOf('a p div li ul ol dl dt dd blockquote h1 h2 h3 h4 h5 h6')])

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** Attributes without any of which an element says nothing of how it is seen. */
export const TELLING: ReadonlySet<string> = wordsOf('style hidden aria-hidden color bgcolor size')

/** How an element's own text is seen, where what is around it is seen so. */
export function sightOf(element: Seen, around: Sight): Sight {
  if (around.gone) return around
  const { name, attribute } = element
  const declared = attribute('style')
  const style = declared ? parseStyle(declared) : NOTHING
  const isNamed = Boolean(attribute('class') ?? attribute('id'))
  const passesText = !isNamed && PASSES_TEXT.has(name)
  const passesGround = !isNamed && PASSES_GROUND.has(name)
  return {
    gone: isGone(element, style),
    invisible: invisibleBy(style) ?? around.invisible,
    tiny: tinyBy(element, style) ?? (passesText && around.tiny),
    colour: colourBy(element, style) ?? (passesText ? around.colour : undefined),
    ground: groundBy(element, style) ?? (passesGround ? around.ground : undefined),
  }
}

const NOTHING: InlineStyle = new Map()

/** What a page hides from screen readers is what it shows to nobody (slides out of their turn, closed menus), shows twice, or a picture. */
function isGone({ name, attribute }: Seen, style: InlineStyle): boolean {
  const display = style.get('display')
  if (display === 'none' || style.get('content-visibility') === 'hidden') return true
  // The attribute is a style of the browser's, which a declaration of the page's overrides.
  if (typeof attribute('hidden') === 'string' && display === undefined) return true
  if (attribute('aria-hidden') === 'true') return true
  return isTransparent(attribute, style) || isOffScreen(style) || isClipped(style) || isWithoutSize(name, style)
}

/** What such scripts make appear is transparent only until they run. */
const APPEARING =
  'data-w-id data-aos data-framer-appear-id data-animate data-animation data-scroll data-reveal data-sr-id'.split(' ')
const APPEARING_CLASS = /(?:^|\s)(?:wow|animated?|aos-\S+|elementor-invisible|reveal|fade-?in\S*)(?:\s|$)/i

function isTransparent(attribute: Seen['attribute'], style: InlineStyle): boolean {
  const opacity = style.get('opacity')
  if (opacity === undefined || !(Number.parseFloat(opacity) <= 0.01)) return false
  if (style.has('transition') || style.has('animation') || APPEARING_CLASS.test(attribute('class') ?? '')) return false
  return APPEARING.every((name) => typeof attribute(name) !== 'string')
}

const isAbsolute = (style: InlineStyle): boolean => /^(?:absolute|fixed)$/.test(style.get('position') ?? '')

/** No window is so wide that what is so far out of its place is in it. */
const FAR_PX = 900

/** A strip of pictures that is moved aside is wider than it is moved. */
function isOffScreen(style: InlineStyle): boolean {
  if (!isAbsolute(style)) return false
  const width = pixelsOf(style.get('width')) ?? 0
  const offset = Math.min(...['left', 'right', 'top', 'bottom'].map((side) => pixelsOf(style.get(side)) ?? 0))
  return offset <= -FAR_PX && width < -offset
}

const NO_AREA = /^(?:rect\(\s*([01])(?:px)?(?:[\s,]+\1(?:px)?){3}\s*\)|inset\((?:50|100)%\)|circle\(0[a-z%]*\))$/

function isClipped(style: InlineStyle): boolean {
  if (isAbsolute(style) && NO_AREA.test(style.get('clip') ?? '')) return true
  return NO_AREA.test(style.get('clip-path') ?? '')
}

/** Cells grow with what is in them, and what stands in a line has no size of its own. */
const NEVER_WITHOUT_SIZE = new Set([
  ...PASSES_TEXT,
  ...wordsOf('a table thead tbody tfoot tr td th caption code label'),
])

function isWithoutSize(name: string, style: InlineStyle): boolean {
  if (!/^(?:hidden|clip)$/.test(style.get('overflow') ?? '')) return false
  if (NEVER_WITHOUT_SIZE.has(name) && !isAbsolute(style) && !/^(?:inline-)?block$/.test(style.get('display') ?? '')) {
    return false
  }
  const isGiven = (side: string): boolean => (pixelsOf(style.get(`min-${side}`)) ?? 0) > 0
  return ['height', 'width'].some(
    (side) => (pixelsOf(style.get(side)) === 0 || pixelsOf(style.get(`max-${side}`)) === 0) && !isGiven(side),
  )
}

function invisibleBy(style: InlineStyle): boolean | undefined {
  switch (style.get('visibility')) {
    case 'hidden':
    case 'collapse':
      return true
    case 'visible':
      return false
    default:
      return undefined
  }
}

/** Of one pixel nothing can be read. */
const TINY_PX = 1

/** A size that hangs on the size around it says nothing by itself, unless it is none. */
function tinyBy({ name, attribute }: Seen, style: InlineStyle): boolean | undefined {
  const declared = style.get('font-size') ?? sizeIn(style.get('font'))
  if (declared === undefined) return name === 'font' && attribute('size') ? false : undefined
  const pixels = pixelsOf(declared)
  const isRelative = pixels !== 0 && /(?:\dem|%|smaller|larger|inherit|unset)$/.test(declared)
  return isRelative ? undefined : pixels !== undefined && pixels <= TINY_PX
}

/** `0/0 a` is a font of no size. */
function sizeIn(font: string | undefined): string | undefined {
  return font !== undefined && /(?:^|\s)0(?:[a-z]+|%)?(?:\/|\s)/.test(font) ? '0' : font
}

/** What is filled or shadowed is seen in another colour than its own. */
function colourBy({ name, attribute }: Seen, style: InlineStyle): string | undefined {
  if (
    ['-webkit-text-fill-color', '-webkit-background-clip', 'background-clip', 'text-shadow'].some((one) =>
      style.has(one),
    )
  )
    return UNKNOWN
  const declared = style.get('color') ?? (name === 'font' ? attribute('color')?.trim().toLowerCase() : undefined)
  return declared === undefined || declared === 'inherit' ? undefined : (colourOf(declared) ?? UNKNOWN)
}

/** A colour that cannot be told, and so is that of nothing else. */
const UNKNOWN = 'unknown'

function groundBy({ attribute }: Seen, style: InlineStyle): string | undefined {
  if (style.has('background-image')) return 'a picture'
  const declared =
    style.get('background-color') ?? style.get('background') ?? attribute('bgcolor')?.trim().toLowerCase()
  if (declared === undefined) return undefined
  const ground = colourOf(declared) ?? 'a picture'
  // What is behind shows through.
  return ground === 'transparent' ? undefined : ground
}
