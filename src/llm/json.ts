/**
 * The first JSON object in what a model said: alone, in a fenced block, or among other words. What it thought aloud before
 * (`<think> … </think>`) is passed over.
 */
export function firstObjectIn(said: string): unknown {
  const text = said.replace(/^\s*<think>[\s\S]*?<\/think>/, '')
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
    const end = endOfObject(text, start)
    // Whatever is not closed here holds no closed object that would be the answer.
    if (end === undefined) return undefined
    const found = parsed(text.slice(start, end))
    if (found !== undefined) return found
  }
  return undefined
}

/** Where the braces that open at `start` are closed, those in strings not counted. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0
  const token = /["{}]/g
  token.lastIndex = start
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (found[0] === '"') {
      const end = endOfString(text, found.index)
      if (end === undefined) return undefined
      token.lastIndex = end
    } else depth += found[0] === '{' ? 1 : -1
    if (depth === 0) return token.lastIndex
  }
  return undefined
}

function endOfString(text: string, start: number): number | undefined {
  const end = /["\\]/g
  end.lastIndex = start + 1
  for (let found = end.exec(text); found; found = end.exec(text)) {
    if (found[0] === '"') return end.lastIndex
    end.lastIndex += 1
  }
  return undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
