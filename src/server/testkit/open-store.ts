import type { Store } from '../store/store.ts'

/** An empty store, with rooms of these names beside the first. */
export type OpenStore = (rooms?: readonly string[]) => Promise<Store>
