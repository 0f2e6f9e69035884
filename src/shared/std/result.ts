/** What crosses a border: a value, or a stable code that says why there is none. */
export type Result<T, E extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: E }

export function ok(): { readonly ok: true; readonly value: undefined }
export function ok<T>(value: T): { readonly ok: true; readonly value: T }
export function ok(value?: unknown): unknown {
  return { ok: true, value }
}

export function fail<E extends string>(code: E): { readonly ok: false; readonly code: E } {
  return { ok: false, code }
}
