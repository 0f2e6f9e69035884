import { createContext, use, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Session } from '../../shared/ipc/contract.ts'
import type { User } from '../../shared/model/user.ts'
import type { Client } from '../bridge/client.ts'
import type { Centre } from './centre.ts'
import type { Navigation } from './navigation.ts'
import type { Notices } from './notices.ts'
import type { Rooms } from './rooms.ts'
import type { AppModel, AppStore } from './store.ts'
import type { Voice } from './voice.ts'

/** What the parts of the page are given to work with. */
export interface AppServices {
  readonly client: Client
  readonly store: AppStore
  readonly rooms: Rooms
  readonly centre: Centre
  readonly navigation: Navigation
  readonly notices: Notices
  readonly voice: Voice
}

const AppContext = createContext<AppServices | null>(null)

export function AppServicesProvider({ services, children }: { services: AppServices; children: ReactNode }) {
  return <AppContext value={services}>{children}</AppContext>
}

export function useServices(): AppServices {
  const services = use(AppContext)
  if (!services) throw new Error('outside of AppServicesProvider')
  return services
}

export function useModel<T>(select: (model: AppModel) => T): T {
  return useStore(useServices().store, select)
}

/** The signed-in account, for what is only drawn with one. */
export function useSession(): Session {
  const session = useModel((model) => model.app?.session)
  if (!session) throw new Error('no session')
  return session
}

/** Null: nobody. */
export function useUser(id: number | null): User | undefined {
  return useModel((model) => (id === null ? undefined : model.usersById[id]))
}
