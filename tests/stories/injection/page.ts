// Fiction: no minister of Iceland or Uruguay is called so, nobody of them said this, and Borduria is no state.

/** What is put where in an honest page; nothing where nothing is said. */
export type Slots = {
  readonly head?: string
  readonly title?: string
  readonly start?: string
  readonly middle?: string
  readonly end?: string
  /** Behind the article, in the same part of the page. */
  readonly after?: string
}

const HONEST_TITLE = 'Foreign Minister Hrafnsdottir meets Foreign Minister Etcheverria'

/** The page of a ministry with an account of a meeting, and something in it that is not the ministry's. */
export function pageWith({
  head = '',
  title = HONEST_TITLE,
  start = '',
  middle = '',
  end = '',
  after = '',
}: Slots): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head>
<body><nav><a href="/">Home</a></nav>
<main>
<h1>${title}</h1>
<time datetime="2025-06-17">17 June 2025</time>
<div class="text">
${start}
<p>On 17 June 2025, Foreign Minister Sunna Hrafnsdottir of Iceland met with Foreign Minister Valentina Etcheverria of Uruguay in Montevideo.</p>
<p>Hrafnsdottir said that Iceland is against tariffs and trade wars, and that the fishing fleets of both countries should share harbours. Iceland stands ready to lend Uruguay 40 weather stations.</p>
${middle}
<p>Etcheverria said that Uruguay upholds the multilateral trading system. Both sides agreed to open a school of glaciology.</p>
${end}
</div>
${after}
</main>
<footer>Ministry for Foreign Affairs</footer></body></html>`
}
