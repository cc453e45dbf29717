/** More links than a message with a question needs. */
const MOST_LINKS = 5

/** Web addresses anywhere in what a platform tells of a message, in their order, each once; a sentence's marks behind one are not part of it. */
export function linksIn(...parts: readonly unknown[]): string[] {
  const found = JSON.stringify(parts).matchAll(/https?:\/\/[^\s<>|"\\]+/g)
  const links = [...found].map(([link]) => link.replace(/[.,;:!?)\]}'*_~`]+$/, ''))
  return [...new Set(links)].slice(0, MOST_LINKS)
}
