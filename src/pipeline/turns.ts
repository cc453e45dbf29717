/** Work by host: one piece at a time each, hosts side by side, so that one that hangs keeps no other waiting. */
export class Turns {
  readonly #underWay = new Map<string, Promise<void>>()
  #failure: { readonly error: unknown } | undefined

  isBusy(host: string): boolean {
    return this.#underWay.has(host)
  }

  /** Whether any host is. */
  areBusy(): boolean {
    return this.#underWay.size > 0
  }

  /** Begins `work`, unless the host is busy with what was begun before. Throws what earlier work threw. */
  begin(host: string, work: () => Promise<void>): void {
    this.#throwFailure()
    if (this.isBusy(host)) return
    const done = work()
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#underWay.delete(host))
    this.#underWay.set(host, done)
  }

  /** Settles once nothing is under way. Throws what the work threw, once. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values())
    this.#throwFailure()
  }

  #throwFailure(): void {
    const failure = this.#failure
    this.#failure = undefined
    if (failure) throw failure.error
  }
}
