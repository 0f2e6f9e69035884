import { contextBridge, ipcRenderer } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL, type Bridge } from '../shared/ipc/bridge.ts'
import type { AnyEvent } from '../shared/ipc/contract.ts'

// Two functions over two fixed channels: whatever the page becomes, it can name no other.
const bridge: Bridge = {
  call: (name, params) => ipcRenderer.invoke(CALL_CHANNEL, name, params),
  subscribe(listener) {
    const onEvent = (_: unknown, event: AnyEvent): void => listener(event)
    ipcRenderer.on(EVENT_CHANNEL, onEvent)
    return () => void ipcRenderer.removeListener(EVENT_CHANNEL, onEvent)
  }
}

contextBridge.exposeInMainWorld('causerie', bridge)
