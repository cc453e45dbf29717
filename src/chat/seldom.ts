/** Whether it is time for somebody again: true, and then false until `apartMs` have passed. */
export function createSeldom(apartMs: number, now: () => Date): (whom: string) => boolean {
  const last = new Map<string, number>()
  return (whom) => {
    const nowMs = now().getTime()
    for (const [one, since] of last) if (nowMs - since >= apartMs) last.delete(one)
    if (last.has(whom)) return false
    last.set(whom, nowMs)
    return true
  }
}
