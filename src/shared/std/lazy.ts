/** Makes a thing when it is first asked for, and once: what takes its time is not made at the start of a program. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
