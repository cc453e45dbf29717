/** Asks at the first call, remembers the answer, and lets go of whatever it was made from. */
export function once<T>(ask: () => T): () => T {
  let state: { readonly ask: () => T } | { readonly answer: T } = { ask }
  return () => {
    if ('ask' in state) state = { answer: state.ask() }
    return state.answer
  }
}
